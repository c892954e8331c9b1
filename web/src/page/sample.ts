// "Show me one": writes one of our own drawings on the pad as a hand would, or at once for those who want no motion.

import samples from "emnist:samples";
import type { Stroke } from "../core/index.ts";
import { type Pad, padUnits } from "../pad/pad.ts";

const fill = 0.7; // of the pad, by the drawing's longer side
const pointsPerSecond = 45;

let last = "";

export function showSample(pad: Pad): void {
  const labels = Object.keys(samples.classes).filter((label) => label !== last);
  last = pick(labels) ?? "";
  const drawing = framed(pick(samples.classes[last] ?? []) ?? []);
  const finish = () => pad.edit((history) => history.replace(drawing));
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) finish();
  else write(pad, drawing, finish);
}

function write(pad: Pad, drawing: readonly Stroke[], finish: () => void): void {
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

/** The drawing in the middle of the pad, as large as one would write there. */
function framed(drawing: readonly Stroke[]): Stroke[] {
  const xs = drawing.flat().map(([x]) => x);
  const ys = drawing.flat().map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = (fill * padUnits) / Math.max(right - left, bottom - top, 1);
  const place = (value: number, middle: number) => Math.round(padUnits / 2 + (value - middle) * scale);
  return drawing.map((stroke) =>
    stroke.map(([x, y]) => [place(x, (left + right) / 2), place(y, (top + bottom) / 2)] as const),
  );
}

const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(Math.random() * items.length)];
