// "Show me one": writes one of our own drawings on the pad.

import samples from "emnist:samples";
import type { Stroke } from "../core/index.ts";
import { type Pad, padUnits } from "../pad/pad.ts";
import { writeByItself } from "./write-by-itself.ts";

const fill = 0.7; // of the pad, by the drawing's longer side
const pointsPerSecond = 45;

let last = "";

export function showSample(pad: Pad): void {
  const labels = Object.keys(samples.classes).filter((label) => label !== last);
  last = pick(labels) ?? "";
  const drawing = framed(pick(samples.classes[last] ?? []) ?? []);
  writeByItself(pad, drawing, pointsPerSecond);
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
