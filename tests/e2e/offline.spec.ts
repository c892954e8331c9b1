// After one visit the page works without a network; a new version is taken completely or not at all.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { serveSite } from "../../scripts/site-server.mjs";
import { integrityOf } from "../../web/vite/integrity.ts";
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

const edit = (from: string, to: string) => (text: string) => edited(text, from, to);
const title = (text: string) => edit("<title>EMNIST Edge", `<title>${text}`);
const versionTwo = (code: string) => edited(code, /version:`\w+`/, "version:`two`");

/** Puts version 2 in the place of the first: another page, and the worker that knows it. */
function deploy(folder: string): void {
  change(folder, "index.html", title("Version 2"));
  const integrity = integrityOf(readFileSync(join(folder, "index.html")));
  change(folder, "service-worker.js", (code) =>
    edited(versionTwo(code), /"\/":`sha384-[^`]+`/, `"/":\`${integrity}\``),
  );
}

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
  deploy(site.folder);
  await open(page, site.address);
  await page.locator("#offline").getByRole("button", { name: "Reload" }).click();
  await expect(page).toHaveTitle("Version 2");
});

test("lines that were used are at hand in the next version, too", async ({ page, context, site }) => {
  await visit(page, site.address);
  await page.getByText("Line", { exact: true }).click();
  await expect(page.locator("#line-kept")).toHaveText(/without a network/);
  change(site.folder, "service-worker.js", versionTwo);
  await page.goto(site.address);
  const reloaded = page.waitForEvent("load");
  await page.locator("#offline").getByRole("button", { name: "Reload" }).click();
  await reloaded;
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual(["emnist-edge/two"]);
  await context.setOffline(true);
  await page.goto(`${site.address}?mode=line`);
  await expect(page.locator("#line-status")).toHaveText("Ready.");
});

test("a new version with a missing file leaves the old one answering offline", async ({
  page,
  context,
  site,
  complaints,
}) => {
  await visit(page, site.address);
  deploy(site.folder);
  change(site.folder, "service-worker.js", (code) => edited(code, "/icon.svg", "/missing.svg"));
  expect(await fateOfUpdate(page)).toBe("redundant"); // the browser's word for a worker that failed to install
  await context.setOffline(true);
  await open(page, site.address);
  await expect(page).toHaveTitle("EMNIST Edge");
  await draw(page, sample("A"));
  await expect(best(page)).toHaveText("A");
  complaints.length = 0; // the browser reports the missing file, as it should
});

test("a deployment in the middle of an install never mixes versions", async ({ page, context, site, complaints }) => {
  await visit(page, site.address);
  deploy(site.folder);
  change(site.folder, "index.html", edit("Version 2", "Version 3")); // the worker fetched is that of version 2
  expect(await fateOfUpdate(page)).toBe("redundant");
  expect(await page.evaluate(() => caches.keys())).toHaveLength(1);
  await context.setOffline(true);
  await open(page, site.address);
  await expect(page).toHaveTitle("EMNIST Edge");
  await draw(page, sample("A"));
  await expect(best(page)).toHaveText("A");
  complaints.length = 0; // the browser reports the file that is not the one wanted, as it should
});

test("a tab that no worker controls is reloaded, too", async ({ page, context, site }) => {
  await visit(page, site.address); // keeps the first version in use
  deploy(site.folder);
  await open(page, site.address);
  await expect(page.locator("#offline").getByRole("button", { name: "Reload" })).toBeVisible();
  const other = await context.newPage();
  await open(other, site.address);
  const session = await context.newCDPSession(other);
  await session.send("Page.reload", { ignoreCache: true }); // past the worker
  const reload = other.locator("#offline").getByRole("button", { name: "Reload" });
  await expect(reload).toBeVisible();
  expect(await other.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  const reloaded = other.waitForEvent("load");
  await reload.click();
  await reloaded;
});

for (const [what, leave] of [
  ["another project on the same port", (folder: string) => rmSync(join(folder, "service-worker.js"))],
  [
    "a page in place of every file that is missing",
    (folder: string) => writeFileSync(join(folder, "service-worker.js"), "<!doctype html>"),
  ],
] as const)
  test(`the worker goes when the site no longer has it: ${what}`, async ({ page, site, complaints }) => {
    await visit(page, site.address);
    leave(site.folder);
    writeFileSync(join(site.folder, "index.html"), "<!doctype html><title>Another project</title>");
    if (what.startsWith("a page"))
      await page
        .context()
        .route("**/service-worker.js", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" }));
    await page.goto(site.address);
    await expect(page).toHaveTitle("Another project");
    expect(
      await page.evaluate(async () => [await navigator.serviceWorker.getRegistrations(), await caches.keys()]),
    ).toEqual([[], []]);
    complaints.length = 0; // the browser reports the missing worker
  });

test("a link that needs a network says so without one", async ({ page, context, site }) => {
  await visit(page, site.address);
  await context.setOffline(true);
  await page.getByRole("link", { name: "In your own page" }).click();
  await expect(page.getByRole("status")).toHaveText("That page needs a network; this one works without.");
  await expect(page).toHaveURL(site.address);
});
