// What callers give as ink, in the shapes that drawing libraries have, made into strokes or a picture. Whatever else
// comes is refused by the name of its shape.

import type { Picture } from "../core/answer.ts";
import type { Point, Stroke } from "../core/ink.ts";
import { EmnistError } from "../core/status.ts";

/** A point as most libraries have it. */
export interface NamedPoint {
  readonly x: number;
  readonly y: number;
}

/** `[x, y]` as TypeScript sees it in a variable. */
type PointInput = Point | NamedPoint | readonly number[];

/** A stroke as signature_pad's toData() has it, among others. */
export interface PointGroup {
  readonly points: readonly PointInput[];
}

/** Strokes of [x, y] or { x, y }, or groups of them; y grows downward, any scale. */
export type StrokesInput = readonly (readonly PointInput[] | PointGroup)[];

/** An ImageBitmap. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  close(): void;
}

/** Strokes, an ImageData or the like, or an ImageBitmap; pictures of any size. */
export type RecognizerInput = StrokesInput | Picture | Bitmap;

/** @internal Throws EmnistError "invalid-ink" that names the shape it was given. */
export function strokesOf(input: unknown): Stroke[] {
  if (!Array.isArray(input)) throw notStrokes(input);
  return input.map((stroke) => {
    const points: unknown = isObject(stroke) && "points" in stroke ? stroke.points : stroke;
    if (!Array.isArray(points)) throw notStrokes(input);
    return points.map((point) => pointOf(point) ?? fail(input));
  });
}

/** @internal Throws EmnistError "invalid-picture" or "invalid-ink" that names what it was given. */
export function pictureOf(input: unknown): Picture | ImageBitmap {
  if (!isObject(input) || typeof input.width !== "number" || typeof input.height !== "number") throw notStrokes(input);
  if (ArrayBuffer.isView(input.data) || typeof input.close === "function") return input as unknown as Picture;
  throw new EmnistError("invalid-picture", `got ${shapeOf(input)}`);
}

function pointOf(point: unknown): Point | undefined {
  if (Array.isArray(point)) {
    const [x, y] = point; // more than a pressure behind them, and it is a column of coordinates
    return typeof x === "number" && typeof y === "number" && point.length <= 3 ? [x, y] : undefined;
  }
  if (isObject(point) && typeof point.x === "number" && typeof point.y === "number") return [point.x, point.y];
  return undefined;
}

function fail(input: unknown): never {
  throw notStrokes(input);
}

const notStrokes = (input: unknown) =>
  new EmnistError("invalid-ink", `strokes are [[[x, y], …], …] or [[{ x, y }, …], …], this is ${shapeOf(input)}`);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The first of each level, as one would write it: "[[number, …], …]", "{ strokes }". */
function shapeOf(value: unknown, depth = 0): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return value.length === 0 || depth > 3 ? "[…]" : `[${shapeOf(value[0], depth + 1)}, …]`;
  if (isObject(value)) return `{ ${Object.keys(value).slice(0, 6).join(", ")} }`;
  return typeof value;
}
