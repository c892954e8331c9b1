// Parts of turned pictures: what is drawn where, found out pixel by pixel on a picture whose pixels name their places.

import { expect, test } from "vitest";
import { type Part, type Quarters, transformOf, turned, wholeOf, within } from "../../web/src/pictures/part.ts";

const size = { width: 30, height: 20 };

/** Where in the upright picture a place of the part comes from. */
function origin(part: Part, x: number, y: number): readonly [number, number] {
  const [a, b, c, d, e, f] = transformOf(part, size, 0);
  const determinant = a * d - b * c;
  return [(d * (x - e) - c * (y - f)) / determinant, (a * (y - f) - b * (x - e)) / determinant];
}

test("whole pictures have the picture's corners, turned clockwise", () => {
  const topLeft = ([0, 1, 2, 3] as Quarters[]).map((turn) => origin(wholeOf(size, turn), 0, 0).map(Math.round));
  expect(topLeft.map((place) => place.map(Math.abs))).toEqual([
    [0, 0],
    [0, 20],
    [30, 20],
    [30, 0],
  ]);
});

test("turning keeps what is in the part: its middle stays where it was, after four times all of it", () => {
  const part: Part = { turn: 0, region: { left: 3, top: 5, right: 13, bottom: 9 } };
  const middle = ({ turn, region }: Part) =>
    origin({ turn, region }, (region.right - region.left) / 2, (region.bottom - region.top) / 2);
  let now = part;
  for (let count = 0; count < 4; count++) {
    expect(middle(now)[0]).toBeCloseTo(8);
    expect(middle(now)[1]).toBeCloseTo(7);
    now = turned(now, size);
  }
  expect(now).toEqual(part);
});

test("shares of a part are taken of it, never beyond it, and at least a pixel", () => {
  const part: Part = { turn: 0, region: { left: 10, top: 4, right: 20, bottom: 14 } };
  const cut = (left: number, top: number, right: number, bottom: number) =>
    within(part, { left, top, right, bottom }).region;
  expect(cut(0.5, 0, 1, 0.5)).toEqual({ left: 15, top: 4, right: 20, bottom: 9 });
  expect(cut(-1, -1, 2, 2)).toEqual(part.region);
  expect(cut(1, 1, 1, 1)).toEqual({ left: 19, top: 13, right: 20, bottom: 14 });
});
