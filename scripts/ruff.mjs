// Lints and formats the Python with ruff, which Debian 12 does not have and npm has as WebAssembly.
// Usage: node scripts/ruff.mjs [--write]; without it, says what is not as it should be and ends with 1.

import "./one-sentence.mjs";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { PositionEncoding, Workspace } from "@astral-sh/ruff-wasm-nodejs";

const repository = join(import.meta.dirname, "..");
const write = process.argv.includes("--write");
const isPython = (path) =>
  /\.py$/.test(path) || (!/\.\w+$/.test(path) && /^#!.*python/.test(readFileSync(join(repository, path), "utf8")));
const files = readdirSync(join(repository, "scripts"), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(repository.length + 1))
  .filter(isPython);
if (files.length === 0) throw new Error("There is no Python under scripts/.");

const ruff = new Workspace(
  {
    "line-length": 120,
    "target-version": "py311", // Debian 12's
    lint: {
      select: ["E", "F", "W", "I", "B", "UP", "RUF100"],
      ignore: ["B905"], // zip of what is equally long
      isort: { "known-first-party": files.map((path) => basename(path, ".py")) },
    },
  },
  PositionEncoding.Utf16,
);

/** The order of imports, and spellings that newer Python has shorter; what changes a meaning is left to people. */
const mendable = /^(I|UP)\d/;

function mended(text) {
  for (;;) {
    const fix = ruff.check(text).find(({ code, fix }) => fix && mendable.test(code))?.fix;
    if (!fix) return ruff.format(text);
    const lines = text.split("\n");
    const offset = ({ row, column }) => lines.slice(0, row - 1).join("\n").length + (row > 1 ? 1 : 0) + column - 1;
    for (const { content, location, end_location: end } of fix.edits.reverse())
      text = text.slice(0, offset(location)) + (content ?? "") + text.slice(offset(end));
  }
}

let faults = 0;
for (const path of files) {
  const text = readFileSync(join(repository, path), "utf8");
  const current = write ? mended(text) : text;
  if (current !== text) writeFileSync(join(repository, path), current);
  const found = ruff.check(current).map(({ start_location: at, code, message }) => `${at.row}: ${code} ${message}`);
  if (current !== ruff.format(current)) found.push("1: not formatted: npm run format");
  for (const fault of found) console.log(`${path}:${fault}`);
  faults += found.length;
}
process.exitCode = faults > 0 ? 1 : 0;
