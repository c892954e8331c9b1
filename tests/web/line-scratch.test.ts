// What strikes a word out, and what is only writing.

import { describe, expect, test } from "vitest";
import type { Stroke } from "../../web/src/core/index.ts";
import { scratchedOut } from "../../web/src/pad/line-scratch.ts";
import { written } from "../../web/src/page/lines/hand.ts";
import { drawings } from "./built.ts";

const place = { left: 0, baseline: 660, xHeight: 200 };
const word = (text: string, left = 0, joined = false) => written(text, { ...place, left }, { joined });

/** Back and forth so many times between two places. */
const scratch = (from: number, to: number, times: number): Stroke =>
  Array.from({ length: times + 1 }, (_, index) => [index % 2 ? to : from, 560 + 10 * index] as const);

const right = (strokes: readonly Stroke[]) => Math.max(...strokes.flat().map(([x]) => x));

describe("a scratch", () => {
  const first = word("old");
  const second = word("new", right(first) + 200);

  test("over a word deletes it and leaves the others", () => {
    expect(scratchedOut(scratch(0, right(first), 6), [...first, ...second])).toEqual(second);
  });

  test("over everything leaves nothing", () => {
    expect(scratchedOut(scratch(0, right(second), 6), [...first, ...second])).toEqual([]);
  });

  test("on empty paper is ink", () => {
    expect(scratchedOut(scratch(3000, 3300, 6), first)).toBeUndefined();
  });

  test("takes going back and forth: a line through a word is ink", () => {
    expect(scratchedOut(scratch(0, right(first), 1), first)).toBeUndefined();
    expect(scratchedOut(scratch(0, right(first), 3), first)).toBeUndefined();
  });
});

test("no writing strikes out what it is written over", () => {
  for (const text of ["minimum", "hello there", "swim", "the nice morning"])
    for (const joined of [false, true])
      for (const stroke of word(text, 0, joined)) expect(scratchedOut(stroke, word(text, 0, joined))).toBeUndefined();
  for (const drawing of drawings)
    for (const stroke of drawing)
      expect(
        scratchedOut(
          stroke,
          drawing.filter((other) => other !== stroke),
        ),
      ).toBeUndefined();
});
