// What reads pictures for createRecognizer(), in a file of its own: ink needs none of it.

import golden from "emnist:pictures-golden";
import createModule from "emnist:pictures-simd.mjs";
import type { Picture } from "../core/answer.ts";
import { loadPictureReader } from "../core/load-pictures.ts";
import type { SeenGlyph } from "../core/picture-reader.ts";
import type { Source } from "../core/source.ts";
import { sizeDown, sizeDownPixels } from "../pictures/size-down.ts";
import { atHand } from "./sources.ts";

/** Sees a character in pictures of any size. */
export interface Eye {
  see(picture: Picture | ImageBitmap): SeenGlyph;
  dispose(): void;
}

export async function openEye([simd, scalar]: readonly Source[]): Promise<Eye> {
  const glue = async () => ({ default: createModule }); // the two binaries' glue is one and the same file
  const binary = (wasm: Source = "") => ({ glue, wasm: atHand(wasm) });
  const reader = await loadPictureReader({ binaries: { simd: binary(simd), scalar: binary(scalar) }, golden });
  return {
    see: (picture) => reader.read("data" in picture ? sizeDownPixels(picture) : sizeDown(picture)),
    dispose: () => reader.dispose(),
  };
}
