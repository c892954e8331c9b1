// The benchmark runs, can be stopped, and gives its figures away. What the figures are is not for a test to say.

import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { draw, expect, open, sample, test } from "./page.ts";

async function openPanel(page: Page): Promise<void> {
  await open(page);
  await page.locator("#benchmark summary").click();
}

async function run(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Start" }).click();
  await expect(page.locator("#benchmark-result")).toHaveText(/per second\. 200 batches\./, { timeout: 60_000 });
}

async function saved(page: Page, button: string): Promise<string> {
  const download = page.waitForEvent("download");
  await page.locator("#benchmark").getByRole("button", { name: button }).click();
  return readFileSync(await (await download).path(), "utf8");
}

test("without a drawing it measures a known one, and gives its figures as JSON and CSV", async ({ page }) => {
  await openPanel(page);
  await run(page);
  const json = JSON.parse(await saved(page, "JSON"));
  expect(json).toMatchObject({ binary: "simd", crossOriginIsolated: true, hidden: 0 });
  for (const stage of ["ink", "network", "ranking"]) {
    expect(json.means[stage]).toHaveLength(200);
    for (const mean of json.means[stage])
      expect(mean * json.runs[stage]).toBeGreaterThan(99 * json.clockTickMilliseconds);
  }
  const csv = (await saved(page, "CSV")).trim().split("\n");
  expect(csv[0]).toBe("ink_ms,network_ms,ranking_ms");
  expect(csv.slice(1).map((line) => Number(line.split(",")[1]))).toEqual(json.means.network);
});

test("it can be stopped, and started again", async ({ page }) => {
  await openPanel(page);
  await draw(page, sample("A"));
  await page.getByRole("button", { name: "Start" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("button", { name: "Start" })).toBeEnabled();
  await expect(page.locator("#benchmark-result")).toBeEmpty();
  await expect(page.locator("#benchmark-gist")).toBeEmpty();
  await run(page);
});

test("the self-check reports on both binaries", async ({ page }) => {
  await open(page, "/?selfcheck");
  const save = page.locator("#selfcheck-save");
  await expect(page.locator("#selfcheck-verdict")).toHaveText("Passed: every binary gives the known answers.", {
    timeout: 60_000,
  });
  const download = page.waitForEvent("download");
  await save.click();
  const { results } = JSON.parse(readFileSync(await (await download).path(), "utf8"));
  expect(results).toEqual([
    expect.objectContaining({ binary: "simd", p50: expect.any(Number) }),
    expect.objectContaining({ binary: "scalar", p50: expect.any(Number) }),
  ]);
});

test("the self-check says first that a binary failed", async ({ page, complaints }) => {
  let whole = "";
  await page.route("**/*.wasm", async (route) => {
    whole ||= route.request().url(); // the page itself needs the first
    if (route.request().url() === whole) return route.continue();
    return route.fulfill({ contentType: "application/wasm", body: "damaged" });
  });
  await open(page, "/?selfcheck");
  await expect(page.locator("#selfcheck-verdict")).toHaveText("Failed: scalar. The report says why.", {
    timeout: 60_000,
  });
  complaints.length = 0; // the browser may report the damage
});

test("copying the figures says that they are copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openPanel(page);
  await run(page);
  await page.locator("#benchmark-copy").click();
  await expect(page.getByRole("status")).toHaveText("Copied.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("per second");
});
