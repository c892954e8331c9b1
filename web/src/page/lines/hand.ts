// A hand of our own, which writes the sample lines. letters.json says how its pen runs that writes each character: the
// strokes, each as x, y, x, y, …; what comes after the first is drawn last in a joined word. Small letters are 100 high
// and stand on 0, y grows downward. A point that is given twice is a corner.

import type { Point, Stroke } from "../../core/index.ts";
import letters from "./letters.json" with { type: "json" };

type Path = readonly number[];
const paths: Readonly<Record<string, readonly Path[]>> = letters;

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
