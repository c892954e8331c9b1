// The model card: fetched when its panel is opened, its figures the card's own, its pictures when they are asked for.

import { readFileSync } from "node:fs";
import { expect, open, test } from "./page.ts";

interface Card {
  model: { parameters: number; bytes: number };
  measurements: { set: string; n: number; top1: number; final: boolean }[];
}
const card: Card = JSON.parse(readFileSync("models/model-card.json", "utf8"));

for (const colorScheme of ["light", "dark"] as const)
  test(`its figures and pictures, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const fetched: string[] = [];
    page.on("request", (request) => request.serviceWorker() || fetched.push(request.url()));
    await open(page);
    const panel = page.locator("#card");
    await expect(page.locator("#card-gist")).toHaveText(`${card.model.parameters.toLocaleString("en")} parameters`);
    expect(fetched.filter((url) => /model-card-|confusion-/.test(url))).toEqual([]);

    await panel.locator("summary").click();
    await expect(panel.locator("dd").first()).toHaveText(card.model.parameters.toLocaleString("en"));
    for (const { set, n, top1 } of card.measurements) {
      const row = panel.getByRole("row", { name: set });
      await expect(row.getByRole("cell").nth(0)).toHaveText(n.toLocaleString("en"));
      await expect(row.getByRole("cell").nth(1)).toHaveText(`${(100 * top1).toFixed(1)}%`);
    }
    const final = card.measurements.some((measurement) => measurement.final);
    await expect(panel).toContainText(final ? "measured once, at the end" : "All of these are validation sets");
    const latency = panel.locator("dl > div").filter({ hasText: "here and now" }).locator("dd");
    await expect(latency).toHaveText(/^\d[\d.]* (µs|ms)$/);

    expect(fetched.filter((url) => url.includes("/confusion-"))).toEqual([]);
    await panel.getByRole("link", { name: "Confusion matrix" }).click();
    const picture = panel.getByRole("img", { name: "Confusion matrix" });
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    expect(fetched.filter((url) => url.includes("/confusion-"))).toHaveLength(1);
    // The paper of the picture is as light or dark as the page.
    const shot = await picture.screenshot();
    const paper = await page.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const context = new OffscreenCanvas(8, 8).getContext("2d");
      context?.drawImage(await createImageBitmap(new Blob([bytes])), 0, 0);
      return context?.getImageData(4, 4, 1, 1).data[0] ?? 0;
    }, shot.toString("base64"));
    if (colorScheme === "dark") expect(paper).toBeLessThan(60);
    else expect(paper).toBeGreaterThan(200);
  });

test("what was measured at the end is told from what was chosen by", async ({ page }) => {
  expect(new Set(card.measurements.map(({ final }) => final)).size).toBe(2); // the card has rows of both kinds
  await open(page);
  await page.locator("#card summary").click();
  await expect(page.locator("#card")).toContainText("Rows named validation were used to choose");
});

test("in another language, and back", async ({ page }) => {
  await open(page);
  await page.locator("#card summary").click();
  await page.getByLabel("Language").selectOption("de");
  await expect(page.locator("#card")).toContainText("Verwechslungsmatrix");
  await page.getByLabel("Sprache").selectOption("en");
  await expect(page.locator("#card")).toContainText("Confusion matrix");
});
