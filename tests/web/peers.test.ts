// docs/measurements.md, docs/peers.md and docs/peers.svg say what docs/peers.json says. Measuring is `npm run bench`'s business.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contestants } from "../bench/contestants.ts";
import type { Figures } from "../bench/figures.ts";
import type { LineFigures } from "../bench/line-figures.ts";
import { withLines } from "../bench/line-report.ts";
import { readers } from "../bench/lines.ts";
import { documents } from "../bench/report.ts";
import budgets from "../budgets.json" with { type: "json" };
import { repository } from "./built.ts";

const text = (path: string) => readFileSync(join(repository, path), "utf8");
const figures = JSON.parse(text("docs/peers.json")) as Figures;

test("what is written from the figures is as npm run bench -- --write would write it", () => {
  const pages = [text("docs/measurements.md"), text("docs/peers.md")] as const;
  const wanted = documents(figures, ...pages, budgets.page["until the first answer"]);
  expect(Object.keys(wanted)).toEqual(["docs/measurements.md", "docs/peers.md", "docs/peers.svg"]);
  for (const [path, content] of Object.entries(wanted)) expect(text(path), path).toBe(content);
});

test("what is written of lines is as npm run bench:lines -- --write would write it", () => {
  const lines = JSON.parse(text("docs/peers-lines.json")) as LineFigures;
  expect(withLines(text("docs/peers.md"), lines)).toBe(text("docs/peers.md"));
  expect(lines.readers.map(({ id }) => id)).toEqual(readers.map(({ id }) => id));
});

test("the figures are of these contestants", () => {
  expect(figures.contestants.map(({ id }) => id)).toEqual(contestants.map(({ id }) => id));
});

/** Rows of its table, cell by cell, as a reader sees them. */
const rows = text("docs/measurements.md")
  .split("<!-- peers -->")[1]
  ?.split("<!-- /peers -->")[0]
  ?.split("\n")
  .filter((line) => line.startsWith("|"))
  .slice(2)
  .map((line) => line.split("|").map((cell) => cell.trim()));

/** Three digits of them, which is what the table gives. */
const near = (value: number) => [0.995 * value - 0.05, 1.005 * value + 0.05] as const;
const number = (cell = "") => Number(cell.replaceAll(",", ""));

test.each(figures.contestants.map((entry, row) => [entry.id, entry, row] as const))(
  "the row of %s",
  (_, entry, row) => {
    const [, name, weights, inference, bytes, nearby, line, memory] = rows?.[row] ?? [];
    expect(name).toContain(entry.name);
    expect(weights).toBe(entry.weights);
    const pairs = [
      [inference, entry.inferenceMicroseconds.p50],
      [bytes, entry.download.reduce((sum, file) => sum + file.bytes, 0) / 1000],
      [nearby, entry.firstAnswerMilliseconds.nearby],
      [line, entry.firstAnswerMilliseconds.line],
      [memory, entry.memory.linear / 1e6],
    ] as const;
    for (const [cell, value] of pairs) {
      const [least, most] = near(value);
      expect(number(cell)).toBeGreaterThanOrEqual(least);
      expect(number(cell)).toBeLessThanOrEqual(most);
    }
  },
);
