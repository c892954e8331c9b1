// A hand of our own: how a pen runs that writes each character, from which the sample lines are written. Small letters
// are 100 high and stand on 0, y grows downward. A point that is given twice is a corner.

import type { Point, Stroke } from "../../core/index.ts";

type Path = readonly number[];

/** By character: its strokes, each as x, y, x, y, …; what comes after the first is drawn last in a joined word. */
const paths: Readonly<Record<string, readonly Path[]>> = {
  a: [[75, -85, 50, -100, 15, -75, 5, -35, 25, -3, 50, -10, 72, -50, 76, -92, 76, -92, 76, -60, 77, -20, 92, -2]],
  b: [[8, -200, 8, -100, 8, -5, 8, -5, 10, -50, 30, -95, 60, -90, 70, -50, 55, -8, 25, -2, 8, -12]],
  c: [[70, -80, 45, -100, 12, -75, 5, -40, 20, -6, 50, 0, 76, -18]],
  d: [
    [
      72, -85, 48, -100, 14, -75, 5, -35, 25, -3, 50, -10, 72, -50, 76, -130, 76, -200, 76, -200, 76, -100, 77, -20, 92,
      -2,
    ],
  ],
  e: [[8, -50, 40, -55, 68, -70, 55, -97, 25, -92, 6, -50, 20, -8, 48, 0, 76, -18]],
  g: [
    [75, -85, 50, -100, 15, -75, 8, -40, 28, -8, 52, -15, 74, -60, 76, -92, 76, -92, 76, -30, 74, 40, 50, 85, 20, 72],
  ],
  h: [[8, -200, 8, -100, 8, 0, 8, 0, 12, -45, 32, -94, 54, -96, 64, -72, 65, -25, 72, -4, 86, -2]],
  i: [
    [10, -100, 10, -50, 13, -12, 28, -2],
    [14, -150, 15, -147],
  ],
  l: [[10, -200, 10, -100, 13, -12, 28, -2]],
  m: [
    [
      6, -100, 8, -50, 8, 0, 8, 0, 12, -55, 30, -96, 48, -88, 50, -45, 50, 0, 50, 0, 54, -55, 72, -96, 90, -88, 93, -45,
      96, -10, 110, -2,
    ],
  ],
  n: [[6, -100, 8, -50, 8, 0, 8, 0, 14, -52, 36, -97, 58, -86, 60, -40, 64, -10, 78, -2]],
  o: [[48, -98, 15, -85, 5, -45, 20, -8, 45, -1, 70, -25, 72, -65, 50, -97, 50, -97]],
  p: [[8, -100, 8, 0, 8, 90, 8, 90, 8, 0, 10, -50, 30, -95, 58, -92, 70, -55, 55, -10, 28, -4, 10, -20]],
  r: [[6, -100, 8, -50, 8, 0, 8, 0, 12, -50, 30, -90, 50, -98, 62, -92]],
  s: [[62, -85, 38, -100, 12, -85, 20, -60, 50, -45, 62, -20, 38, 0, 5, -12]],
  t: [
    [30, -165, 30, -80, 33, -14, 46, -2, 58, -6],
    [4, -102, 62, -100],
  ],
  u: [[6, -100, 6, -50, 12, -10, 32, 0, 55, -20, 64, -60, 65, -100, 65, -100, 65, -50, 69, -10, 84, -2]],
  v: [[4, -100, 34, 0, 34, 0, 66, -100]],
  w: [[4, -100, 24, 0, 24, 0, 46, -85, 46, -85, 68, 0, 68, 0, 92, -100]],
  y: [[6, -100, 8, -50, 20, -12, 42, -10, 60, -45, 66, -100, 66, -100, 64, -20, 56, 50, 34, 88, 8, 76]],
  H: [
    [8, -190, 8, 0],
    [84, -190, 84, 0],
    [8, -96, 84, -96],
  ],
  T: [
    [2, -188, 90, -188],
    [46, -188, 46, 0],
  ],
  "1": [[20, -160, 36, -190, 36, -190, 36, 0]],
  "2": [[8, -150, 30, -188, 65, -180, 70, -140, 42, -70, 5, 0, 5, 0, 78, 0]],
  "4": [
    [52, -190, 8, -65, 8, -65, 84, -65],
    [60, -110, 60, 6],
  ],
  "7": [[5, -186, 76, -188, 76, -188, 34, 0]],
};

/** How somebody writes. */
export interface Hand {
  /** Words of small letters in one stroke. */
  readonly joined?: boolean;
  /** Sideways for every step upward. */
  readonly slant?: number;
  /** How far, in the height of small letters, the pen strays. */
  readonly unsteady?: number;
}

const betweenLetters = { printed: 26, joined: 14 } as const;
const space = 90;
/** Of a path, between two points that a pen reports. */
const step = 9;

/** The strokes of `text`, small letters `xHeight` high, standing on `baseline`, beginning at `left`. */
export function written(
  text: string,
  { left, baseline, xHeight }: { left: number; baseline: number; xHeight: number },
  { joined = false, slant = 0.1, unsteady = 0 }: Hand = {},
): Stroke[] {
  let [x, seed] = [0, text.length];
  const strokes = text.split(" ").flatMap((word) => {
    const letters = [...word].map((character) => {
      const [first = [], ...others] = (paths[character] ?? []).map((path) => shifted(path, x));
      x = Math.max(...[first, ...others].flat().map(([px]) => px)) + betweenLetters[joined ? "joined" : "printed"];
      return { first, others };
    });
    x += space;
    const runs =
      joined && /^[a-z]+$/.test(word)
        ? [letters.flatMap(({ first }) => first), ...letters.flatMap(({ others }) => others)]
        : letters.flatMap(({ first, others }) => [first, ...others]);
    return runs.map(curve);
  });
  const stray = () => {
    seed = (seed * 16807 + 11) % 2147483647; // the same each time
    return (seed / 2147483647 - 0.5) * 200 * unsteady;
  };
  const scale = xHeight / 100;
  const place = ([x, y]: Point): Point => [
    Math.round(left + (x - slant * y + stray()) * scale),
    Math.round(baseline + (y + stray()) * scale),
  ];
  return strokes.map((stroke) => stroke.map(place));
}

const shifted = (path: Path, x: number): Point[] =>
  Array.from({ length: path.length / 2 }, (_, index) => [(path[2 * index] ?? 0) + x, path[2 * index + 1] ?? 0]);

/** A smooth curve through all points (Catmull and Rom's). */
function curve(points: readonly Point[]): Point[] {
  const at = (index: number): Point => points[Math.min(points.length - 1, Math.max(0, index))] ?? [0, 0];
  const run: Point[] = [at(0)];
  for (let index = 0; index + 1 < points.length; index++) {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    const parts = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / step);
    for (let part = 1; part <= parts; part++) {
      const along = part / parts;
      const blend = (axis: 0 | 1) => between(before[axis], from[axis], to[axis], after[axis], along);
      run.push([blend(0), blend(1)]);
    }
  }
  return run;
}

function between(before: number, from: number, to: number, after: number, t: number): number {
  const [a, b] = [to - before, after - from].map((way) => way / 2) as [number, number];
  return from + t * (a + t * (3 * (to - from) - 2 * a - b + t * (2 * (from - to) + a + b)));
}
