// A drawing from elsewhere, as large as one would write it on the pad.

import type { Stroke } from "../core/index.ts";
import { padUnits } from "../pad/pad.ts";
import { boxOf, moved, sizeOf } from "../practice/geometry.ts";

const fill = 0.7; // of the pad, by the drawing's longer side

/** The drawing in the middle of the pad. */
export function framed(drawing: readonly Stroke[]): Stroke[] {
  const box = boxOf(drawing);
  const { left, right, top, bottom } = box;
  const scale = (fill * padUnits) / Math.max(sizeOf(box), 1e-6);
  return moved(drawing, [(left + right) / 2, (top + bottom) / 2], [padUnits / 2, padUnits / 2], scale);
}
