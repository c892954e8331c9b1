// Writes build/golden.json, build/golden-lines.json and build/golden-pictures.json: drawings with the glyph and logits,
// lines with the logits and the text, and pictures with the glyph, that the native command gives for the shipped models.
// The self-tests hold the WebAssembly binaries against them. Usage: node scripts/make-golden.mjs

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fnv1a } from "../web/src/core/fnv1a.mjs";
import { goldenPicture } from "../web/src/core/golden-picture.mjs";
import { lineModelName, lineModelPath, modelName, modelPath } from "./model.mjs";

const repository = join(import.meta.dirname, "..");

// Straight and round, one stroke and four, dots and long lines: between them they light every part of the glyph.
const characters = [..."08AEGMRg"];
const { classes } = JSON.parse(readFileSync(join(repository, "models/sample-strokes.json"), "utf8"));
const drawings = characters.map((character) => classes[character]?.[0] ?? fail(`No sample strokes for ${character}.`));

const answers = ask(["classify-ink", "--model", modelPath, "--logits"], drawings);

const cases = drawings.map((strokes, index) => {
  const { glyph, logits, error } = answers[index];
  if (!logits) fail(`The native command did not read ${characters[index]}: ${error}`);
  return { strokes, glyph: fnv1a(glyph), logits: fnv1a(logits) };
});
writeFileSync(join(repository, "build/golden.json"), JSON.stringify({ model: fnv1a(readFileSync(modelPath)), cases }));
console.log(`build/golden.json: ${cases.length} drawings, ${modelName}`);

// Characters of ours side by side, and one line too long to be read in one piece.
const lines = ["EMNAR", "08Rg", "nta4", "8EAGMRnth40".repeat(6)].map(line);
const lineAnswers = ask(["read-ink", "--model", lineModelPath, "--no-words", "--logits"], lines);
const lineCases = lines.map((strokes, index) => {
  const { texts, logits, error } = lineAnswers[index];
  if (!logits) fail(`The native command did not read line ${index}: ${error}`);
  return { strokes, logits: fnv1a(logits), text: texts[0]?.text ?? "" };
});
writeFileSync(
  join(repository, "build/golden-lines.json"),
  JSON.stringify({ model: fnv1a(readFileSync(lineModelPath)), cases: lineCases }),
);
console.log(`build/golden-lines.json: ${lineCases.length} lines, ${lineModelName}`);

// One, because a look takes longer than all other known answers together; on rules, so that it goes through all of it.
const photographs = [{ strokes: classes["8"][0], ruled: true }];
const glyphs = seenGlyphs();
const pictureCases = photographs.map((photograph, index) => ({ ...photograph, glyph: fnv1a(glyphs[index]) }));
writeFileSync(join(repository, "build/golden-pictures.json"), JSON.stringify({ cases: pictureCases }));
console.log(`build/golden-pictures.json: ${pictureCases.length} pictures`);

/** What the native command sees in the photographs. */
function seenGlyphs() {
  const folder = mkdtempSync(join(tmpdir(), "emnist-golden-"));
  try {
    const files = photographs.map(({ strokes, ruled }, index) => {
      const { width, height, data } = goldenPicture(strokes, ruled);
      const file = join(folder, `${index}.ppm`);
      writeFileSync(
        file,
        Buffer.concat([Buffer.from(`P6 ${width} ${height} 255\n`), data.filter((_, at) => at % 4 < 3)]),
      );
      return file;
    });
    return answersOf(["classify", "--model", modelPath, "--json", ...files]).map(({ glyph }) => glyph);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Strokes of the characters of `text`, one after another with a little room between. */
function line(text) {
  let left = 0;
  return [...text].flatMap((character) => {
    const strokes = classes[character]?.[0] ?? fail(`No sample strokes for ${character}.`);
    const xs = strokes.flat().map(([x]) => x);
    const [first, last] = [Math.min(...xs), Math.max(...xs)];
    const shift = left - first;
    left += 1.25 * (last - first) + 10;
    return strokes.map((stroke) => stroke.map(([x, y]) => [x + shift, y]));
  });
}

/** What the native command says to each drawing. */
function ask(command, drawings) {
  return answersOf(command, drawings.map((strokes) => `${JSON.stringify({ strokes })}\n`).join(""));
}

function answersOf(command, input = "") {
  return execFileSync(join(repository, "build/native/emnist"), command, { input, encoding: "utf8" })
    .trim()
    .split("\n")
    .map((answer) => JSON.parse(answer));
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
