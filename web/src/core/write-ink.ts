// Strokes into a module's buffers.

import type { Stroke } from "./ink.ts";
import { EmnistError } from "./status.ts";

/** Fills both views of a recogniser and returns the number of points. Throws EmnistError "too-much-ink". */
export function writeInk(strokes: readonly Stroke[], points: Float32Array, ends: Uint32Array): number {
  const total = strokes.reduce((sum, stroke) => sum + stroke.length, 0);
  if (2 * total > points.length || strokes.length > ends.length) throw new EmnistError("too-much-ink");
  let end = 0;
  for (const [index, stroke] of strokes.entries()) {
    for (const [x, y] of stroke) {
      points[2 * end] = x;
      points[2 * end + 1] = y;
      end++;
    }
    ends[index] = end;
  }
  return end;
}
