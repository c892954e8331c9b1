// The pad: pointers in, strokes out, ink on the screen; or a picture in their place. Strokes are data in pad units (0 to
// 1000 across), so that a resize, a rotation or another theme only means painting again. Knows nothing of recognition.

import type { Picture, Point, Stroke } from "../core/index.ts";
import { InkHistory } from "./ink-history.ts";
import { paintInk, paintPicture } from "./paint-ink.ts";

export const padUnits = 1000;

/** A touch so soon after the pen was near is the hand that holds it. */
const palmMilliseconds = 500;
const eraserReach = 30; // pad units
const eraserButton = 5; // of a pen turned upside down

export interface PadChange {
  readonly strokes: readonly Stroke[];
  /** What is shown instead of strokes. */
  readonly picture: Picture | undefined;
  /** False while the pen is down. */
  readonly settled: boolean;
  /** When the pointer or key moved that caused it, on the clock of performance.now(). */
  readonly time: number;
}

export class Pad {
  readonly history = new InkHistory();
  erasing = false;

  readonly #canvas: HTMLCanvasElement;
  readonly #onChange: (change: PadChange) => void;
  #stroke: Point[] | undefined;
  #picture: Picture | undefined;
  #preview: readonly Stroke[] | undefined;
  #pointer: number | undefined;
  #penSeen = Number.NEGATIVE_INFINITY;
  #changed: number | undefined;
  #frame = 0;

  /** `onChange` is called in the frame that paints the change. */
  constructor(canvas: HTMLCanvasElement, onChange: (change: PadChange) => void) {
    this.#canvas = canvas;
    this.#onChange = onChange;
    canvas.addEventListener("pointerdown", (event) => this.#down(event));
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    canvas.addEventListener("pointerup", (event) => this.#up(event));
    canvas.addEventListener("pointercancel", (event) => this.#up(event));
    // Safari scrolls on some touches in spite of touch-action.
    canvas.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
    new ResizeObserver(() => this.repaint()).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.repaint());
  }

  get strokes(): readonly Stroke[] {
    if (this.#preview) return this.#preview;
    return this.#stroke ? [...this.history.strokes, this.#stroke] : this.history.strokes;
  }

  get empty(): boolean {
    return this.strokes.length === 0 && !this.#picture;
  }

  /** Changes the drawing, then paints and reports it. A picture makes way. */
  edit(change: (history: InkHistory) => void, time = performance.now()): void {
    this.#picture = this.#preview = undefined;
    change(this.history);
    this.#schedule(time);
  }

  /** Shows strokes that are not the visitor's yet, until the next edit or touch. */
  preview(strokes: readonly Stroke[]): void {
    this.edit(() => {});
    this.#preview = strokes;
  }

  /** Reports what is there once more. */
  announce(): void {
    this.#schedule(performance.now());
  }

  /** Shows a picture instead of the drawing; undoing brings the drawing back. */
  show(picture: Picture): void {
    this.edit((history) => history.replace([]));
    this.#picture = picture;
  }

  repaint(): void {
    this.#frame ||= requestAnimationFrame(() => this.#paint());
  }

  #down(event: PointerEvent): void {
    if (event.pointerType === "pen") this.#penSeen = event.timeStamp;
    const palm = event.pointerType === "touch" && event.timeStamp - this.#penSeen < palmMilliseconds;
    const drawingButton = event.button === 0 || event.button === eraserButton;
    if (this.#pointer !== undefined || !event.isPrimary || !drawingButton || palm) return;
    this.#pointer = event.pointerId;
    this.#canvas.setPointerCapture(event.pointerId);
    this.#preview = undefined;
    if (!this.erasing && event.button !== eraserButton) {
      this.#stroke = [];
      this.#picture = undefined;
    }
    this.#follow(event);
  }

  #move(event: PointerEvent): void {
    if (event.pointerType === "pen") this.#penSeen = event.timeStamp;
    if (event.pointerId !== this.#pointer) return;
    const coalesced = event.getCoalescedEvents?.() ?? []; // Safari may lack it, or give none
    for (const step of coalesced.length > 0 ? coalesced : [event]) this.#follow(step);
  }

  #up(event: PointerEvent): void {
    if (event.pointerId !== this.#pointer) return;
    this.#pointer = undefined;
    const stroke = this.#stroke;
    this.#stroke = undefined;
    if (stroke) this.edit((history) => history.add(stroke), event.timeStamp);
  }

  #follow(event: PointerEvent): void {
    const box = this.#canvas.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * padUnits;
    const y = ((event.clientY - box.top) / box.height) * padUnits;
    if (this.#stroke) {
      const point = [tenths(x), tenths(y)] as const;
      // Only pens tell their pressure; mice report a constant.
      this.#stroke.push(event.pointerType === "pen" ? [...point, event.pressure] : point);
      this.#schedule(event.timeStamp);
    } else {
      const hit = this.history.strokes.find((stroke) => touches(stroke, x, y));
      if (hit) this.edit((history) => history.remove(hit), event.timeStamp);
    }
  }

  #schedule(time: number): void {
    this.#changed = time;
    this.repaint();
  }

  #paint(): void {
    this.#frame = 0;
    const strokes = this.strokes;
    paintInk(this.#canvas, strokes, padUnits);
    if (this.#picture) paintPicture(this.#canvas, this.#picture);
    if (this.#changed === undefined) return;
    const change = { strokes, picture: this.#picture, settled: !this.#stroke && !this.#preview, time: this.#changed };
    this.#changed = undefined;
    this.#onChange(change);
  }
}

const tenths = (value: number) => Math.round(value * 10) / 10;

function touches(stroke: Stroke, x: number, y: number): boolean {
  return stroke.some(([px, py], index) => {
    const [qx, qy] = stroke[index + 1] ?? [px, py];
    const lengthSquared = (qx - px) ** 2 + (qy - py) ** 2;
    const along = lengthSquared ? ((x - px) * (qx - px) + (y - py) * (qy - py)) / lengthSquared : 0;
    const t = Math.min(1, Math.max(0, along));
    return Math.hypot(px + t * (qx - px) - x, py + t * (qy - py) - y) < eraserReach;
  });
}
