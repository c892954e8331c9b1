// A drawing from elsewhere, as large as one would write it on the pad.

import type { Stroke } from "../core/index.ts";
import { padUnits } from "../pad/pad.ts";
import { boxOf, sizeOf } from "./geometry.ts";

const fill = 0.7; // of the pad, by the drawing's longer side

/** The drawing in the middle of the pad. */
export function framed(drawing: readonly Stroke[]): Stroke[] {
  const box = boxOf(drawing);
  const { left, right, top, bottom } = box;
  const scale = (fill * padUnits) / Math.max(sizeOf(box), 1e-6);
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
