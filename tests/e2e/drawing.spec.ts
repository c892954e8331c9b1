// Drawing: the answer comes while the pen moves, and what is undone, erased or cleared takes its answer with it.

import { alternatives, best, draw, expect, open, sample, samples, test } from "./page.ts";

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
  const box = await page.locator("#ink").boundingBox();
  if (!box) throw new Error("The pad is not on the screen.");
  await page.mouse.move(box.x + box.width / 2, box.y + 0.2 * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + 0.8 * box.height, { steps: 5 });
  await expect(best(page)).not.toBeEmpty();
  await page.mouse.up();
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
  await draw(page, [
    [
      [0, 0],
      [0, 100],
    ],
    [
      [60, 0],
      [60, 100],
    ],
  ]);
  const before = await best(page).textContent();
  await page.getByRole("button", { name: "Eraser" }).click();
  await draw(page, [
    [
      [60, 40],
      [100, 40],
    ],
  ]);
  await expect(best(page)).not.toHaveText(before ?? "");
});

test("the ink survives a resize", async ({ page }) => {
  await open(page);
  await draw(page, sample("A"));
  await expect(best(page)).toHaveText("A");
  const inked = () =>
    page.locator("#ink").evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
      const alphas = (data ?? []).filter((_, index) => index % 4 === 3);
      return alphas.filter((alpha) => alpha > 127).length / alphas.length;
    });
  const before = await inked();
  expect(before).toBeGreaterThan(0.02);
  await page.setViewportSize({ width: 420, height: 800 });
  await expect.poll(inked).toBeGreaterThan(0.9 * before);
  expect(await inked()).toBeLessThan(1.1 * before);
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
