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

/** Draws with the mouse, the drawing's longer side filling most of the pad. */
export async function draw(page: Page, drawing: Drawing): Promise<void> {
  const box = await page.locator("#ink").boundingBox();
  if (!box) throw new Error("The pad is not on the screen.");
  const [xs, ys] = [0, 1].map((axis) => drawing.flat().map((point) => point[axis as 0 | 1])) as [number[], number[]];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const scale = (0.7 * box.width) / Math.max(width, height);
  for (const stroke of drawing) {
    for (const [index, [x, y]] of stroke.entries()) {
      const target = [
        box.x + box.width / 2 + (x - left - width / 2) * scale,
        box.y + box.height / 2 + (y - top - height / 2) * scale,
      ] as const;
      await page.mouse.move(...target);
      if (index === 0) await page.mouse.down();
    }
    await page.mouse.up();
  }
}

/** The alternatives as they stand on the page, best first: "C / c". */
export async function alternatives(page: Page): Promise<string[]> {
  return page.locator("#alternatives .label").allTextContents();
}

export const best = (page: Page) => page.locator("#best");

export { expect };
