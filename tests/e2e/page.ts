// The page as a visitor meets it: opens it, draws on it, reads it; fails on anything the browser complains about.

import { readFileSync } from "node:fs";
import { test as base, expect, type Page } from "@playwright/test";

export type Drawing = readonly (readonly (readonly [number, number])[])[];

interface SampleFile {
  readonly classes: Readonly<Record<string, readonly Drawing[]>>;
}
/** Our own drawings, several for each class name. */
export const samples = (JSON.parse(readFileSync("models/sample-strokes.json", "utf8")) as SampleFile).classes;

export function sample(label: string): Drawing {
  const drawing = samples[label]?.[0];
  if (!drawing) throw new Error(`There is no sample for ${label}.`);
  return drawing;
}

/** A test whose page reports no error, no warning and no violation of its content security policy. */
export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) complaints.push(message.text());
      });
      await page.addInitScript(() => {
        addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
          console.error(`blocked by ${violatedDirective}: ${blockedURI}`),
        );
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export async function open(page: Page, address = "/"): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole("status")).toHaveText("Ready.");
}

/** Draws one stroke with the mouse; coordinates run from 0 to 1 across the pad. */
export async function stroke(page: Page, points: readonly (readonly [number, number])[]): Promise<void> {
  await press(page, points);
  await page.mouse.up();
}

/** As stroke(), but the pen stays down. */
export async function press(page: Page, points: readonly (readonly [number, number])[]): Promise<void> {
  const box = await page.locator("#ink").boundingBox();
  if (!box) throw new Error("The pad is not on the screen.");
  for (const [index, [x, y]] of points.entries()) {
    await page.mouse.move(box.x + x * box.width, box.y + y * box.height);
    if (index === 0) await page.mouse.down();
  }
}

/** `drawing` in the unit square, its longer side filling most of it. */
export function framed(drawing: Drawing): Drawing {
  const points = drawing.flat();
  const [left, right] = [Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x))];
  const [top, bottom] = [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))];
  const scale = 0.7 / Math.max(right - left, bottom - top);
  const place = (value: number, from: number, to: number) => 0.5 + (value - (from + to) / 2) * scale;
  return drawing.map((stroke) => stroke.map(([x, y]) => [place(x, left, right), place(y, top, bottom)] as const));
}

/** Draws with the mouse. */
export async function draw(page: Page, drawing: Drawing): Promise<void> {
  await page.locator("#ink").scrollIntoViewIfNeeded();
  for (const line of framed(drawing)) await stroke(page, line);
}

/** The alternatives as they stand on the page, best first: "C / c". */
export async function alternatives(page: Page): Promise<string[]> {
  return page.locator("#alternatives .label").allTextContents();
}

export const best = (page: Page) => page.locator("#best");

export { expect };
