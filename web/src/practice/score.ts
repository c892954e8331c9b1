// How well a drawing matches a letter: by the distance between the two shapes, wherever and however large it was drawn.

import type { Point, Stroke } from "../core/index.ts";
import { boxOf, distance, sizeOf } from "./geometry.ts";

/** In parts of the letter's longer side: how far apart points are that shapes are compared by. */
const step = 0.03;
/** A shape that is so far off on the whole (root of the mean square) matches by 37 %; careful writing is a third as far off. */
const tolerance = 0.07;
/** A stroke that starts so far from its dot was not started there. */
const astrayFrom = 0.35;

export interface Score {
  /** 0 to 1. */
  readonly match: number;
  /** Whether a stroke starts elsewhere than that of the way that is shown. */
  readonly astray: boolean;
}

/** `ways` are the ways to write the letter, the one that is shown first. The nearest counts. */
export function score(drawing: readonly Stroke[], ways: readonly (readonly Stroke[])[]): Score {
  const drawn = normalised(drawing);
  const off = Math.min(...ways.map((way) => distanceBetween(spread(drawn), spread(normalised(way)))));
  const [shown = []] = ways;
  const starts = normalised(shown).map(([start]) => start);
  const astray =
    drawing.length === starts.length &&
    drawn.some(([start], index) => start && distance(start, starts[index] ?? start) > astrayFrom);
  return { match: Math.exp(-((off / tolerance) ** 2)), astray };
}

/** Its middle at 0, its longer side 1. */
function normalised(drawing: readonly Stroke[]): Stroke[] {
  const box = boxOf(drawing);
  const { left, right, top, bottom } = box;
  const side = sizeOf(box) || 1;
  return drawing.map((stroke) =>
    stroke.map(([x, y]) => [(x - (left + right) / 2) / side, (y - (top + bottom) / 2) / side]),
  );
}

/** Points at even distances along the strokes, however fast the pen was. */
function spread(drawing: readonly Stroke[]): Point[] {
  return drawing.flatMap((stroke) =>
    stroke.flatMap((to, index) => {
      const from = stroke[index - 1] ?? to;
      const count = Math.max(1, Math.ceil(distance(from, to) / step));
      return Array.from({ length: count }, (_, part): Point => {
        const share = (part + 1) / count;
        return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
      });
    }),
  );
}

function distanceBetween(a: readonly Point[], b: readonly Point[]): number {
  return Math.sqrt((meanSquare(a, b) + meanSquare(b, a)) / 2);
}

/** Of the distances from each point to the nearest of `others`. */
function meanSquare(points: readonly Point[], others: readonly Point[]): number {
  const nearest = (point: Point) => Math.min(...others.map((other) => distance(point, other)));
  return points.reduce((sum, point) => sum + nearest(point) ** 2, 0) / points.length;
}
