// The module that reads pictures, and bitmaps for it. Comes with the first picture, and is kept from then on.

import { EmnistError } from "../../core/index.ts";
import { loadPictureReader } from "../../core/load-pictures.ts";
import type { PictureReader } from "../../core/picture-reader.ts";
import { pictureFiles } from "../../files/picture-files.ts";
import { keepUsed } from "../../storage/keep-used.ts";

export async function fetchReader(): Promise<PictureReader> {
  const reader = await loadPictureReader(pictureFiles);
  keepUsed("photographs");
  return reader;
}

/** A file's or the camera's picture, turned as its EXIF orientation says. Throws EmnistError "picture-unreadable". */
export async function decode(source: Blob | HTMLVideoElement): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(source, { imageOrientation: "from-image" });
  } catch (error) {
    throw new EmnistError("picture-unreadable", "", { cause: error });
  }
}

export function canvas(width: number, height: number): CanvasRenderingContext2D | null {
  return Object.assign(document.createElement("canvas"), { width, height }).getContext("2d", {
    willReadFrequently: true,
  });
}
