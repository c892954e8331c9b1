// Each target pixel is the mean of the area it covers: compared with a sum over every source pixel's overlap.

import { expect, test } from "vitest";
import { AreaAverage, fitted, type Size } from "../../web/src/pictures/area-average.ts";
import { random } from "./random.ts";

function average(source: Size, target: Size, pixels: Uint8ClampedArray, rowsAtOnce = source.height) {
  const picture = new AreaAverage(source, target);
  const step = 4 * source.width * rowsAtOnce;
  for (let start = 0; start < pixels.length; start += step) picture.add(pixels.subarray(start, start + step));
  return picture.result();
}

const overlap = (index: number, cell: number, scale: number) =>
  Math.max(0, Math.min((index + 1) * scale, cell + 1) - Math.max(index * scale, cell));

/** The definition, with no cleverness: one target pixel from every source pixel. */
function naivePixel(source: Size, target: Size, pixels: Uint8ClampedArray, tx: number, ty: number): number[] {
  const sums = { red: 0, green: 0, blue: 0, alpha: 0 };
  for (let index = 0; index < source.width * source.height; index++) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(4 * index);
    const x = index % source.width;
    const y = (index - x) / source.width;
    const area = overlap(x, tx, target.width / source.width) * overlap(y, ty, target.height / source.height);
    sums.red += area * alpha * red;
    sums.green += area * alpha * green;
    sums.blue += area * alpha * blue;
    sums.alpha += area * alpha;
  }
  return [sums.red / sums.alpha, sums.green / sums.alpha, sums.blue / sums.alpha, sums.alpha];
}

const sizes: [Size, Size][] = [
  [
    { width: 7, height: 5 },
    { width: 3, height: 2 },
  ],
  [
    { width: 16, height: 16 },
    { width: 4, height: 4 },
  ],
  [
    { width: 13, height: 29 },
    { width: 12, height: 28 },
  ],
  [
    { width: 100, height: 3 },
    { width: 1, height: 1 },
  ],
  [
    { width: 5, height: 4 },
    { width: 5, height: 4 },
  ],
];

test.each(sizes)("from %o to %o", (source, target) => {
  const next = random(source.width);
  const pixels = Uint8ClampedArray.from({ length: 4 * source.width * source.height }, () => next() * 256);
  const actual = average(source, target, pixels, 2);
  for (let index = 0; index < target.width * target.height; index++) {
    const x = index % target.width;
    const expected = naivePixel(source, target, pixels, x, (index - x) / target.width);
    for (const [channel, value] of expected.entries())
      expect(Math.abs((actual[4 * index + channel] ?? 0) - value)).toBeLessThan(0.51);
  }
});

test("transparent pixels lend no colour to their neighbours", () => {
  const red = [255, 0, 0, 255];
  const nothing = [0, 255, 0, 0];
  const pixels = new Uint8ClampedArray([...red, ...nothing]);
  expect([...average({ width: 2, height: 1 }, { width: 1, height: 1 }, pixels)]).toEqual([255, 0, 0, 128]);
});

test("fitting keeps the shape, never enlarges, and never loses a side", () => {
  expect(fitted({ width: 4000, height: 3000 }, 512)).toEqual({ width: 512, height: 384 });
  expect(fitted({ width: 28, height: 20 }, 512)).toEqual({ width: 28, height: 20 });
  expect(fitted({ width: 9000, height: 2 }, 512)).toEqual({ width: 512, height: 1 });
});
