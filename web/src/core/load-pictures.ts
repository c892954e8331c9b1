// From files to a proven PictureReader, as load.ts does for characters.

import type { EmnistPicturesModule } from "./emnist-pictures-module.d.ts";
import { fnv1a } from "./fnv1a.mjs";
import { goldenPicture } from "./golden-picture.mjs";
import type { Stroke } from "./ink.ts";
import { PictureReader } from "./picture-reader.ts";
import { type Binary, type BinaryName, firstThatWorks, startModule } from "./start.ts";
import { EmnistError } from "./status.ts";

/** Written by scripts/make-golden.mjs, from what the native command sees in the same pictures. */
export interface GoldenPictures {
  /** Photographs of drawings (goldenPicture), and fnv1a() of the 784 bytes of the glyph that is seen. */
  readonly cases: readonly { readonly strokes: readonly Stroke[]; readonly ruled: boolean; readonly glyph: number }[];
}

export interface PictureFiles {
  readonly binaries: Readonly<Record<BinaryName, Binary<EmnistPicturesModule>>>;
  /** Known answers that prove a binary. */
  readonly golden: GoldenPictures;
}

export async function loadPictureReader({ binaries, golden }: PictureFiles): Promise<PictureReader> {
  if (typeof WebAssembly !== "object") throw new EmnistError("webassembly-missing");
  const { recognizer: reader } = await firstThatWorks(async (binary) => {
    const reader = new PictureReader(await startModule(binaries[binary]));
    try {
      const difference = picturesSelfTest(reader, golden);
      if (difference) throw new EmnistError("self-test-failed", `${binary} binary, ${difference}`);
      return reader;
    } catch (error) {
      reader.dispose();
      throw error;
    }
  });
  return reader;
}

/** Says which picture first came out differently, or undefined when all are exact. */
export function picturesSelfTest(reader: PictureReader, { cases }: GoldenPictures): string | undefined {
  for (const [index, { strokes, ruled, glyph }] of cases.entries())
    if (fnv1a(reader.read(goldenPicture(strokes, ruled)).glyph) !== glyph) return `glyph of picture ${index}`;
  return undefined;
}
