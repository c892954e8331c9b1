import type { Stroke } from "./ink.ts";

/** A photograph of the drawing, always the same: uneven grainy paper, on rules when `ruled`. Straight RGBA. */
export function goldenPicture(
  strokes: readonly Stroke[],
  ruled: boolean,
): { readonly width: number; readonly height: number; readonly data: Uint8Array<ArrayBuffer> };
