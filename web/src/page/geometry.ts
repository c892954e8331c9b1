// Where ink is: the box around strokes, and how far two points are apart.

import type { Point, Stroke } from "../core/index.ts";

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export function boxOf(strokes: readonly Stroke[]): Box {
  const points = strokes.flat();
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/** The longer side. */
export const sizeOf = ({ left, right, top, bottom }: Box): number => Math.max(right - left, bottom - top);

export const distance = ([ax, ay]: Point, [bx, by]: Point): number => Math.hypot(ax - bx, ay - by);
