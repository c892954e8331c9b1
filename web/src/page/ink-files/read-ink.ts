// Ink from files, in the shapes that programs write it in: an array of strokes, or an object that has one as "strokes" or
// as "drawing"; a stroke is an array of points, or an object that has one as "points"; a point is [x, y, …] or {x, y, …}.
// So also what the command `emnist` reads, and what the web's handwriting interface takes. Y grows downward.

import type { Point, Stroke } from "../../core/index.ts";

/** The strokes of a file's text; undefined when it has none. Times are left out, a pressure from 0 to 1 is kept. */
export function readInk(text: string): readonly Stroke[] | undefined {
  const strokes = list(parsed(text), "strokes", "drawing")?.map((stroke) => list(stroke, "points")?.map(pointOf));
  const drawing = strokes?.filter((stroke) => stroke?.length !== 0);
  return drawing && isDrawing(drawing) ? withPressureOnly(drawing) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `value` when it is an array, or the array it has by one of the names. */
function list(value: unknown, ...names: readonly string[]): unknown[] | undefined {
  const named = names.map((name) => fieldOf(value, name));
  return [value, ...named].find(Array.isArray);
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function pointOf(point: unknown): Point | undefined {
  const numbers = Array.isArray(point) ? point : [fieldOf(point, "x"), fieldOf(point, "y"), fieldOf(point, "pressure")];
  const [x, y, third] = numbers;
  if (!Number.isFinite(x) || !Number.isFinite(y)) return undefined;
  return Number.isFinite(third) ? [x, y, third] : [x, y];
}

const isDrawing = (strokes: readonly (readonly (Point | undefined)[] | undefined)[]): strokes is readonly Stroke[] =>
  strokes.length > 0 && strokes.every((stroke) => stroke?.every((point) => point !== undefined) ?? false);

/** Third numbers are taken for pressures when all of them may be. */
function withPressureOnly(drawing: readonly Stroke[]): readonly Stroke[] {
  const thirds = drawing.flat().flatMap(([, , third]) => (third === undefined ? [] : [third]));
  if (thirds.every((third) => third >= 0 && third <= 1)) return drawing;
  return drawing.map((stroke) => stroke.map(([x, y]) => [x, y]));
}
