// Strokes, or a picture → canvas, crisp at any screen density: the canvas is given the pixels its place on the screen really has.

import type { Picture, Point, Stroke } from "../core/index.ts";

/**
 * Paints `strokes` in the canvas's CSS colour. The canvas shows `units` of their sheet from top to bottom, and from `left`
 * on; `penWidth` is in the same units.
 */
export function paintInk(
  canvas: HTMLCanvasElement,
  strokes: readonly Stroke[],
  units: number,
  penWidth: number,
  left = 0,
): void {
  const width = Math.round(canvas.clientWidth * devicePixelRatio);
  const height = Math.round(canvas.clientHeight * devicePixelRatio);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext("2d");
  context?.setTransform(1, 0, 0, 1, 0, 0);
  context?.clearRect(0, 0, width, height);
  paintOver(canvas, strokes, units, penWidth, left, getComputedStyle(canvas).color);
}

/** The same over what is there, in a colour of its own. */
export function paintOver(
  canvas: HTMLCanvasElement,
  strokes: readonly Stroke[],
  units: number,
  penWidth: number,
  left: number,
  colour: string,
): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const scale = canvas.height / units;
  context.setTransform(scale, 0, 0, scale, -left * scale, 0);
  context.strokeStyle = colour;
  context.lineCap = context.lineJoin = "round";
  for (const stroke of strokes) paintStroke(context, stroke, penWidth);
}

/** The cosine of 60°: where the pen turns more, it meant a corner, and the glyph has one. */
const bend = 0.5;

/** A curve through the midpoints between samples, but for corners; as wide as the pen was pressed at each. */
function paintStroke(context: CanvasRenderingContext2D, stroke: Stroke, width: number): void {
  let [fromX, fromY] = stroke[0] ?? [0, 0];
  context.beginPath();
  for (const [index, [x, y, pressure = 0.5]] of stroke.entries()) {
    const [nextX, nextY] = stroke[index + 1] ?? [x + 0.1, y]; // a dot, too, has a length, or nothing is painted
    const [toX, toY] = [(x + nextX) / 2, (y + nextY) / 2];
    const pressed = width * (0.5 + pressure);
    if (pressed !== context.lineWidth) {
      context.stroke();
      context.beginPath();
      context.lineWidth = pressed;
    }
    const [inX, inY, outX, outY] = [x - fromX, y - fromY, toX - x, toY - y];
    const isCorner = inX * outX + inY * outY < bend * Math.hypot(inX, inY) * Math.hypot(outX, outY);
    context.moveTo(fromX, fromY);
    if (isCorner) context.lineTo(x, y);
    context.quadraticCurveTo(x, y, toX, toY);
    [fromX, fromY] = [toX, toY];
  }
  context.stroke();
}

/** Paints `picture` as large as fits, in the middle. */
export function paintPicture(canvas: HTMLCanvasElement, { width, height, data }: Picture): void {
  const copy = document.createElement("canvas");
  copy.width = width;
  copy.height = height;
  copy.getContext("2d")?.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
  const context = canvas.getContext("2d");
  const scale = canvas.width / Math.max(width, height);
  context?.setTransform(scale, 0, 0, scale, canvas.width / 2, canvas.width / 2);
  context?.drawImage(copy, -width / 2, -height / 2);
}

/** A ring where the keyboard's pen is; filled while it is down. */
export function paintCursor(canvas: HTMLCanvasElement, [x, y]: Point, units: number, down: boolean): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const scale = canvas.width / units;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.fillStyle = context.strokeStyle = getComputedStyle(canvas).outlineColor;
  context.lineWidth = 6;
  context.beginPath();
  context.arc(x, y, 18, 0, 2 * Math.PI);
  context.stroke();
  if (down) context.fill();
}
