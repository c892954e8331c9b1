// Where ink is: the box around strokes, how far two points are apart, and a drawing at another place.

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

/** The drawing with `from` in it at `to`, larger by `scale`; what a stylus said of its pressure stays. */
export function moved(
  drawing: readonly Stroke[],
  from: readonly [number, number],
  to: readonly [number, number],
  scale: number,
): Stroke[] {
  const place = (value: number, axis: 0 | 1) => Math.round(10 * (to[axis] + (value - from[axis]) * scale)) / 10;
  return drawing.map((stroke) => stroke.map(([x, y, ...pressure]) => [place(x, 0), place(y, 1), ...pressure] as const));
}
