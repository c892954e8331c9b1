// Writes build/golden.json: drawings with the glyph and logits that the native command gives for the shipped model. The
// page's self-test holds its WebAssembly binary against them. Usage: node scripts/make-golden.mjs

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const repository = join(import.meta.dirname, "..");
const models = join(repository, "models");
const model = readdirSync(models).find((name) => name.endsWith(".onnx"));
if (!model) fail("models/ holds no .onnx file.");

// Straight and round, one stroke and four, dots and long lines: between them they light every part of the glyph.
const characters = [..."08AEGMRg"];
const { classes } = JSON.parse(readFileSync(join(models, "sample-strokes.json"), "utf8"));
const drawings = characters.map((character) => classes[character]?.[0] ?? fail(`No sample strokes for ${character}.`));

const answers = execFileSync(
  join(repository, "build/native/emnist"),
  ["classify-ink", "--model", join(models, model), "--logits"],
  { input: drawings.map((strokes) => `${JSON.stringify({ strokes })}\n`).join(""), encoding: "utf8" },
)
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

const cases = drawings.map((strokes, index) => {
  const { glyph, logits, error } = answers[index];
  if (!logits) fail(`The native command did not read ${characters[index]}: ${error}`);
  return { strokes, glyph: fnv1a(glyph), logits: fnv1a(logits) };
});
writeFileSync(
  join(repository, "build/golden.json"),
  JSON.stringify({ model: fnv1a(readFileSync(join(models, model))), cases }),
);
console.log(`build/golden.json: ${cases.length} drawings, ${model}`);

/** As in web/src/core/golden.ts. */
function fnv1a(bytes) {
  return bytes.reduce((hash, byte) => Math.imul(hash ^ (byte & 0xff), 0x01000193), 0x811c9dc5) >>> 0;
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
