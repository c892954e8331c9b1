// Pictures of any size made small enough for the core. Knows of canvases only what it takes to read a bitmap's pixels.

import type { Picture } from "../core/answer.ts";
import { maxPictureSide } from "../core/limits.ts";
import { EmnistError } from "../core/status.ts";
import { AreaAverage, fitted } from "./area-average.ts";
import { transformOf, wholeOf } from "./part.ts";

/** Rows read back at once: enough to be quick, few enough for a wide photograph to fit a phone's memory. */
const strip = 128;

/** What is needed of a canvas's context. */
export type Surface = Pick<
  OffscreenCanvasRenderingContext2D,
  "clearRect" | "drawImage" | "fillRect" | "fillStyle" | "getImageData" | "setTransform"
>;

const offscreen = (width: number, height: number): Surface | null =>
  new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });

/** Throws EmnistError "picture-unreadable" where the bitmap does not fit a canvas, "pixels-hidden" where none are told. */
export function sizeDown(bitmap: ImageBitmap, surface = offscreen, part = wholeOf(bitmap)): Picture {
  const { left, top, right, bottom } = part.region;
  const size = { width: right - left, height: bottom - top };
  const context = surface(size.width, Math.min(strip, size.height));
  if (!context) throw new EmnistError("picture-unreadable", `${size.width} × ${size.height}`);
  if (hidesPixels(context)) throw new EmnistError("pixels-hidden");
  return averaged(size, function* () {
    for (let above = 0; above < size.height; above += strip) {
      const rows = Math.min(strip, size.height - above);
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, size.width, rows);
      context.setTransform(...transformOf(part, bitmap, above));
      context.drawImage(bitmap, 0, 0);
      yield context.getImageData(0, 0, size.width, rows).data;
    }
  });
}

/** Some browsers tell pages other pixels than were drawn, so that they cannot be told apart: all white, or noise. */
function hidesPixels(context: Surface): boolean {
  const [color, far] = [[40, 200, 80, 255], 32]; // what is changed by little can still be read
  context.fillStyle = `rgb(${color.slice(0, 3)})`;
  context.fillRect(0, 0, 8, 8);
  const { data } = context.getImageData(0, 0, 1, 1);
  return color.some((value, channel) => Math.abs(value - (data[channel] ?? 0)) > far);
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
