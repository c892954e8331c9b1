// Drawing: the answer comes while the pen moves, and what is undone, erased or cleared takes its answer with it.

import type { Page } from "@playwright/test";
import { alternatives, best, draw, expect, open, press, sample, samples, stroke, test } from "./page.ts";

/** An upright line, from the top of the pad to the bottom. */
const line = (x: number) => [0.2, 0.4, 0.6, 0.8].map((y) => [x, y] as const);

/** How much of the pad is covered with ink. */
const inkedShare = (page: Page) =>
  page.locator("#ink").evaluate((canvas: HTMLCanvasElement) => {
    const context = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
    context?.drawImage(canvas, 0, 0);
    const { data } = context?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    const alphas = [...data].filter((_, index) => index % 4 === 3);
    return alphas.filter((alpha) => alpha > 127).length / alphas.length;
  });

test("a drawn letter is read", async ({ page }) => {
  await open(page);
  await draw(page, sample("A"));
  await expect(best(page)).toHaveText("A");
  const [first, ...others] = await alternatives(page);
  expect(first).toBe("A");
  expect(new Set([first, ...others]).size).toBe(3);
  await expect(page.getByRole("status")).toContainText(/^(Not sure: )?A \d+%, /);
});

test("a letter that stands for both cases is shown as both", async ({ page }) => {
  await open(page);
  await draw(page, sample("C"));
  await expect(best(page)).toHaveText("C / c");
});

test("the answer appears while the pen is still down", async ({ page }) => {
  await open(page);
  await press(page, line(0.5));
  await expect(best(page)).not.toBeEmpty();
  await expect(page.getByRole("button", { name: "Undo" })).toBeDisabled();
  await page.mouse.up();
  await expect(page.getByRole("button", { name: "Undo" })).toBeEnabled();
});

test("undo, redo and clear by button and by key", async ({ page }) => {
  await open(page);
  const undo = page.getByRole("button", { name: "Undo" });
  await expect(undo).toBeDisabled();
  await draw(page, sample("A"));
  await expect(best(page)).toHaveText("A");
  await page.keyboard.press("Delete");
  await expect(best(page)).toBeEmpty();
  await page.keyboard.press("Control+z");
  await expect(best(page)).toHaveText("A");
  for (const _ of sample("A")) await undo.click();
  await expect(best(page)).toBeEmpty();
  await expect(undo).toBeDisabled();
  for (const _ of sample("A")) await page.keyboard.press("Control+Shift+z");
  await expect(best(page)).toHaveText("A");
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(best(page)).toBeEmpty();
});

test("the eraser takes whole strokes away", async ({ page }) => {
  await open(page);
  await stroke(page, line(0.3));
  await expect(page.getByRole("status")).not.toHaveText("Ready.");
  const alone = await page.getByRole("status").textContent();
  await stroke(page, line(0.7));
  await expect(page.getByRole("status")).not.toHaveText(alone ?? "");
  await page.getByRole("button", { name: "Eraser" }).click();
  await stroke(page, [
    [0.6, 0.4],
    [0.7, 0.4],
  ]);
  await expect(page.getByRole("status")).toHaveText(alone ?? "");
});

test("the ink survives a resize", async ({ page }) => {
  await open(page);
  await draw(page, sample("A"));
  await expect(best(page)).toHaveText("A");
  const before = await inkedShare(page);
  expect(before).toBeGreaterThan(0.02);
  await page.setViewportSize({ width: 420, height: 800 });
  await expect.poll(() => inkedShare(page)).toBeGreaterThan(0.9 * before);
  expect(await inkedShare(page)).toBeLessThan(1.1 * before);
});

test("every class is read from our own samples", async ({ page }) => {
  await open(page);
  const misread: string[] = [];
  for (const [label, [drawing]] of Object.entries(samples)) {
    await draw(page, drawing ?? []);
    await expect(best(page)).not.toBeEmpty();
    await page.evaluate(() => new Promise(requestAnimationFrame));
    const [first = ""] = await alternatives(page);
    if (first.split(" / ")[0] !== label) misread.push(`${label} as ${first}`);
    await page.keyboard.press("Delete");
    await expect(best(page)).toBeEmpty();
  }
  console.log(`${47 - misread.length} of 47 samples read; misread: ${misread.join(", ") || "none"}`);
  expect(misread.length).toBeLessThanOrEqual(5);
});
