// Pictures from a file or the camera: sized down to what the core takes, turned as EXIF says, and read by a module of
// their own. It comes with the first picture.

import { EmnistError, type Picture } from "../core/index.ts";
import { loadPictureReader } from "../core/load-pictures.ts";
import type { PictureReader } from "../core/picture-reader.ts";
import { pictureFiles } from "../files/picture-files.ts";
import { sizeDown } from "../pictures/size-down.ts";
import { keepUsed } from "../storage/keep-used.ts";

let reader: Promise<PictureReader> | undefined;

/** The reader, the same for every picture; asked again after a failure, it is fetched again. */
export function pictureReader(): Promise<PictureReader> {
  reader ??= load().catch((error: unknown) => {
    reader = undefined;
    throw error;
  });
  return reader;
}

async function load(): Promise<PictureReader> {
  const reader = await loadPictureReader(pictureFiles);
  keepUsed("emnist-pictures");
  return reader;
}

export async function decodePicture(source: Blob | HTMLVideoElement): Promise<Picture> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(source, { imageOrientation: "from-image" });
  } catch (error) {
    throw new EmnistError("picture-unreadable", "", { cause: error });
  }
  try {
    return sizeDown(bitmap, canvas);
  } finally {
    bitmap.close();
  }
}

function canvas(width: number, height: number): CanvasRenderingContext2D | null {
  return Object.assign(document.createElement("canvas"), { width, height }).getContext("2d", {
    willReadFrequently: true,
  });
}
