// A sheet to write a line on: a pad that is wider than high and shows a part of a sheet without end. It moves on by
// itself when the writing nears its right edge, and never under the pen. Scratching a word out deletes it.

import type { Stroke } from "../core/index.ts";
import type { InkHistory } from "./ink-history.ts";
import { connectPan } from "./line-pan.ts";
import { scratchedOut } from "./line-scratch.ts";
import { Pad, type PadChange, padUnits } from "./pad.ts";
import { paintInk, paintOver } from "./paint-ink.ts";

/** Where the rules are on every sheet, in pad units: small letters stand between them. */
export const rules = { xHeight: 400, baseline: 660 } as const;

const penWidth = 20;
/** Writing beyond so much of the sheet's width wants more room; that far from the left it goes on then.
 * So much is seen before a word that is turned to. */
const room = { wantedFrom: 0.7, urgentFrom: 0.9, goesOnAt: 0.4, before: 0.1 } as const;
/** A pen that rests so long will not be surprised by a moving sheet. */
const restMilliseconds = 600;
const glideMilliseconds = 300;

export class LineSheet extends Pad {
  /** Told whenever another part of the sheet is shown. */
  onMove: () => void = () => {};

  #marked: ReadonlySet<Stroke> = new Set();
  #rest = 0;
  #glide = 0;

  constructor(canvas: HTMLCanvasElement, onChange: (change: PadChange) => void) {
    super(canvas, onChange);
    canvas.addEventListener(
      "wheel",
      (event) => {
        const sideways = event.shiftKey ? event.deltaX || event.deltaY : event.deltaX;
        if (Math.abs(sideways) < Math.abs(event.deltaY) && !event.shiftKey) return; // the page scrolls
        event.preventDefault();
        this.shift(sideways);
      },
      { passive: false },
    );
    connectPan(canvas, this);
  }

  /** Whether there is writing to the left and to the right of what is shown. */
  get beyond(): { readonly left: boolean; readonly right: boolean } {
    return { left: this.left > 0, right: this.#end > this.left + this.unitsAcross };
  }

  /** Shows another part: so many widths of the canvas further right, or left when negative. */
  turn(widths: number): void {
    this.#glideTo(this.left + widths * this.unitsAcross);
  }

  /** Shows what lies so many pixels further right, or left when negative. */
  shift(pixels: number): void {
    this.#stay();
    this.#moveTo(this.left + (pixels * padUnits) / this.canvas.clientHeight);
  }

  /** Shows these strokes, and in the canvas's outline colour. */
  mark(strokes: Iterable<Stroke>): void {
    this.#marked = new Set(strokes);
    this.repaint();
    const xs = [...this.#marked].flat().map(([x]) => x);
    const [from, to] = [Math.min(...xs), Math.max(...xs)];
    const isSeen = from >= this.left && to <= this.left + this.unitsAcross;
    if (xs.length > 0 && !isSeen) this.#glideTo(from - room.before * this.unitsAcross);
  }

  override edit(change: (history: InkHistory) => void, time?: number): void {
    super.edit(change, time);
    if (this.empty) this.#moveTo(0);
    else if (this.#end < this.left) this.#glideTo(this.#restingPlace);
    else if (!this.drawing) this.#makeRoom();
  }

  override penDown(...touch: Parameters<Pad["penDown"]>): void {
    this.#stay();
    super.penDown(...touch);
  }

  protected override take(stroke: Stroke, history: InkHistory): void {
    const left = scratchedOut(stroke, history.strokes);
    if (left) history.replace(left);
    else history.add(stroke);
  }

  protected override paintStrokes(strokes: readonly Stroke[]): void {
    paintInk(this.canvas, strokes, padUnits, penWidth, this.left);
    const marked = strokes.filter((stroke) => this.#marked.has(stroke));
    paintOver(this.canvas, marked, padUnits, penWidth, this.left, getComputedStyle(this.canvas).outlineColor);
  }

  /** Of the writing, in pad units. */
  get #end(): number {
    return this.strokes.reduce((end, stroke) => stroke.reduce((end, [x]) => Math.max(end, x), end), 0);
  }

  get #restingPlace(): number {
    return Math.max(0, this.#end - room.goesOnAt * this.unitsAcross);
  }

  #makeRoom(): void {
    clearTimeout(this.#rest);
    const reached = (this.#end - this.left) / this.unitsAcross;
    if (reached < room.wantedFrom || reached > 1.5) return; // it was turned back to
    const wait = reached < room.urgentFrom ? restMilliseconds : 0;
    this.#rest = window.setTimeout(() => this.#glideTo(this.#restingPlace), wait);
  }

  #glideTo(goal: number): void {
    this.#stay();
    const [from, start] = [this.left, performance.now()];
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.#moveTo(goal);
      return;
    }
    const step = (now: number) => {
      const done = Math.min(1, Math.max(0, (now - start) / glideMilliseconds));
      this.#glide = done < 1 ? requestAnimationFrame(step) : 0;
      this.#moveTo(from + (goal - from) * (1 - (1 - done) ** 3));
    };
    this.#glide = requestAnimationFrame(step);
  }

  /** Stops moving. */
  #stay(): void {
    clearTimeout(this.#rest);
    cancelAnimationFrame(this.#glide);
  }

  #moveTo(left: number): void {
    this.left = Math.min(Math.max(0, left), this.#restingPlace);
    this.repaint();
    this.onMove();
  }
}
