// What the reader of lines says.

export interface LineText {
  readonly text: string;
  /** Calibrated probability, 0 to 1. */
  readonly confidence: number;
}

/** Points `first` to `last`, both included, of the stroke of that number. */
export type InkRange = readonly [stroke: number, first: number, last: number];

export interface LineCharacter {
  readonly text: string;
  /** What it was read from: every point of the ink belongs to one character; a space has none. */
  readonly strokes: readonly InkRange[];
}

export interface LineAnswer {
  /** Different texts, best first; none when nothing in the ink looks like a character. */
  readonly texts: readonly LineText[];
  /** False when the reader itself would rather not say. */
  readonly sure: boolean;
  /** Of the best text. */
  readonly characters: readonly LineCharacter[];
}
