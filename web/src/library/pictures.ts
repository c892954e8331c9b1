// What reads pictures for createRecognizer(), in a file of its own: ink needs none of it.

import golden from "emnist:pictures-golden";
import createModule from "emnist:pictures-simd.mjs";
import type { Picture } from "../core/answer.ts";
import { loadPictureReader } from "../core/load-pictures.ts";
import type { SeenGlyph } from "../core/picture-reader.ts";
import type { Source } from "../core/source.ts";
import { sizeDown, sizeDownPixels } from "../pictures/size-down.ts";
import { binariesOf } from "./sources.ts";

/** Finds a character in pictures of any size. */
export interface PictureReader {
  read(picture: Picture | ImageBitmap): SeenGlyph;
  dispose(): void;
}

export async function createPictureReader(sources: readonly [simd: Source, scalar: Source]): Promise<PictureReader> {
  const reader = await loadPictureReader({ binaries: binariesOf(createModule, sources), golden });
  return {
    read: (picture) => reader.read("data" in picture ? sizeDownPixels(picture) : sizeDown(picture)),
    dispose: () => reader.dispose(),
  };
}
