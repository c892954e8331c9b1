// Without pointing: the whole page by keys, and every character drawn with the arrow keys.

import type { Page } from "@playwright/test";
import {
  alternatives,
  best,
  type Drawing,
  expect,
  mayBeMisread,
  nextFrame,
  open,
  sample,
  samplesInParts,
  test,
} from "./page.ts";

const grid = 20; // the pen's steps across the pad
const size = 16; // of the drawing's longer side, in such steps

const keys: Record<string, string> = {
  "-1 0": "ArrowLeft",
  "1 0": "ArrowRight",
  "0 -1": "ArrowUp",
  "0 1": "ArrowDown",
  "-1 -1": "Home",
  "1 -1": "PageUp",
  "-1 1": "End",
  "1 1": "PageDown",
};

/** Where the pen is, in steps; it starts in the middle of the pad. */
type Pen = { x: number; y: number };

async function moveTo(page: Page, pen: Pen, x: number, y: number): Promise<void> {
  // The longer way evenly, with a diagonal step whenever the line has drifted half a step to the side.
  const steps = Math.max(Math.abs(x - pen.x), Math.abs(y - pen.y));
  const from = { ...pen };
  for (let step = 1; step <= steps; step++) {
    const nextX = Math.round(from.x + ((x - from.x) * step) / steps);
    const nextY = Math.round(from.y + ((y - from.y) * step) / steps);
    await page.keyboard.press(keys[`${nextX - pen.x} ${nextY - pen.y}`] ?? "");
    [pen.x, pen.y] = [nextX, nextY];
  }
}

async function drawByKeys(page: Page, drawing: Drawing, pen: Pen): Promise<void> {
  const points = drawing.flat();
  const [left, top] = [Math.min(...points.map(([x]) => x)), Math.min(...points.map(([, y]) => y))];
  const [right, bottom] = [Math.max(...points.map(([x]) => x)), Math.max(...points.map(([, y]) => y))];
  const scale = size / Math.max(right - left, bottom - top);
  const place = (value: number, middle: number) => Math.round(grid / 2 + (value - middle) * scale);
  for (const stroke of drawing)
    for (const [index, [x, y]] of stroke.entries()) {
      await moveTo(page, pen, place(x, (left + right) / 2), place(y, (top + bottom) / 2));
      if (index === 0 || index === stroke.length - 1) await page.keyboard.press("Space");
    }
}

test("a letter is drawn, read and judged with the keyboard alone", async ({ page }) => {
  await open(page);
  for (const _before of ["mode", "swap sides", "language"]) await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.locator("#ink")).toBeFocused();
  await drawByKeys(page, sample("A"), { x: grid / 2, y: grid / 2 });
  await expect(best(page)).toHaveText("A");
  const right = page.getByRole("button", { name: "Right" });
  for (let tabs = 0; tabs < 12 && !(await right.evaluate((button) => button === document.activeElement)); tabs++)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText(/^Noted as A/);
});

test("the pen goes no further than the pad, and lifts when the pad is left", async ({ page }) => {
  await open(page);
  await page.locator("#ink").focus();
  await page.keyboard.press("Space");
  for (let step = 0; step < grid; step++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Undo" })).toBeEnabled();
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

for (const [part, labelled] of samplesInParts.entries())
  test(`every class is read from our own samples, drawn by keys, part ${part + 1}`, async ({ page }) => {
    await open(page);
    await page.locator("#ink").focus();
    const pen = { x: grid / 2, y: grid / 2 };
    const misread: string[] = [];
    for (const [label, drawing] of labelled) {
      await drawByKeys(page, drawing, pen);
      await nextFrame(page);
      const [first = ""] = await alternatives(page);
      if (first.split(" / ")[0] !== label) misread.push(`${label} as ${first}`);
      await page.keyboard.press("Delete");
    }
    expect(misread.length, misread.join(", ")).toBeLessThanOrEqual(mayBeMisread);
  });
