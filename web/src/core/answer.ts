// What is asked and what is answered, as plain data.

import type { Alphabet } from "./alphabet.ts";

export interface RecognizeOptions {
  /** How many alternatives to name at most; 3 unless told. */
  readonly alternatives?: number | undefined;
  /** What may be answered; everything the model knows unless told. */
  readonly alphabet?: Alphabet | undefined;
}

export interface Alternative {
  /** One of the model's class names, of which displayLabel() says what it stands for; with an alphabet its character. */
  readonly label: string;
  /** Calibrated probability, 0 to 1; with an alphabet, given that it is one of its characters. */
  readonly confidence: number;
}

export interface Answer {
  /** Best first. */
  readonly alternatives: readonly Alternative[];
  /** False when the model itself would rather not say: little confidence, or most likely outside the alphabet. */
  readonly sure: boolean;
  /** The probability that it is no character of the alphabet, 0 to 1; 0 without an alphabet. */
  readonly outside: number;
  /** The 28×28 picture the network saw: row-major, white ink (255) on black. */
  readonly glyph: Uint8Array;
}

/** Straight RGBA, as an ImageData holds it; sides of 1 to 512. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray | Uint8Array;
}
