// A drawing from elsewhere, as large as one would write it on the pad.

import type { Stroke } from "../core/index.ts";
import { padUnits } from "../pad/pad.ts";

const fill = 0.7; // of the pad, by the drawing's longer side

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export function boxOf(drawing: readonly Stroke[]): Box {
  const xs = drawing.flat().map(([x]) => x);
  const ys = drawing.flat().map(([, y]) => y);
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/** The drawing in the middle of the pad. */
export function framed(drawing: readonly Stroke[]): Stroke[] {
  const { left, right, top, bottom } = boxOf(drawing);
  const scale = (fill * padUnits) / Math.max(right - left, bottom - top, 1e-6);
  return moved(drawing, [(left + right) / 2, (top + bottom) / 2], [padUnits / 2, padUnits / 2], scale);
}

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
