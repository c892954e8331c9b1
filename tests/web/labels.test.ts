// The 47 classes of EMNIST-balanced, and what each is shown as. The C++ says some of it again: it says the same.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { displayLabel, lookAlike } from "../../web/src/core/index.ts";
import { isBothCases } from "../../web/src/core/labels.ts";
import { samples } from "./built.ts";

const declared = (file: string, name: string) => {
  const [, value] = new RegExp(`${name} = (.*);`).exec(readFileSync(file, "utf8")) ?? [];
  return [...(value ?? "").matchAll(/"(\w+)"/g)].map(([, text = ""]) => text);
};

test("the fifteen merged classes are shown as both cases, the others as they are", () => {
  const shown = Object.keys(samples).map(displayLabel);
  const merged = shown.filter((label) => label.includes("/"));
  expect(shown).toHaveLength(47);
  expect(merged).toEqual([..."CIJKLMOPSUVWXYZ"].map((label) => `${label} / ${label.toLowerCase()}`));
  expect(shown).toEqual(expect.arrayContaining(["0", "9", "A", "a", "g", "t"]));
});

test("look-alikes are known in both directions, and nothing is its own", () => {
  expect(lookAlike("0", "O")).toBe(true);
  expect(lookAlike("O", "0")).toBe(true);
  expect(lookAlike("g", "9")).toBe(true);
  expect(lookAlike("O", "O")).toBe(false);
  expect(lookAlike("A", "B")).toBe(false);
});

test("the command merges the same letters", () => {
  const merged = Object.keys(samples).filter(isBothCases);
  expect(declared("wasm/cli/alphabet.cc", "kBothCases")).toEqual([merged.join("")]);
});

test("the core knows the same look-alikes", () => {
  const groups = declared("wasm/src/reading/shapes.cc", "kLookAlikes");
  const classes = Object.keys(samples);
  const pairs = classes.flatMap((a) => classes.map((b) => [a, b] as const));
  const shareGroup = ([a, b]: readonly [string, string]) =>
    a !== b && groups.some((group) => group.includes(a) && group.includes(b));
  expect(pairs.filter(([a, b]) => lookAlike(a, b))).toEqual(pairs.filter(shareGroup));
});
