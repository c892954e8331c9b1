// Strokes, or a picture → canvas, crisp at any screen density: the canvas is given the pixels its place on the screen really has.

import type { Picture, Point, Stroke } from "../core/index.ts";

/** Width of the pen as a fraction of the pad; about what EMNIST's writers used for a character that fills it. */
const penWidth = 0.042;

/** Paints `strokes`, whose coordinates run from 0 to `units` across the canvas, in the canvas's CSS colour. */
export function paintInk(canvas: HTMLCanvasElement, strokes: readonly Stroke[], units: number): void {
  const side = Math.round(canvas.clientWidth * devicePixelRatio);
  if (canvas.width !== side) canvas.width = canvas.height = side;
  const context = canvas.getContext("2d");
  if (!context) return;
  context.setTransform(side / units, 0, 0, side / units, 0, 0);
  context.clearRect(0, 0, units, units);
  context.strokeStyle = getComputedStyle(canvas).color;
  context.lineCap = context.lineJoin = "round";
  for (const stroke of strokes) paintStroke(context, stroke, penWidth * units);
}

/** A curve through the midpoints between samples; as wide as the pen was pressed at each. */
function paintStroke(context: CanvasRenderingContext2D, stroke: Stroke, width: number): void {
  let [fromX, fromY] = stroke[0] ?? [0, 0];
  context.beginPath();
  for (const [index, [x, y, pressure = 0.5]] of stroke.entries()) {
    const [nextX, nextY] = stroke[index + 1] ?? [x, y];
    const [toX, toY] = [(x + nextX) / 2, (y + nextY) / 2];
    const pressed = width * (0.5 + pressure);
    if (pressed !== context.lineWidth) {
      context.stroke();
      context.beginPath();
      context.lineWidth = pressed;
    }
    context.moveTo(fromX, fromY);
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
