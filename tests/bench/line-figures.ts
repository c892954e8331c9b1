// What docs/peers-lines.json holds.

import type { FirstAnswer } from "./figures.ts";
import type { Surroundings, Visits } from "./surroundings.ts";

export interface LineFigures {
  readonly measured: Surroundings & Visits;
  readonly sets: readonly { readonly name: string; readonly words: number; readonly writers: number }[];
  readonly readers: readonly ReaderEntry[];
}

export interface ReaderEntry {
  readonly id: string;
  readonly name: string;
  readonly version?: string;
  readonly settings: string;
  /** In the order of the sets; capitals and small letters count as the same. */
  readonly read: readonly SetFigures[];
  /** Until the first word, as they travelled. */
  readonly download: readonly { readonly file: string; readonly bytes: number }[];
  readonly firstAnswerMilliseconds: FirstAnswer;
}

export interface SetFigures {
  /** Of all characters: how many must be put in, left out or exchanged. */
  readonly characterErrors: number;
  /** Of all words. */
  readonly exact: number;
  /** Of a word. */
  readonly milliseconds: { readonly p50: number; readonly p95: number };
}
