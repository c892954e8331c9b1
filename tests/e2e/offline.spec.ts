// After one visit the page works without a network; a new version is taken completely or not at all.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { serveSite } from "../../scripts/site-server.mjs";
import { test as base, best, draw, edited, expect, open, sample } from "./page.ts";

/** A copy of the site that a test may change. */
const test = base.extend<{ site: { folder: string; address: string } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
  site: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "emnist-site-"));
    cpSync("web/dist", folder, { recursive: true });
    const server = await serveSite(folder);
    await use({ folder, address: server.address });
    await server.close();
    rmSync(folder, { recursive: true });
  },
});

function change(folder: string, name: string, edit: (text: string) => string): void {
  const file = join(folder, name);
  writeFileSync(file, edit(readFileSync(file, "utf8")));
}

const title = (text: string) => (page: string) => edited(page, "<title>EMNIST Edge", `<title>${text}`);
const versionTwo = (code: string) => edited(code, /version:`\w+`/, "version:`two`");

async function visit(page: Page, address: string): Promise<void> {
  await open(page, address);
  await expect(page.locator("#offline")).toHaveText(/works without a network/);
}

/** What becomes of the service worker that the server has now. */
const fateOfUpdate = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const worker = registration.installing ?? registration.waiting;
    while (worker?.state === "installing")
      await new Promise((changed) => worker.addEventListener("statechange", changed, { once: true }));
    return worker?.state;
  });

test("it answers offline after one visit, all of it from this version", async ({ page, context, site }) => {
  await visit(page, site.address);
  await context.setOffline(true);
  await open(page, site.address);
  await draw(page, sample("A"));
  await expect(best(page)).toHaveText("A");
  await page.getByRole("button", { name: "Show me one" }).click();
  await expect(best(page)).not.toBeEmpty();
  await page.getByLabel("Language").selectOption("de");
  await expect(page.getByRole("button", { name: "Leeren" })).toBeVisible();
});

test("a new version is announced, and comes with a reload", async ({ page, site }) => {
  await visit(page, site.address);
  change(site.folder, "index.html", title("Version 2"));
  change(site.folder, "service-worker.js", versionTwo);
  await open(page, site.address);
  await page.locator("#offline").getByRole("button", { name: "Reload" }).click();
  await expect(page).toHaveTitle("Version 2");
});

test("a new version with a missing file leaves the old one answering offline", async ({
  page,
  context,
  site,
  complaints,
}) => {
  await visit(page, site.address);
  change(site.folder, "index.html", title("Version 2"));
  change(site.folder, "service-worker.js", (code) =>
    edited(versionTwo(code), "files:`/,", "files:`/,/assets/missing.js,"),
  );
  expect(await fateOfUpdate(page)).toBe("redundant"); // the browser's word for a worker that failed to install
  await context.setOffline(true);
  await open(page, site.address);
  await expect(page).toHaveTitle("EMNIST Edge");
  await draw(page, sample("A"));
  await expect(best(page)).toHaveText("A");
  complaints.length = 0; // the browser reports the missing file, as it should
});
