// A part of a picture that lies some quarters of a turn from upright: places in it, and how to draw it.

import type { Region } from "../core/picture-reader.ts";
import type { Size } from "./area-average.ts";

/** Turned clockwise so many times. */
export type Quarters = 0 | 1 | 2 | 3;

export interface Part {
  readonly turn: Quarters;
  /** In whole pixels of the picture as it lies after turning. */
  readonly region: Region;
}

export function wholeOf({ width, height }: Size, turn: Quarters = 0): Part {
  const [right, bottom] = turn % 2 === 0 ? [width, height] : [height, width];
  return { turn, region: { left: 0, top: 0, right, bottom } };
}

/** The part turned once more; what was left out stays out. */
export function turned({ turn, region: { left, top, right, bottom } }: Part, size: Size): Part {
  const { region: all } = wholeOf(size, turn);
  const next = ((turn + 1) % 4) as Quarters;
  return { turn: next, region: { left: all.bottom - bottom, top: left, right: all.bottom - top, bottom: right } };
}

/** What of the part lies in `region`, which is given in shares of it, 0 to 1. */
export function within({ turn, region }: Part, { left, top, right, bottom }: Region): Part {
  const [width, height] = [region.right - region.left, region.bottom - region.top];
  const along = (from: number, length: number, share: number) =>
    from + Math.round(length * Math.min(1, Math.max(0, share)));
  const inner = {
    left: along(region.left, width, left),
    top: along(region.top, height, top),
    right: along(region.left, width, right),
    bottom: along(region.top, height, bottom),
  };
  // At least a pixel.
  inner.left = Math.min(inner.left, region.right - 1);
  inner.top = Math.min(inner.top, region.bottom - 1);
  inner.right = Math.max(inner.right, inner.left + 1);
  inner.bottom = Math.max(inner.bottom, inner.top + 1);
  return { turn, region: inner };
}

/** a, b, c, d, e, f as canvases take them. */
type Matrix = readonly [number, number, number, number, number, number];

/** For a canvas's setTransform(): draws the whole picture so that the part's top left is the canvas's, `down` pixels up. */
export function transformOf({ turn, region: { left, top } }: Part, { width, height }: Size, down: number): Matrix {
  const [x, y] = [-left, -top - down];
  const matrices: Readonly<Record<Quarters, Matrix>> = [
    [1, 0, 0, 1, x, y],
    [0, 1, -1, 0, x + height, y],
    [-1, 0, 0, -1, x + width, y + height],
    [0, -1, 1, 0, x, y + width],
  ];
  return matrices[turn];
}
