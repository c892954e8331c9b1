// What lies under a learner's ink: the lines, a ghost of the letter, and where each stroke starts and which way it goes.

import type { Point, Stroke } from "../core/index.ts";
import { padUnits } from "../pad/pad.ts";
import { draw } from "./draw.ts";
import { distance } from "./geometry.ts";
import { lines } from "./letters.ts";

const dotSize = 27;
/** Dots so near to each other would hide one another: the later stands further along its stroke. */
const apart = 60;
/** So far from a stroke's start, at most half its length, stands the arrow. */
const arrowAt = 130;

/** An SVG in pad units, which covers the pad. */
export function guideSheet(letter: readonly Stroke[]): SVGElement {
  const rule = (name: keyof typeof lines) =>
    draw("path", { class: `rule ${name}`, d: `M0 ${lines[name]}H${padUnits}` });
  const ghost = letter.map((stroke) => `M${stroke.map(([x, y]) => `${x} ${y}`).join("L")}`).join("");
  const starts: Point[] = [];
  const marks = letter.flatMap((stroke, index) => {
    const isFree = (at: Point) => starts.every((other) => distance(other, at) >= apart);
    const at = [0, apart, 2 * apart].map((way) => along(stroke, way).at).find(isFree) ?? along(stroke, 0).at;
    starts.push(at);
    return [arrow(stroke), dot(at, letter.length > 1 ? String(index + 1) : "")];
  });
  return draw(
    "svg",
    { class: "guide", viewBox: `0 0 ${padUnits} ${padUnits}`, "aria-hidden": "true" },
    ...(["top", "xHeight", "baseline", "descender"] as const).map(rule),
    draw("path", { class: "ghost", d: ghost }),
    ...marks,
  );
}

function dot([x, y]: Point, number: string): SVGElement {
  const place = { x: String(x), y: String(y) };
  return draw(
    "g",
    { class: "dot" },
    draw("circle", { cx: place.x, cy: place.y, r: String(dotSize) }),
    draw("text", { ...place, dy: "0.36em" }, number),
  );
}

function arrow(stroke: readonly Point[]): SVGElement {
  const { at, angle } = along(stroke, Math.min(arrowAt, lengthOf(stroke) / 2));
  return draw("path", {
    class: "arrow",
    d: "M-14 -18L12 0L-14 18",
    transform: `translate(${at[0]} ${at[1]}) rotate(${angle})`,
  });
}

/** The place so far along the stroke, and the stroke's direction there in degrees. */
function along(stroke: readonly Point[], way: number): { readonly at: Point; readonly angle: number } {
  let left = way;
  let angle = 0;
  for (const [index, to] of stroke.entries()) {
    const from = stroke[index - 1];
    if (!from) continue;
    const length = distance(from, to);
    angle = (Math.atan2(to[1] - from[1], to[0] - from[0]) * 180) / Math.PI;
    const share = length > 0 ? left / length : 1;
    if (share <= 1) return { at: [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share], angle };
    left -= length;
  }
  return { at: stroke.at(-1) ?? [0, 0], angle };
}

const lengthOf = (stroke: readonly Point[]): number =>
  stroke.reduce((sum, to, index) => sum + distance(stroke[index - 1] ?? to, to), 0);
