// A row of cells: what it says, where the pen goes next, and what typing does to ink.

import { expect, test } from "vitest";
import { Cells } from "../../web/src/widget/cells.ts";

const ink = [[[0, 0] as const]];

function row(text: string, length: number): Cells {
  const cells = new Cells(length);
  cells.fill(text);
  return cells;
}

test("a row says its characters, with spaces for gaps but not at the end", () => {
  expect(new Cells(6).text).toBe("");
  expect(row("4 1", 6).text).toBe("4 1");
  expect(row("481516", 6).complete).toBe(true);
  expect(row("4 1", 3).complete).toBe(false);
  expect(row("4 1", 6).filled).toBe(2);
  expect(row("481", 2).text).toBe("48");
});

test("after a cell comes the next empty one, then the first gap, then none", () => {
  const cells = row("4 1", 4);
  expect(cells.active).toBe(1);
  cells.goTo(2);
  expect(cells.moveOn()).toBe(true);
  expect(cells.active).toBe(3);
  cells.put({ character: "6" });
  expect(cells.moveOn()).toBe(true);
  expect(cells.active).toBe(1);
  cells.put({ character: "8" });
  expect(cells.moveOn()).toBe(false);
  expect(cells.active).toBe(1);
  expect(cells.text).toBe("4816");
});

test("nothing moves on from the only empty cell, as long as it is empty", () => {
  const cells = row("48", 3);
  expect(cells.active).toBe(2);
  expect(cells.moveOn()).toBe(false);
});

test("one does not leave the row", () => {
  const cells = new Cells(3);
  cells.goTo(-1);
  expect(cells.active).toBe(0);
  cells.goTo(7);
  expect(cells.active).toBe(2);
});

test("ink stays with a character that stays, and goes with one that changes", () => {
  const cells = new Cells(2);
  cells.put({ character: "4", strokes: ink });
  cells.fill("48");
  expect(cells.all.map(({ strokes }) => strokes)).toEqual([ink, []]);
  cells.fill("78");
  expect(cells.all.map(({ strokes }) => strokes)).toEqual([[], []]);
  cells.empty();
  expect(cells.text).toBe("7");
});
