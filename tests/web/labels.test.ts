// The 47 classes of EMNIST-balanced, and what each is shown as.

import { expect, test } from "vitest";
import { displayLabel, lookAlike } from "../../web/src/core/index.ts";
import { samples } from "./built.ts";

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
