// Pictures of any size made small enough for the core. Knows of canvases only what it takes to read a bitmap's pixels.

import type { Picture } from "../core/answer.ts";
import { maxPictureSide } from "../core/limits.ts";
import { EmnistError } from "../core/status.ts";
import { AreaAverage, fitted } from "./area-average.ts";

/** Rows read back at once: enough to be quick, few enough for a wide photograph to fit a phone's memory. */
const strip = 128;

/** What is needed of a canvas's context. */
export type Surface = Pick<OffscreenCanvasRenderingContext2D, "clearRect" | "drawImage" | "getImageData">;

const offscreen = (width: number, height: number): Surface | null =>
  new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });

/** Throws EmnistError "picture-unreadable" where the bitmap does not fit a canvas. */
export function sizeDown(bitmap: ImageBitmap, surface = offscreen): Picture {
  const context = surface(bitmap.width, Math.min(strip, bitmap.height));
  if (!context) throw new EmnistError("picture-unreadable", `${bitmap.width} × ${bitmap.height}`);
  return averaged(bitmap, function* () {
    for (let top = 0; top < bitmap.height; top += strip) {
      const rows = Math.min(strip, bitmap.height - top);
      context.clearRect(0, 0, bitmap.width, rows);
      context.drawImage(bitmap, 0, -top);
      yield context.getImageData(0, 0, bitmap.width, rows).data;
    }
  });
}

/** The same for pixels at hand, straight RGBA. What is no picture stays what it is: the core says so. */
export function sizeDownPixels(picture: Picture): Picture {
  const { width, height, data } = picture;
  const tooLarge = Math.max(width, height) > maxPictureSide && data.length === 4 * width * height;
  return tooLarge ? averaged(picture, () => [data]) : picture;
}

function averaged(size: Omit<Picture, "data">, rows: () => Iterable<Picture["data"]>): Picture {
  const target = fitted(size, maxPictureSide);
  const average = new AreaAverage(size, target);
  for (const some of rows()) average.add(some);
  return { ...target, data: average.result() };
}
