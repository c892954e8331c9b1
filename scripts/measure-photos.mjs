// How much is lost when ink is photographed instead of drawn on a screen: the same drawings go through `emnist
// classify-ink` as strokes and, photographed by tests/photo in every kind of scene, through `emnist classify`.
// Usage: node scripts/measure-photos.mjs [INK.jsonl]
// INK.jsonl: lines {"label": "A", "strokes": [[[x, y], …], …]}; without it, variations of models/sample-strokes.json.
// Fails when a scene loses more than 4 points of top-1.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { modelPath as model } from "./model.mjs";

const allowedLoss = 0.04;
const repository = join(import.meta.dirname, "..");
const build = join(repository, "build/native");
const run = (program, parameters, input) =>
  execFileSync(join(build, program), parameters, { input, encoding: "utf8", maxBuffer: 1 << 28 })
    .trim()
    .split("\n");

const drawings = process.argv[2]
  ? readFileSync(process.argv[2], "utf8").trim().split("\n").map(JSON.parse)
  : sampleVariations(2);
const lines = drawings.map(({ strokes }) => `${JSON.stringify({ strokes })}\n`).join("");

function top1(answers) {
  return answers.map((line, index) => JSON.parse(line).top?.[0].label === drawings[index].label);
}
const share = (hits) => hits.filter(Boolean).length / hits.length;
const percent = (part) => `${(100 * part).toFixed(1)} %`;

const asInk = share(top1(run("emnist", ["classify-ink", "--model", model], lines)));
console.log(`${drawings.length} drawings; as strokes: top-1 ${percent(asInk)}`);

let failed = false;
for (const scene of run("photograph", [])) {
  const folder = mkdtempSync(join(tmpdir(), "emnist-photos-"));
  try {
    run("photograph", [folder, scene, "1"], lines);
    const photos = readdirSync(folder).sort();
    const seen = share(
      top1(run("emnist", ["classify", "--model", model, "--json", ...photos.map((name) => join(folder, name))])),
    );
    const tooMuch = asInk - seen > allowedLoss;
    failed ||= tooMuch;
    console.log(
      `${scene.padEnd(12)} ${percent(seen)}  ${(100 * (seen - asInk)).toFixed(1)}${tooMuch ? "  too much" : ""}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
process.exit(failed ? 1 : 0);

/** Each sample drawing `times` times, turned, slanted and stretched a little, always the same way. */
function sampleVariations(times) {
  let state = 1;
  const between = (low, high) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return low + ((high - low) * state) / 2 ** 32;
  };
  const { classes } = JSON.parse(readFileSync(join(repository, "models/sample-strokes.json"), "utf8"));
  return Object.entries(classes).flatMap(([label, variants]) =>
    variants.flatMap((strokes) =>
      Array.from({ length: times }, () => {
        const turn = between(-0.12, 0.12);
        const slant = between(-0.15, 0.15);
        const stretch = between(0.88, 1.12);
        const move = ([x, y]) => [
          stretch * (x * Math.cos(turn) - y * Math.sin(turn)) - slant * y,
          x * Math.sin(turn) + y * Math.cos(turn),
        ];
        return { label, strokes: strokes.map((stroke) => stroke.map(move)) };
      }),
    ),
  );
}
