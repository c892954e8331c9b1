// What the Emscripten module for pictures exports (wasm/bindings/pictures_embind.cc), written by hand as
// emnist-module.d.ts is.

import type { EmnistModuleOptions } from "./emnist-module.d.ts";

/** One picture, and what was seen in the last one. Views stay valid until delete(): the memory never grows. */
export interface NativePictureReader {
  /** 1 MiB: the RGBA bytes of a picture of at most 512×512. Afterwards, one byte for each pixel: 255 where it is ink of the character, else 0. */
  transferView(): Uint8Array;
  /** 28×28, row-major, white ink on black. */
  glyphView(): Uint8Array;
  /** Left, top, right and bottom of each mark that may be the character, in the picture's pixels; first the one that was read. Ask again after each picture. */
  marksView(): Float32Array;
  /** x and y of the corners of the sheet that was found, from its top left clockwise; empty without one. Ask again after each picture. */
  sheetView(): Float32Array;
  /** Finds the character in the picture that transferView() holds. Returns a Status. */
  read(width: number, height: number): number;
  /** Whether more than one character was seen, so that the glyph is a guess. */
  several(): boolean;

  /** Frees the C++ object; every view dies with it. */
  delete(): void;
}

export interface EmnistPicturesModule {
  /** Null when memory is out: it holds one reader at a time. */
  createPictureReader(): NativePictureReader | null;
  /** The class of what createPictureReader() gives; `new` is not for it. */
  PictureReader: { readonly prototype: NativePictureReader };
  /** Linear memory in bytes (fixed). */
  memoryBytes(): number;
  /** Bytes of the heap in use: for leak tests. */
  heapBytesInUse(): number;
}

declare const createEmnistPicturesModule: (options?: EmnistModuleOptions) => Promise<EmnistPicturesModule>;
export default createEmnistPicturesModule;
