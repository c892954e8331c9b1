// A frame over a photograph, with a handle at each corner: for finger and mouse by dragging, for keys by the arrows.

import type { Region } from "../../core/picture-reader.ts";
import type { Texts } from "../texts.ts";
import { place } from "./regions.ts";

const whole: Region = { left: 0, top: 0, right: 1, bottom: 1 };
/** The smallest frame, and a key's step, in shares of the picture. */
const least = 0.05;
const step = 0.02;

const corners = [
  ["left", "top", "cornerTopLeft"],
  ["right", "top", "cornerTopRight"],
  ["right", "bottom", "cornerBottomRight"],
  ["left", "bottom", "cornerBottomLeft"],
] as const;
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-step, 0],
  ArrowRight: [step, 0],
  ArrowUp: [0, -step],
  ArrowDown: [0, step],
};

export class CropFrame {
  readonly element = document.createElement("div");
  readonly #frame = document.createElement("div");
  #region = whole;

  constructor(texts: Texts) {
    this.element.className = "crop";
    this.#frame.className = "frame";
    this.element.append(this.#frame);
    for (const [x, y, name] of corners) {
      const handle = Object.assign(document.createElement("button"), { type: "button", className: `${x} ${y}` });
      texts.whenSpoken(() => {
        handle.ariaLabel = texts.say(name);
      });
      handle.addEventListener("keydown", (event) => {
        const arrow = arrows[event.key];
        if (!arrow) return;
        event.preventDefault();
        this.#move(x, y, this.#region[x] + arrow[0], this.#region[y] + arrow[1]);
      });
      // A finger takes hold of a handle somewhere; the corner keeps its distance from it.
      let grip = { x: 0, y: 0 };
      handle.addEventListener("pointerdown", (event) => {
        handle.setPointerCapture(event.pointerId);
        const place = this.#placeOf(event);
        grip = { x: this.#region[x] - place.x, y: this.#region[y] - place.y };
      });
      handle.addEventListener("pointermove", (event) => {
        if (!handle.hasPointerCapture(event.pointerId)) return;
        const place = this.#placeOf(event);
        this.#move(x, y, place.x + grip.x, place.y + grip.y);
      });
      // Without it the browser takes a swift drag for a fling, and the next tap for what stops that.
      handle.addEventListener("touchstart", (event) => event.preventDefault());
      this.#frame.append(handle);
    }
  }

  /** In shares of the picture, 0 to 1. */
  get region(): Region {
    return this.#region;
  }

  open(): void {
    this.element.hidden = false;
    this.#set({ left: 0.1, top: 0.1, right: 0.9, bottom: 0.9 });
  }

  close(): void {
    this.element.hidden = true;
  }

  #placeOf({ clientX, clientY }: PointerEvent): { x: number; y: number } {
    const { left, top, width, height } = this.element.getBoundingClientRect();
    return { x: (clientX - left) / width, y: (clientY - top) / height };
  }

  #move(x: "left" | "right", y: "top" | "bottom", toX: number, toY: number): void {
    const { left, top, right, bottom } = this.#region;
    const between = (low: number, value: number, high: number) => Math.min(high, Math.max(low, value));
    const across = x === "left" ? { left: between(0, toX, right - least) } : { right: between(left + least, toX, 1) };
    const down = y === "top" ? { top: between(0, toY, bottom - least) } : { bottom: between(top + least, toY, 1) };
    this.#set({ ...this.#region, ...across, ...down });
  }

  #set(region: Region): void {
    this.#region = region;
    place(this.#frame, region);
  }
}
