// Holds another build of the native command against build/native's: glyphs and logits of all our sample drawings must be
// equal, bit for bit, and so must the glyphs of some of them photographed.
// Usage: node scripts/compare-answers.mjs COMMAND…, which may begin with an emulator.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { modelPath as model } from "./model.mjs";

const repository = join(import.meta.dirname, "..");
const native = join(repository, "build/native");
const other = process.argv.slice(2);
if (other.length === 0) throw new Error("Usage: node scripts/compare-answers.mjs COMMAND…");

const run = ([program, ...parameters], input) =>
  execFileSync(program, parameters, { input, encoding: "utf8", maxBuffer: 1 << 26 })
    .trim()
    .split("\n");
const jsonLines = (drawings) => drawings.map((strokes) => `${JSON.stringify({ strokes })}\n`).join("");

let failed = false;
function compare(what, parameters, input) {
  const [ours, theirs] = [[join(native, "emnist")], other].map((command) =>
    run([...command, ...parameters, "--model", model], input).map((line) => {
      const { glyph, logits } = JSON.parse(line);
      if (!glyph) throw new Error(`${command.join(" ")} answered ${line}`);
      return JSON.stringify({ glyph, logits });
    }),
  );
  const different = ours.filter((answer, index) => answer !== theirs[index]).length;
  failed ||= different > 0 || theirs.length !== ours.length;
  const digest = createHash("sha256").update(theirs.join("\n")).digest("hex").slice(0, 16);
  console.log(`${ours.length} ${what}, ${different} different; digest ${digest}`);
}

const { classes } = JSON.parse(readFileSync(join(repository, "models/sample-strokes.json"), "utf8"));
const drawings = Object.values(classes).flat();
compare("drawings", ["classify-ink", "--logits"], jsonLines(drawings));

const folder = mkdtempSync(join(tmpdir(), "emnist-photos-"));
try {
  for (const scene of run([join(native, "photograph")])) {
    run([join(native, "photograph"), folder, scene], jsonLines(["4", "R", "g"].map((label) => classes[label][0])));
    compare(`photos, ${scene}`, ["classify", "--json", ...readdirSync(folder).map((name) => join(folder, name))]);
  }
} finally {
  rmSync(folder, { recursive: true });
}
process.exit(failed ? 1 : 0);
