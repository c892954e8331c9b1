// What a pad tells its page.

import type { Answer } from "../core/answer.ts";
import type { Stroke } from "../core/ink.ts";

export interface InkDetail {
  /** In pad units: 0 to 1000 across, y growing downward. */
  readonly strokes: readonly Stroke[];
  /** The index of the cell that is being written. */
  readonly cell: number;
  /** False while the pen is down. */
  readonly settled: boolean;
}

/** `settled` is false here while the pen may come back. */
export interface AnswerDetail extends InkDetail {
  readonly answer: Answer;
  /** How well the ink matches the letter of `guide`, 0 to 1; once it is settled. */
  readonly match?: number | undefined;
}

/** Besides `input`, when the value changed by hand, and `change`, when it is meant to stay; `complete` when no cell is empty. */
export interface EmnistPadEventMap extends HTMLElementEventMap {
  inkchange: CustomEvent<InkDetail>;
  answer: CustomEvent<AnswerDetail>;
  complete: Event;
}
