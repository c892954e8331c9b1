// The self-test: drawings whose glyph and logits are known to the last bit. A binary that differs anywhere is not used.

import { fnv1a } from "./fnv1a.mjs";
import type { Stroke } from "./ink.ts";
import type { Recognizer } from "./recognizer.ts";

/** Written for the shipped model by scripts/make-golden.mjs, from what the native command answers. */
export interface GoldenCase {
  readonly strokes: readonly Stroke[];
  /** fnv1a() of the 784 glyph bytes, and of the int8 logits as bytes. */
  readonly glyph: number;
  readonly logits: number;
}

export interface Golden {
  /** fnv1a() of the file of the model that answers so. */
  readonly model: number;
  readonly cases: readonly GoldenCase[];
}

/** Says which case first came out differently, or undefined when all are exact. */
export function selfTest(recognizer: Recognizer, { cases }: Golden): string | undefined {
  for (const [index, { strokes, glyph, logits }] of cases.entries()) {
    const answer = recognizer.recognizeStrokes(strokes);
    if (fnv1a(answer.glyph) !== glyph) return `glyph of drawing ${index}`;
    if (fnv1a(recognizer.logits) !== logits) return `logits of drawing ${index}`;
  }
  return undefined;
}
