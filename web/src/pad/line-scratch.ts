// Scratching out: a stroke that runs back and forth over what is written deletes it, as on paper.

import type { Stroke } from "../core/index.ts";

/** How often the pen turns back at least, and how far it runs in widths of the scratch: no letter does. */
const leastTurns = 4;
const leastRun = 4;
/** A turn counts when the pen came so far since the last one, in widths of the scratch. */
const leastLeg = 0.3;
/** So much of a stroke lies between the scratch's ends when it is struck out, however far it reaches up and down. */
const leastBetween = 0.7;
/** What is so near to the scratch is under it, in pad units. */
const reach = 20;

/** What remains of `strokes`; undefined when `stroke` strikes nothing out. */
export function scratchedOut(stroke: Stroke, strokes: readonly Stroke[]): readonly Stroke[] | undefined {
  const box = boxOf(stroke);
  if (!runsBackAndForth(stroke, box.right - box.left)) return undefined;
  const left = strokes.filter((other) => !isUnder(other, box));
  return left.length < strokes.length ? left : undefined;
}

function runsBackAndForth(stroke: Stroke, width: number): boolean {
  let [turns, run, direction] = [0, 0, 0];
  let [turnedAt = 0] = stroke[0] ?? [];
  let before = turnedAt;
  for (const [x] of stroke) {
    run += Math.abs(x - before);
    before = x;
    const leg = x - turnedAt;
    if (Math.sign(leg) === direction)
      turnedAt = x; // as far as it goes this way
    else if (Math.abs(leg) >= leastLeg * width) {
      if (direction !== 0) turns++;
      direction = Math.sign(leg);
      turnedAt = x;
    }
  }
  return turns >= leastTurns && run >= leastRun * width;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function boxOf(stroke: Stroke): Box {
  const [xs, ys] = [stroke.map(([x]) => x), stroke.map(([, y]) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

function isUnder(stroke: Stroke, { left, right, top, bottom }: Box): boolean {
  const between = stroke.filter(([x]) => x >= left - reach && x <= right + reach);
  const crosses = between.some(([, y]) => y >= top - reach && y <= bottom + reach);
  return crosses && between.length >= leastBetween * stroke.length;
}
