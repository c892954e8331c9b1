// Every path that a document or a comment names exists: what was moved or never written is found here and not by a reader.
// A path is a word that begins with one of our folders, or a file's name with an ending of ours; `*` and `{a,b}` may
// stand in it. What only a build makes is not looked for. Usage: node scripts/check-paths.mjs

import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, extname, join, normalize } from "node:path";

const repository = join(import.meta.dirname, "..");
const unread = /^(node_modules|build|\.git|\.ci|test-results)$|^web\/dist$/;

/** Every file and folder of ours, from the repository's root. */
function tree(folder = "") {
  return readdirSync(join(repository, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (unread.test(path)) return [];
    return entry.isDirectory() ? [path, ...tree(path)] : [path];
  });
}

const all = tree();
const names = new Set(all.map((path) => basename(path)));
const folders = [...new Set(all.map((path) => path.split("/")[0]))].filter(
  (name) => all.includes(name) && !/\./.test(name),
);
const word = String.raw`[\w.{},*/-]`;
const path = new RegExp(
  String.raw`(?<![\w./<>@*-])(?:(?:${folders.join("|")}|\.github)/${word}*[\w}*/]|[\w-]+\.(?:cc|h|ts|mjs|sh|py|md|yml))(?![\w*])`,
  "g",
);

/** What other tools bring or a build makes, and names that stand for a reader's own. */
const made =
  /^(web\/dist|models\/plots)\b|^(emnist|index|element|handwriting|main|consumer|develop|sample|your-?\w*|my-?\w*)\.(mjs|ts|js|h)$/;
const system = /^(arm_neon|wasm_simd128|xnnpack|stb_\w+|gtest|bind|emscripten|val|zlib|Dockerfile)\.h$/;

function exists(named) {
  if (!named.includes("/")) return names.has(named);
  const pattern = named
    .replace(/\/$/, "")
    .replace(/[.]/g, "\\.")
    .replace(/\*+/g, "[^/]*")
    .replace(/\{([^}]*)\}/g, (_, choices) => `(${choices.replaceAll(",", "|")})`);
  const wanted = new RegExp(`^${pattern}(\\.\\w+)?$`);
  return all.some((candidate) => wanted.test(candidate));
}

/** The parts of a file that people read: all of a document, the comments of everything else. */
function prose(file, text) {
  if (extname(file) === ".md") return text;
  const comment = /\.(cc|h|ts|mjs|css|svelte|jsx|tsx)$/.test(file)
    ? /\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g
    : /\.(sh|py|yml|txt|cmake)$|^CMakeLists|train\/[\w-]+$/.test(file)
      ? /(?<=^|\s)#.*|"""[\s\S]*?"""/g
      : undefined;
  if (!comment) return "";
  // Line numbers stay what they are.
  let kept = "";
  let end = 0;
  for (const { 0: found, index } of text.matchAll(comment)) {
    kept += text.slice(end, index).replace(/[^\n]/g, "") + found;
    end = index + found.length;
  }
  return kept;
}

let faults = 0;
let looked = 0;
for (const file of all.filter((name) =>
  /\.(md|cc|h|ts|mjs|css|sh|py|yml|txt|cmake)$|scripts\/train\/[\w-]+$/.test(name),
)) {
  if (all.some((other) => other.startsWith(`${file}/`))) continue;
  const text = prose(file, readFileSync(join(repository, file), "utf8"));
  const links = extname(file) === ".md" ? [...text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)] : [];
  const named = [...text.matchAll(path)];
  const missing = [
    ...links.filter(([, target]) => !all.includes(normalize(join(dirname(file), target)).replace(/\/$/, ""))),
    ...named.filter(([name]) => !made.test(name) && !system.test(name) && !exists(name)),
  ];
  for (const { 0: whole, 1: target = whole, index } of missing)
    console.log(`${file}:${text.slice(0, index).split("\n").length}: ${target} does not exist`);
  looked += links.length + named.length;
  faults += missing.length;
}
if (looked === 0) throw new Error("No document or comment names a path: this check looks in the wrong place.");
process.exitCode = faults > 0 ? 1 : 0;
