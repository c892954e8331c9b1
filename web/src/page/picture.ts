// A picture from a file or the camera, sized down to what the core takes. EXIF orientation is honoured.

import { EmnistError, type Picture } from "../core/index.ts";
import { sizeDown } from "../pictures/size-down.ts";

export async function readPicture(source: Blob | HTMLVideoElement): Promise<Picture> {
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
