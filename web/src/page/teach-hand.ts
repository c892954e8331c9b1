// Teaches the recogniser this visitor's hand: what they put right is read better from then on. The verdicts with their
// strokes are what is kept; examples are made of them anew, so that another model learns from the same ink.

import { EmnistError, type Recognizer } from "../core/index.ts";
import type { Verdict } from "./verdicts.ts";

/** Forgets what was learnt before. What was read right teaches nothing: neighbours vote where the network errs. */
export function teachHand(recognizer: Recognizer, verdicts: readonly Verdict[]): void {
  recognizer.hand = new Uint8Array();
  for (const { read, was, strokes } of verdicts) {
    if (read === was) continue;
    try {
      recognizer.recognizeStrokes(strokes);
      recognizer.learn(was);
    } catch (error) {
      if (!(error instanceof EmnistError)) throw error; // a class this model lacks, or ink nobody can draw
    }
  }
}
