// The pad: what a pen does to it, and ink on the screen; or a picture in its place. Strokes are data in pad units (0 to
// 1000 from top to bottom), so that a resize, a rotation or another theme only means painting again. Knows nothing of recognition,
// nor of what moves the pen (pointer-pen.ts, keyboard-pen.ts).

import type { Picture, Point, Stroke } from "../core/index.ts";
import { whenColoursChange } from "./colours.ts";
import { InkHistory } from "./ink-history.ts";
import { paintCursor, paintInk, paintPicture } from "./paint-ink.ts";

export const padUnits = 1000;

const eraserReach = 30; // pad units
/** About what EMNIST's writers used for a character that fills the pad. */
export const penWidth = 42;
/** Half a pen's width: a finger that taps moves as much. */
const dotSize = 20;

export interface PadChange {
  readonly strokes: readonly Stroke[];
  /** What is shown instead of strokes. */
  readonly picture: Picture | undefined;
  /** False while the pen is down. */
  readonly settled: boolean;
  /** When the pointer or key moved that caused it, on the clock of performance.now(); nothing did when undefined. */
  readonly time: number | undefined;
}

export class Pad {
  erasing = false;

  /** What lies at the canvas's left edge, in pad units: a pad that is wider than high may show a part of a longer sheet. */
  protected left = 0;
  protected readonly canvas: HTMLCanvasElement;
  readonly #onChange: (change: PadChange) => void;
  #history = new InkHistory();
  #stroke: Point[] | undefined;
  #rubbing = false; // the pen is down, erasing
  #preview: readonly Stroke[] | undefined;
  #cursor: Point | undefined;
  #changed = false;
  #time: number | undefined;
  #frame = 0;

  /** `onChange` is called in the frame that paints the change. */
  constructor(canvas: HTMLCanvasElement, onChange: (change: PadChange) => void) {
    this.canvas = canvas;
    this.#onChange = onChange;
  }

  /** Paints again whenever the screen changes its size or its colours, until `until` is aborted. */
  follow(until?: AbortSignal): void {
    const repaint = () => this.repaint();
    const sizes = new ResizeObserver(repaint);
    sizes.observe(this.canvas);
    whenColoursChange(repaint, until);
    until?.addEventListener("abort", () => sizes.disconnect());
  }

  get history(): InkHistory {
    return this.#history;
  }

  /** Whether the pen is down, drawing. */
  get drawing(): boolean {
    return this.#stroke !== undefined;
  }

  get strokes(): readonly Stroke[] {
    if (this.#preview) return this.#preview;
    return this.#stroke ? [...this.history.strokes, this.#stroke] : this.history.strokes;
  }

  /** The place that lies so far across and down the canvas, in parts of its sides. */
  at(across: number, down: number): Point {
    return [this.left + across * this.unitsAcross, down * padUnits];
  }

  /** What is shown instead of strokes; the pen makes it go. */
  get picture(): Picture | undefined {
    return this.#preview || this.#stroke ? undefined : this.history.picture;
  }

  get empty(): boolean {
    return this.strokes.length === 0 && !this.picture;
  }

  /** Changes what lies on the pad, then paints and reports it. */
  edit(change: (history: InkHistory) => void, time = performance.now()): void {
    this.#preview = undefined;
    change(this.history);
    this.#schedule(time);
  }

  /** Shows strokes that are not the visitor's yet, until the next edit or touch. */
  preview(strokes: readonly Stroke[]): void {
    this.edit(() => {});
    this.#preview = strokes;
  }

  /** Takes a new sheet: nothing to undo, nothing to report; `shown` lies on it until the next edit or touch. */
  restart(shown: readonly Stroke[] = []): void {
    this.#history = new InkHistory();
    this.#stroke = undefined;
    this.#rubbing = false;
    this.#preview = shown.length > 0 ? shown : undefined;
    this.#changed = false;
    this.repaint();
  }

  /** Reports what is there once more, at once: it is on the screen already, so no frame has to be waited for. */
  announce(): void {
    cancelAnimationFrame(this.#frame);
    this.#changed = true;
    this.#time = undefined;
    this.#paint();
  }

  /** Shows a picture instead of the drawing; undoing brings the drawing back. */
  show(picture: Picture): void {
    this.edit((history) => history.show(picture));
  }

  repaint(): void {
    this.#frame ||= requestAnimationFrame(() => this.#paint());
  }

  /** The pen touches the pad; `time` is on the clock of performance.now(). */
  penDown(at: Point, time: number, erasing = this.erasing): void {
    this.penUp(time);
    this.#preview = undefined;
    this.#rubbing = erasing;
    if (!erasing) this.#stroke = [];
    this.penTo(at, time);
  }

  /** The pen moves on the pad: it draws, or erases whole strokes. */
  penTo(at: Point, time: number): void {
    if (this.#stroke) {
      this.#stroke.push(at);
      this.#schedule(time);
    } else if (this.#rubbing) {
      const hit = this.history.strokes.find((stroke) => touches(stroke, at));
      if (hit) this.edit((history) => history.remove(hit), time);
    }
  }

  penUp(time: number): void {
    const stroke = this.#stroke;
    this.#stroke = undefined;
    this.#rubbing = false;
    if (stroke) this.edit((history) => this.take(isDot(stroke) ? stroke.slice(0, 1) : stroke, history), time);
  }

  /** Puts a finished stroke where it belongs. */
  protected take(stroke: Stroke, history: InkHistory): void {
    history.add(stroke);
  }

  protected get unitsAcross(): number {
    return (padUnits * this.canvas.clientWidth) / this.canvas.clientHeight;
  }

  /** What the pen has drawn since it came down was not meant. */
  dropStroke(): void {
    this.#stroke = undefined;
    this.#schedule(performance.now());
  }

  /** Shows where a pen without a hand is. */
  showCursor(at: Point | undefined): void {
    this.#cursor = at;
    this.repaint();
  }

  #schedule(time: number | undefined): void {
    this.#changed = true;
    this.#time = time;
    this.repaint();
  }

  protected paintStrokes(strokes: readonly Stroke[]): void {
    paintInk(this.canvas, strokes, padUnits, penWidth);
  }

  #paint(): void {
    this.#frame = 0;
    const strokes = this.strokes;
    this.paintStrokes(strokes);
    const { picture } = this;
    if (picture) paintPicture(this.canvas, picture);
    if (this.#cursor) paintCursor(this.canvas, this.#cursor, padUnits, this.#stroke !== undefined);
    if (!this.#changed) return;
    this.#changed = false;
    const settled = !this.#stroke && !this.#preview;
    const change = { strokes, picture, settled, time: this.#time };
    this.#onChange(change);
  }
}

/** Whether all of the stroke lies under one touch of the pen. */
function isDot(stroke: Stroke): boolean {
  const [[left, top] = [0, 0]] = stroke;
  return stroke.every(([x, y]) => Math.hypot(x - left, y - top) < dotSize);
}

function touches(stroke: Stroke, [x, y]: Point): boolean {
  return stroke.some(([px, py], index) => {
    const [qx, qy] = stroke[index + 1] ?? [px, py];
    const lengthSquared = (qx - px) ** 2 + (qy - py) ** 2;
    const along = lengthSquared ? ((x - px) * (qx - px) + (y - py) * (qy - py)) / lengthSquared : 0;
    const t = Math.min(1, Math.max(0, along));
    return Math.hypot(px + t * (qx - px) - x, py + t * (qy - py) - y) < eraserReach;
  });
}
