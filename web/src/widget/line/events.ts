// What a field for lines tells its page.

import type { Stroke } from "../../core/ink.ts";
import type { LineAnswer } from "../../core/line-answer.ts";

export interface LineInkDetail {
  /** In pad units: 0 to 1000 from the sheet's top to its bottom, and as far across as was written. */
  readonly strokes: readonly Stroke[];
  /** False while the pen is down. */
  readonly settled: boolean;
}

/** `settled` is false here while the pen may come back. */
export interface LineAnswerDetail extends LineInkDetail {
  readonly answer: LineAnswer;
}

/** Besides `input`, when the value changed by hand, and `change`, when it is meant to stay. */
export interface EmnistLineEventMap extends HTMLElementEventMap {
  inkchange: CustomEvent<LineInkDetail>;
  answer: CustomEvent<LineAnswerDetail>;
}
