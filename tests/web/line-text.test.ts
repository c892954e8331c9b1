// Words of a line, and what the visitor put right: it stays with its ink.

import { describe, expect, test } from "vitest";
import type { Stroke } from "../../web/src/core/index.ts";
import type { LineAnswer } from "../../web/src/core/line-answer.ts";
import {
  type Correction,
  correctionsTo,
  inReadingOrder,
  textOf,
  withCorrections,
  wordsOf,
} from "../../web/src/page/lines/line-text.ts";

/** One stroke for each character but the spaces. */
const strokesOf = (text: string): Stroke[] =>
  [...text.replaceAll(" ", "")].map((_, index) => [[100 * index, 0] as const, [100 * index + 50, 50] as const]);

function answerOf(text: string): LineAnswer {
  let stroke = 0;
  const characters = [...text].map((character) => ({
    text: character,
    strokes: character === " " ? [] : [[stroke++, 0, 1] as const],
  }));
  return { texts: [{ text, confidence: 1 }], sure: true, characters };
}

const read = (text: string, strokes: readonly Stroke[], corrections: readonly Correction[] = []) =>
  wordsOf(answerOf(text), strokes, corrections);

describe("words", () => {
  test("are what stands between spaces, each with its strokes", () => {
    const strokes = strokesOf("an ox");
    const words = read("an ox", strokes);
    expect(words.map(({ text }) => text)).toEqual(["an", "ox"]);
    expect([...(words[1]?.strokes ?? [])]).toEqual(strokes.slice(2));
  });

  test("one stroke that holds a whole word belongs to it once", () => {
    const stroke: Stroke = [
      [0, 0],
      [9, 9],
    ];
    const characters = ["i", "n"].map((text, index) => ({ text, strokes: [[0, index, index] as const] }));
    const [word] = wordsOf({ texts: [], sure: true, characters }, [stroke], []);
    expect(word).toEqual({ text: "in", strokes: new Set([stroke]) });
  });

  test("without a reader there are those that were typed", () => {
    expect(textOf(wordsOf(undefined, [], [{ strokes: new Set(), text: "by hand" }]))).toBe("by hand");
    const strokes = strokesOf("ab");
    expect(textOf(wordsOf(undefined, strokes, [{ strokes: new Set(strokes), text: "ab" }]))).toBe("ab");
  });
});

describe("a correction", () => {
  const strokes = strokesOf("wold go");
  const corrections = correctionsTo("world go", read("wold go", strokes), strokes);

  test("of one word covers that word alone", () => {
    expect(corrections).toEqual([{ strokes: new Set(strokes.slice(0, 4)), text: "world" }]);
    expect(textOf(read("wold go", strokes, corrections))).toBe("world go");
  });

  test("stays while more is written, whatever its ink is read as then", () => {
    expect(textOf(read("wald go on", strokesOf("wald go on"), []))).toBe("wald go on");
    const more = [...strokes, ...strokesOf("on")];
    expect(textOf(read("wald go on", more, corrections))).toBe("world go on");
    expect(textOf(read("wo ld go on", more, corrections))).toBe("world go on");
  });

  test("goes with its ink and comes back with it", () => {
    expect(textOf(read("ol go", strokes.slice(1, 3).concat(strokes.slice(4)), corrections))).toBe("ol go");
    expect(textOf(read("wold go", strokes, corrections))).toBe("world go");
  });

  test("that makes more words or fewer covers all of them; what is written later follows", () => {
    const all = correctionsTo("worldgo", read("wold go", strokes), strokes);
    expect(all).toEqual([{ strokes: new Set(strokes), text: "worldgo" }]);
    const more = [...strokes, ...strokesOf("on")];
    expect(textOf(read("wold go on", more, all))).toBe("worldgo on");
  });

  test("is superseded by a later one of the same ink", () => {
    const later = correctionsTo("would go", read("wold go", strokes, corrections), strokes);
    expect(textOf(read("wold go", strokes, withCorrections(corrections, later)))).toBe("would go");
  });

  test("of ink that is read as nothing is shown all the same", () => {
    const extra = strokesOf("x");
    const all = [...strokes, ...extra];
    expect(textOf(read("wold go", all, [{ strokes: new Set(extra), text: "x" }]))).toBe("wold go x");
  });
});

describe("reading order", () => {
  const at = (left: number, right: number): Stroke => [
    [left, 0],
    [right, 0],
  ];

  test("a word that was rewritten in the middle stands where it is", () => {
    const [first, last, middle] = [at(0, 100), at(900, 1000), at(400, 500)];
    expect(inReadingOrder([first, last, middle], 100)).toEqual([first, middle, last]);
  });

  test("within a word strokes keep the order they were drawn in: dots and bars come last", () => {
    const [stem, next, bar] = [at(50, 60), at(90, 150), at(20, 100)];
    expect(inReadingOrder([stem, next, bar], 100)).toEqual([stem, next, bar]);
  });
});
