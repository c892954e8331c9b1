// Writes build/golden.json: drawings with the glyph and logits that the native command gives for the shipped model. The
// page's self-test holds its WebAssembly binary against them. Usage: node scripts/make-golden.mjs

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fnv1a } from "../web/src/core/fnv1a.mjs";
import { modelName, modelPath } from "./model.mjs";

const repository = join(import.meta.dirname, "..");

// Straight and round, one stroke and four, dots and long lines: between them they light every part of the glyph.
const characters = [..."08AEGMRg"];
const { classes } = JSON.parse(readFileSync(join(repository, "models/sample-strokes.json"), "utf8"));
const drawings = characters.map((character) => classes[character]?.[0] ?? fail(`No sample strokes for ${character}.`));

const answers = execFileSync(
  join(repository, "build/native/emnist"),
  ["classify-ink", "--model", modelPath, "--logits"],
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
writeFileSync(join(repository, "build/golden.json"), JSON.stringify({ model: fnv1a(readFileSync(modelPath)), cases }));
console.log(`build/golden.json: ${cases.length} drawings, ${modelName}`);

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
