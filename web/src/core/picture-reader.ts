// From a picture to the glyph of the character in it, which a Recognizer then reads. Knows the buffers of the module for
// pictures, so that nobody else has to.

import type { Picture } from "./answer.ts";
import type { EmnistPicturesModule, NativePictureReader } from "./emnist-pictures-module.d.ts";
import type { Point } from "./ink.ts";
import { check, EmnistError } from "./status.ts";

/** A part of a picture, in its pixels. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What was seen in a picture. */
export interface SeenGlyph {
  /** The character as 28×28: row-major, white ink (255) on black. */
  readonly glyph: Uint8Array;
  /** There is more than one character: the glyph shows one of them. */
  readonly several: boolean;
  /** Where the character lies, and after it where others of like size do. */
  readonly marks: readonly Region[];
  /** The corners of the sheet it lies on, clockwise, when one was found. */
  readonly sheet: readonly Point[];
  /** By pixel of the picture: 255 where it is the character's ink, else 0. */
  readonly ink: Uint8Array;
}

export class PictureReader {
  #native: NativePictureReader | undefined;

  constructor(module: EmnistPicturesModule) {
    this.#native = module.createPictureReader() ?? undefined;
    if (!this.#native) throw new EmnistError("out-of-memory");
  }

  read({ width, height, data }: Picture): SeenGlyph {
    const native = this.#native;
    if (!native) throw new EmnistError("disposed");
    const transfer = native.transferView();
    // Fewer bytes than pixels would leave some of the last picture to be read.
    const whole = Number.isInteger(width) && Number.isInteger(height) && data.length === 4 * width * height;
    if (!whole || data.length > transfer.length) throw new EmnistError("invalid-picture");
    transfer.set(data);
    check(native.read(width, height));
    const [sheet, marks] = [native.sheetView(), native.marksView()];
    return {
      glyph: native.glyphView().slice(),
      several: native.several(),
      marks: inGroups(marks, 4).map(([left = 0, top = 0, right = 0, bottom = 0]) => ({ left, top, right, bottom })),
      sheet: inGroups(sheet, 2).map(([x = 0, y = 0]) => [x, y]),
      ink: transfer.slice(0, width * height),
    };
  }

  /** Frees the memory; every later call throws. Safe to call twice. */
  dispose(): void {
    this.#native?.delete();
    this.#native = undefined;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

const inGroups = (numbers: Float32Array, size: number): Float32Array[] =>
  Array.from({ length: numbers.length / size }, (_, index) => numbers.subarray(size * index, size * (index + 1)));
