// Measures answers within an alphabet on the sets in build/validation and prints docs/alphabets.md; ends with 1 when a
// figure leaves its bounds. Usage: scripts/measure-alphabets.sh

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { modelPath as model } from "./model.mjs";

const repository = join(import.meta.dirname, "..");
const emnist = (...parameters) =>
  JSON.parse(execFileSync(join(repository, "build/native/emnist"), parameters, { maxBuffer: 1 << 26 }).toString());

const alphabets = { digits: "0-9", capitals: "A-Z", "lower case": "a-z", alphanumerics: "A-Za-z0-9" };
const sets = { scans: "validation", "pen strokes": "pen" };
/** Where the rule in wasm/include/emnist/rejection.h draws the line. */
const threshold = Number(
  /kOutsideAtMost = ([\d.]+)f/.exec(readFileSync(join(repository, "wasm/include/emnist/rejection.h"), "utf8"))[1],
);

/** What must hold for any model that is shipped: wide enough that only a broken rule or calibration leaves it. */
const bounds = { calibrationError: 0.04, flaggedDigits: 0.05, flaggedLetters: 0.85 };
const broken = [];
function bounded(what, value, holds) {
  if (!holds) broken.push(`${what} is ${value.toFixed(3)}`);
  return value;
}

const core = (name) => readFileSync(join(repository, "web/src/core", name), "utf8");
const [bothCases] = /(?<=mergedCases = ").*(?=")/.exec(core("labels.ts"));
const lookalikes = JSON.parse(/lookalikes = (\[.*\])/.exec(core("look-alikes.ts"))[1]);

/** Classes by where they stand to an alphabet: in it or not, and whether one of the other side looks like it. */
function sides(spec, classes) {
  const holds = (character) => new RegExp(`[${spec}]`).test(character);
  const isInside = ({ label }) => holds(label) || (bothCases.includes(label) && holds(label.toLowerCase()));
  const alike = (one) => (other) =>
    isInside(one) !== isInside(other) &&
    lookalikes.some((group) => group.includes(one.label) && group.includes(other.label));
  const distinct = (one) => !classes.some(alike(one));
  const inside = classes.filter(isInside);
  const outside = classes.filter((one) => !isInside(one));
  return {
    "of the alphabet": inside,
    "… without a look-alike outside": inside.filter(distinct),
    "not of the alphabet": outside,
    "… without a look-alike inside": outside.filter(distinct),
  };
}

const percent = (part, digits = 1) => `${(100 * part).toFixed(digits)} %`;
const row = (cells) => `| ${cells.join(" | ")} |`;
const table = (head, rows) => [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");
const sum = (list, of) => list.reduce((total, each) => total + of(each), 0);

const reports = Object.entries(sets)
  .map(([set, name]) => [
    set,
    ...["images-idx3", "labels-idx1"].map((kind) => `build/validation/${name}-${kind}-ubyte`),
  ])
  .filter(([, images]) => existsSync(join(repository, images)))
  .flatMap(([set, images, truth]) =>
    Object.entries(alphabets).map(([alphabet, spec]) => {
      const files = ["--images", join(repository, images), "--labels", join(repository, truth)];
      return { set, alphabet, spec, ...emnist("evaluate", "--model", model, ...files, "--alphabet", spec, "--json") };
    }),
  );

const calibration = table(
  ["set", "alphabet", "images", "top-1", "top-3", "calibration error", "sure of"],
  reports.map(({ set, alphabet, spec, n, top1, top3, calibration_error: error, sure }) => [
    set,
    `${alphabet} \`${spec}\``,
    n,
    percent(top1, 2),
    percent(top3, 2),
    bounded(`calibration error, ${alphabet}, ${set}`, error, error <= bounds.calibrationError).toFixed(3),
    percent(sure),
  ]),
);

const levels = reports[0].outside_levels.map((level) => Number(level.toFixed(2)));
const at = levels.indexOf(threshold);
if (at < 0) throw new Error(`evaluate does not count at ${threshold}`);

const outside = table(
  [
    "set",
    "alphabet",
    "characters",
    "images",
    "not sure",
    ...levels.map((level) => (level === threshold ? `**> ${level}**` : `> ${level}`)),
  ],
  reports
    .filter(({ alphabet }) => alphabet !== "alphanumerics")
    .flatMap(({ set, alphabet, spec, classes }) =>
      Object.entries(sides(spec, classes)).map(([side, list]) => {
        const n = sum(list, ({ n }) => n);
        const above = levels.map((_, index) => sum(list, (each) => each.outside.above[index]) / n);
        if (alphabet === "digits" && side === "of the alphabet")
          bounded(`digits flagged, ${set}`, above[at], above[at] <= bounds.flaggedDigits);
        if (alphabet === "digits" && side === "… without a look-alike inside")
          bounded(`letters flagged, ${set}`, above[at], above[at] >= bounds.flaggedLetters);
        return [
          set,
          alphabet,
          side,
          n,
          percent(sum(list, (each) => each.outside.unsure) / n),
          ...above.map((share) => percent(share)),
        ];
      }),
    ),
);

/** The share of letters among what is flagged in a pad for digits where one drawing in twenty is a letter. */
const digits = reports.find(({ alphabet }) => alphabet === "digits");
const flagged = (side) => {
  const list = sides(digits.spec, digits.classes)[side];
  return sum(list, (each) => each.outside.above[at]) / sum(list, ({ n }) => n);
};
const [wrongly, rightly] = [0.95 * flagged("of the alphabet"), 0.05 * flagged("not of the alphabet")];
const justified = rightly / (rightly + wrongly);

const { version } = emnist("info", model, "--json");
const digest = createHash("sha256").update(readFileSync(model)).digest("hex").slice(0, 12);
console.log(`# Answers within an alphabet

Made by \`scripts/measure-alphabets.sh\`; model ${version}, SHA-256 ${digest}…, the shipped file in the native command. Scans
are carved out of EMNIST's training images, pen strokes are those of held-out UNIPEN writers.

With an alphabet the softmax is renormalised over its classes, at the model's own temperature. Nothing else is fitted; the
calibration error (15 bins) of each alphabet, on images of its own characters, says whether that is honest:

${calibration}

\`outside\` is the probability that the whole softmax gives to classes that the alphabet neither has nor has a look-alike of:
in a pad for digits to an R, but not to an O, which is a 0 as well. Above ${threshold} an answer is
rejected as outside the alphabet. Nor is an answer sure when it is below the model's own confidence threshold, when no three
shapes are likely together, or when the ink is several characters (\`wasm/include/emnist/rejection.h\`). Images by how much of
them lay outside:

${outside}

How the ${threshold} was chosen: a real digit must hardly ever be turned away, and from 0.7 to 0.9 the figures change little, so
that the number does not depend on the model. In a pad for digits where one drawing in twenty is a letter, ${percent(justified, 0)} of the
drawings above it are letters (scans, look-alikes included).

An O in a pad for digits is a 0, and should be: O and 0, I, L and 1, S and 5, Z and 2, g, q and 9, F and f cannot be told
apart once they are centred and scaled. Such letters are most of what remains unflagged, hence the rows without them.`);

if (broken.length > 0) {
  console.error(`Out of bounds: ${broken.join("; ")}`);
  process.exitCode = 1;
}
