// What is too small to read. The core sees a character at any scale; only the page knows how small it is on the pad.

import type { Answer, Rejection, Stroke } from "../core/index.ts";

/** One and a half widths of the pen, in pad units: a shape of that size is a blot. */
const leastSize = 63;

export interface PageAnswer extends Omit<Answer, "rejected"> {
  readonly rejected: Rejection | "too-small" | undefined;
}

/** The answer to `strokes`, refused when they are too small. */
export function unlessTooSmall(answer: Answer, strokes: readonly Stroke[]): PageAnswer {
  const points = strokes.flat();
  const extent = (places: readonly number[]) => Math.max(...places) - Math.min(...places);
  const size = Math.max(extent(points.map(([x]) => x)), extent(points.map(([, y]) => y)));
  return size < leastSize ? { ...answer, sure: false, rejected: "too-small" } : answer;
}
