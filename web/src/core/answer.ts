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

/**
 * Several characters at once; no character at all, such as a scribble or a dot; a character outside the alphabet. The
 * places mirror wasm/include/emnist/rejection.h.
 */
export const rejections = [undefined, "several", "no-character", "outside"] as const;
export type Rejection = Exclude<(typeof rejections)[number], undefined>;

export interface Answer {
  /** Best first. */
  readonly alternatives: readonly Alternative[];
  /** False when the model itself would rather not say: it is rejected, or there is little confidence in the best. */
  readonly sure: boolean;
  /** Why no alternative is to be taken; undefined when the best may be. */
  readonly rejected: Rejection | undefined;
  /** The probability, 0 to 1, that it is nothing that looks like a character of the alphabet; undefined without one. */
  readonly outside: number | undefined;
  /** The 28×28 picture the network saw: row-major, white ink (255) on black. */
  readonly glyph: Uint8Array;
}

/** Straight RGBA, as an ImageData holds it; sides of 1 to 512. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray | Uint8Array;
}
