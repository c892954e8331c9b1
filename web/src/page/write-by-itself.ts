// Writes a drawing on a pad as a hand would, or at once for those who want no motion: another one, or what is on it.

import type { Stroke } from "../core/index.ts";
import type { Pad } from "../pad/pad.ts";

export function writeByItself(pad: Pad, drawing: readonly Stroke[], pointsPerSecond: number): void {
  const finish = () => pad.edit((history) => history.strokes !== drawing && history.replace(drawing));
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
    finish();
    return;
  }
  const total = drawing.flat().length;
  const start = performance.now();
  let shown: readonly Stroke[] = [];
  pad.preview(shown);
  requestAnimationFrame(function step(now) {
    if (pad.strokes !== shown) return; // someone else is drawing
    const points = Math.floor(((now - start) / 1000) * pointsPerSecond);
    if (points >= total) return finish();
    shown = firstPoints(drawing, points);
    pad.preview(shown);
    requestAnimationFrame(step);
  });
}

/** The part of a drawing that was written by the time `count` points were down. */
function firstPoints(drawing: readonly Stroke[], count: number): Stroke[] {
  let left = count;
  return drawing
    .map((stroke) => {
      const written = stroke.slice(0, Math.max(0, left));
      left -= stroke.length;
      return written;
    })
    .filter((stroke) => stroke.length > 0);
}
