// Our page as a visitor meets it, in any browser: opens it, draws, reads, hands it a file. One vocabulary for all.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect } from "vitest";
import type { Browser, Place } from "./browser.ts";

export type Drawing = readonly (readonly Place[])[];

/** Our own drawings, several for each class name. */
export const samples = (
  JSON.parse(readFileSync("models/sample-strokes.json", "utf8")) as { classes: Record<string, readonly Drawing[]> }
).classes;

export function sample(label: string): Drawing {
  const drawing = samples[label]?.[0];
  if (!drawing) throw new Error(`There is no sample for ${label}.`);
  return drawing;
}

/** `drawing` moved and scaled into the unit square, its longer side filling most of it. */
export function framed(drawing: Drawing, fill = 0.7): Drawing {
  const points = drawing.flat();
  const [left, right] = [Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x))];
  const [top, bottom] = [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))];
  const scale = fill / Math.max(right - left, bottom - top);
  const place = (value: number, from: number, to: number) => 0.5 + (value - (from + to) / 2) * scale;
  return drawing.map((stroke) => stroke.map(([x, y]) => [place(x, left, right), place(y, top, bottom)] as const));
}

export class Visitor {
  readonly browser: Browser;

  constructor(browser: Browser) {
    this.browser = browser;
  }

  /** Waits until the page can read, and says so in the visitor's language. */
  async open(address: string, ready = "Ready."): Promise<void> {
    await this.#settle();
    await this.browser.goto(address);
    await expect.poll(() => this.text("#status"), { timeout: 20_000 }).toBe(ready);
  }

  /** The text of the first element that `selector` finds; undefined when there is none. */
  text(selector: string): Promise<string | undefined> {
    return this.browser.run((wanted) => document.querySelector(wanted)?.textContent ?? undefined, selector);
  }

  isVisible(selector: string): Promise<boolean> {
    return this.browser.run(
      (wanted) => document.querySelector(wanted)?.checkVisibility({ visibilityProperty: true }) ?? false,
      selector,
    );
  }

  /** What stands large on the page: "C / c", or nothing. */
  answer(): Promise<string | undefined> {
    return this.text("#best");
  }

  /** What is behind the answer's first three, best first. */
  alternatives(): Promise<string[]> {
    return this.browser.run(() =>
      [...document.querySelectorAll("#alternatives button")].map((label) => label.textContent ?? ""),
    );
  }

  /** On the page's pad, or on the square sheet at `left`, `top` of the window that is so wide. */
  async draw(drawing: Drawing, sheet?: Sheet): Promise<void> {
    for (const stroke of framed(drawing))
      await this.browser.drag(sheet ? placed(stroke, sheet) : await this.#onPad(stroke));
  }

  async drawByFinger(drawing: Drawing): Promise<void> {
    for (const stroke of framed(drawing)) await this.browser.touch?.(await this.#onPad(stroke));
  }

  /** As a stroke of draw(), but the pen stays down. Coordinates run from 0 to 1 across the pad. */
  async press(stroke: readonly Place[]): Promise<void> {
    await this.browser.drag(await this.#onPad(stroke), "held");
  }

  async click(selector: string): Promise<void> {
    const [x, y] = await this.browser.run((wanted) => {
      const element = document.querySelector(wanted);
      element?.scrollIntoView({ block: "center" });
      const { left, top, width, height } = element?.getBoundingClientRect() ?? new DOMRect();
      return [left + width / 2, top + height / 2] as const;
    }, selector);
    await this.browser.drag([[x, y]]);
  }

  upload(path: string): Promise<void> {
    return this.browser.chooseFile("#file", path);
  }

  /** Resolves after the next frame, when what was asked before it is on the screen. */
  async nextFrame(): Promise<void> {
    await this.browser.run(() => {
      delete document.documentElement.dataset.frame;
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          document.documentElement.dataset.frame = "done";
        }),
      );
    });
    await expect.poll(() => this.browser.run(() => document.documentElement.dataset.frame)).toBe("done");
  }

  /** Kept as an artefact of the run: build/screenshots/NAME.png. */
  async photograph(name: string): Promise<void> {
    mkdirSync("build/screenshots", { recursive: true });
    writeFileSync(`build/screenshots/${name}.png`, await this.browser.screenshot());
  }

  /**
   * Waits until the page has fetched all that it fetches unasked; the line about offline use is the last to come. Left
   * earlier, requests are cut short, and Firefox complains of each that the service worker was answering.
   */
  async #settle(): Promise<void> {
    const fetching = () =>
      this.browser.run(() => "serviceWorker" in navigator && document.querySelector("#offline")?.textContent === "");
    await expect.poll(fetching, { timeout: 20_000 }).toBe(false);
    await this.browser.settle?.();
  }

  async #onPad(stroke: readonly Place[]): Promise<Place[]> {
    const pad = await this.browser.run(() => {
      const canvas = document.querySelector("#ink");
      canvas?.scrollIntoView({ block: "nearest" });
      const { left, top, width } = canvas?.getBoundingClientRect() ?? new DOMRect();
      return [left, top, width] as const;
    });
    return placed(stroke, pad);
  }
}

/** A square in the window: its corner and its side. */
type Sheet = readonly [left: number, top: number, side: number];

/** A stroke in the unit square, put there. */
const placed = (stroke: readonly Place[], [left, top, side]: Sheet): Place[] =>
  stroke.map(([x, y]) => [left + x * side, top + y * side] as const);
