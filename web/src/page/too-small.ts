// What is too small to read. The core sees a character at any scale; only the page knows how small it is on the pad.

import type { Answer, Rejection, Stroke } from "../core/index.ts";
import { penWidth } from "../pad/pad.ts";

/** A shape of that size is a blot. */
const leastSize = 1.5 * penWidth;

export interface PageAnswer extends Omit<Answer, "rejected"> {
  readonly rejected: Rejection | "too-small" | undefined;
}

/** The answer to `strokes`, refused when they are too small. */
export function unlessTooSmall(answer: Answer, strokes: readonly Stroke[]): PageAnswer {
  return isSmall(strokes) ? { ...answer, sure: false, rejected: "too-small" } : answer;
}

function isSmall(strokes: readonly Stroke[]): boolean {
  return ([0, 1] as const).every((axis) => {
    const places = strokes.flat().map((point) => point[axis]);
    return Math.max(...places) - Math.min(...places) < leastSize;
  });
}
