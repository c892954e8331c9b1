// Undoing is going back, redoing is going forth, and a new stroke ends the future.

import { expect, test } from "vitest";
import type { Stroke } from "../../web/src/core/index.ts";
import { InkHistory } from "../../web/src/pad/ink-history.ts";

const [a, b, c]: [Stroke, Stroke, Stroke] = [[[0, 0]], [[1, 1]], [[2, 2]]];

function drawn(...strokes: Stroke[]): InkHistory {
  const history = new InkHistory();
  for (const stroke of strokes) history.add(stroke);
  return history;
}

test("undo and redo walk through the strokes in order", () => {
  const history = drawn(a, b);
  history.undo();
  expect(history.strokes).toEqual([a]);
  history.undo();
  expect(history.strokes).toEqual([]);
  expect(history.canUndo).toBe(false);
  history.redo();
  history.redo();
  expect(history.strokes).toEqual([a, b]);
  expect(history.canRedo).toBe(false);
});

test("undo and redo at the ends do nothing", () => {
  const history = drawn(a);
  history.redo();
  expect(history.strokes).toEqual([a]);
  history.undo();
  history.undo();
  expect(history.strokes).toEqual([]);
});

test("a new stroke after undo replaces what was undone", () => {
  const history = drawn(a, b);
  history.undo();
  history.add(c);
  expect(history.strokes).toEqual([a, c]);
  expect(history.canRedo).toBe(false);
});

test("clearing and erasing can be undone", () => {
  const history = drawn(a, b, c);
  history.remove(b);
  expect(history.strokes).toEqual([a, c]);
  history.replace([]);
  history.undo();
  history.undo();
  expect(history.strokes).toEqual([a, b, c]);
});

test("clearing nothing and erasing a stroke that is gone leave no trace", () => {
  const history = new InkHistory();
  history.replace([]);
  history.remove(a);
  expect(history.canUndo).toBe(false);
});
