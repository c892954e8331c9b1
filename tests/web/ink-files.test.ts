// Ink from files: every usual shape of the same drawing gives the same strokes, and nothing else is taken for ink.

import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { modelName } from "../../scripts/model.mjs";
import { readInk } from "../../web/src/page/ink-files/read-ink.ts";
import { toJson, toSvg } from "../../web/src/page/ink-files/write-ink.ts";

const strokes = [
  [
    [1, 2],
    [3, 4.5],
  ],
  [[6, 7]],
] as const;
const timed = strokes.map((stroke) => stroke.map(([x, y], index) => ({ x, y, t: 20 * index })));

test.each([
  ["the command's line", { strokes }],
  ["strokes alone", strokes],
  ["times as third numbers", strokes.map((stroke) => stroke.map(([x, y], index) => [x, y, 20 * index + 5]))],
  ["points with names", timed],
  ["the handwriting interface's drawing", { strokes: timed.map((points) => ({ points })) }],
  ["a drawing by its name, with an empty stroke", { drawing: [...strokes, []] }],
])("%s", (_, value) => {
  expect(readInk(JSON.stringify(value))).toEqual(strokes);
});

test("what was written is read, with its pressure", () => {
  const pressed = [[[1, 2, 0.25] as const, [3, 4, 1] as const], [[5, 6] as const]];
  expect(readInk(toJson(pressed))).toEqual(pressed);
});

test("the command reads what was written", () => {
  const cross = [
    [[0, 0] as const, [0, 10] as const],
    [[0, 5] as const, [6, 5] as const],
    [[6, 0] as const, [6, 10] as const],
  ];
  const answer = execFileSync("build/native/emnist", ["classify-ink", "--model", modelName], {
    input: toJson(cross),
    encoding: "utf8",
  });
  expect(JSON.parse(answer).top[0].label).toBe("H");
});

test.each([
  "",
  "ink",
  "{}",
  "[]",
  "null",
  "[[]]",
  "[[[1]]]",
  '[[["1", "2"]]]',
  '{"strokes": [[[1, null]]]}',
  "[[1, 2]]",
])("no ink: %s", (text) => {
  expect(readInk(text)).toBeUndefined();
});

test("a picture has one path for each stroke, as wide as it was pressed", () => {
  const svg = toSvg([[[1, 2, 1] as const], [[5, 6] as const, [7, 8] as const]]);
  expect([...svg.matchAll(/<path stroke-width="(\d+)" d="(.*?)"/g)].map(([, width, path]) => [width, path])).toEqual([
    ["63", "M1 2h0"],
    ["42", "M5 6L7 8h0"],
  ]);
});
