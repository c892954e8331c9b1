// `npm run dev`: Vite's own server shows the page, the demo and the frame from their sources, and they read.

import { createServer, type ViteDevServer } from "vite";
import { test as base, best, draw, expect, open, sample } from "./page.ts";

const test = base.extend<object, { dev: string }>({
  dev: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
    async ({}, use) => {
      const server: ViteDevServer = await createServer({ server: { port: 0, host: "localhost" }, logLevel: "error" });
      await server.listen();
      await use(server.resolvedUrls?.local[0] ?? "");
      await server.close();
    },
    { scope: "worker" },
  ],
});

test("the page", async ({ page, dev }) => {
  await open(page, dev);
  await draw(page, sample("A"));
  await expect(best(page)).toHaveText("A");
  await page.locator("#card summary").click();
  await page.getByRole("link", { name: "Confusion matrix" }).click();
  await expect
    .poll(() => page.locator(".plot img").evaluate((image: HTMLImageElement) => image.naturalWidth))
    .not.toBe(0);
  await page.getByLabel("Language").selectOption("de");
  await expect(page.getByRole("button", { name: "Leeren" })).toBeVisible();
});

test("the demo", async ({ page, dev }) => {
  await page.goto(`${dev}demo`);
  await draw(page, sample("S"), page.locator("#word canvas"));
  await expect(page.locator("#word").getByRole("toolbar").getByRole("button").first()).toHaveAccessibleName(/: S$/);
});

test("the frame by itself", async ({ page, dev }) => {
  await page.goto(`${dev}embed.html?alphabet=0-9`);
  await draw(page, sample("7"), page.locator("canvas"));
  await expect(page.getByRole("button", { name: "7", exact: true })).toBeVisible();
});
