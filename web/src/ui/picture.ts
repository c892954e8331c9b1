// A picture from a file or the camera, sized down to what the core takes. EXIF orientation is honoured.

import { EmnistError, type Picture } from "../core/index.ts";
import { AreaAverage, fitted } from "./area-average.ts";

const largestSide = 512;
/** Rows read back at once: enough to be quick, few enough for a wide photograph to fit a phone's memory. */
const strip = 128;

export async function readPicture(source: Blob | HTMLVideoElement): Promise<Picture> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(source, { imageOrientation: "from-image" });
  } catch (error) {
    throw new EmnistError("picture-unreadable", "", { cause: error });
  }
  try {
    return sizeDown(bitmap);
  } finally {
    bitmap.close();
  }
}

function sizeDown(bitmap: ImageBitmap): Picture {
  const target = fitted(bitmap, largestSide);
  const average = new AreaAverage(bitmap, target);
  const canvas = document.createElement("canvas");
  canvas.width = bitmap.width;
  canvas.height = Math.min(strip, bitmap.height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new EmnistError("picture-unreadable", `${bitmap.width} × ${bitmap.height}`);
  for (let top = 0; top < bitmap.height; top += strip) {
    const rows = Math.min(strip, bitmap.height - top);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, 0, -top);
    average.add(context.getImageData(0, 0, bitmap.width, rows).data);
  }
  return { ...target, data: average.result() };
}
