// What goes wrong between the host and the visitor: each fault has its sentence, what can still work does, and nothing
// that was drawn is lost.

import type { Page } from "@playwright/test";
import { behindGateway as test } from "./gateway.ts";
import { withExportsShifted, withImportRenamed } from "./other-build.ts";
import { alternatives, best, draw, expect, nextFrame, open, sample } from "./page.ts";

const status = (page: Page) => page.locator("#status");
const wasm = /\.wasm$/;
const model = /\.onnx$/;
const page404 = { status: 200, headers: { "content-type": "text/html" }, body: Buffer.from("<!doctype html>") };

/** The browser reports files that are missing or broken, as it should. */
test.afterEach(({ complaints }) => {
  complaints.length = 0;
});

/** Damage to the binary that is asked for first; the other one is whole. */
async function onlyFirst(page: Page, address: string): Promise<RegExp> {
  const html = await (await page.request.get(address)).text();
  const [file = "no binary"] = html.match(/[\w-]+\.wasm/) ?? [];
  return new RegExp(`${file}$`);
}

/** Undo takes back the one stroke that was drawn: it is still there. */
async function stillDrawn(page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: "Undo" })).toBeEnabled();
  await expect(page.locator("#pad")).toHaveAttribute("data-empty", "false");
}

test("wasm served with the wrong type is compiled all the same", async ({ page, gateway }) => {
  gateway.tamper([wasm, ({ headers }) => ({ headers: { ...headers, "content-type": "application/octet-stream" } })]);
  await open(page, gateway.address);
  await draw(page, sample("A"));
  await expect(best(page)).toHaveText("A");
  await expect(page.locator("#fact-binary")).toHaveText("WebAssembly SIMD");
});

const damaged: [string, (wasm: Buffer) => Buffer][] = [
  ["a truncated binary", (bytes) => bytes.subarray(0, bytes.length / 2)],
  ["a binary replaced by a page", () => page404.body],
  ["an empty binary", () => Buffer.alloc(0)],
  ["new wasm whose imports the old glue does not know", withImportRenamed],
  ["new wasm whose exports have changed places", withExportsShifted],
];
for (const [what, damage] of damaged)
  test.describe(what, () => {
    test("is replaced by the other binary", async ({ page, gateway }) => {
      gateway.tamper([await onlyFirst(page, gateway.address), ({ body }) => ({ body: damage(body) })]);
      await open(page, gateway.address);
      await draw(page, sample("A"));
      await expect(best(page)).toHaveText("A");
      await expect(page.locator("#fact-binary")).toHaveText("WebAssembly, scalar");
    });

    test("has a sentence when both are like that, and takes no drawing away", async ({ page, gateway }) => {
      gateway.tamper([wasm, ({ body }) => ({ body: damage(body) })]);
      await page.goto(gateway.address);
      await draw(page, sample("A"));
      await expect(status(page)).toHaveText(
        /The recogniser's file is damaged: reload|computes wrong answers|could not be fetched/,
      );
      await stillDrawn(page);
    });
  });

test("a page in place of the binary is said to be a missing file, not damage", async ({ page, gateway }) => {
  gateway.tamper([wasm, () => page404]);
  await page.goto(gateway.address);
  await expect(status(page)).toHaveText("A file could not be fetched: check the connection, then reload.");
});

for (const share of [0.02, 0.3, 0.6, 0.9])
  test(`a model with one byte changed at ${share} of its length is never used`, async ({ page, gateway }) => {
    gateway.tamper([
      model,
      ({ body }) => {
        const changed = Buffer.from(body);
        const at = Math.floor(share * body.length);
        changed[at] = (changed[at] ?? 0) ^ 0x40;
        return { body: changed };
      },
    ]);
    await page.goto(gateway.address);
    await draw(page, sample("A"));
    await expect(status(page)).toHaveText("The model file is damaged or not ONNX: fetch it again.");
    await expect(best(page)).toBeEmpty();
    await stillDrawn(page);
  });

for (const [file, pattern] of [
  ["binary", wasm],
  ["model", model],
  ["glue", /\/emnist-[\w-]+\.js$/],
] as const)
  test(`the network goes half-way through the ${file}: a sentence, and when it is back the drawing is read`, async ({
    page,
    context,
    gateway,
  }) => {
    gateway.tamper([pattern, () => "cut"]);
    await page.goto(gateway.address);
    await draw(page, sample("A"));
    await expect(status(page)).toHaveText("A file could not be fetched: check the connection, then reload.");
    await stillDrawn(page);
    gateway.tamper();
    await context.setOffline(true);
    await context.setOffline(false);
    await expect(best(page)).toHaveText("A");
  });

test("the network goes after the first answer: what is there works, the rest comes when it is back", async ({
  page,
  context,
  gateway,
}) => {
  gateway.tamper([/after-|sample-|picture-/, () => "cut"]);
  await open(page, gateway.address);
  await draw(page, sample("A"));
  await expect(best(page)).toHaveText("A");
  await page.getByRole("button", { name: "Show me one" }).click();
  await expect(status(page)).toHaveText(/could not be fetched/);
  await expect(best(page)).toHaveText("A");
  gateway.tamper();
  await context.setOffline(true);
  await context.setOffline(false);
  await expect(page.locator("#offline")).toHaveText(/works without a network/);
  await page.getByRole("button", { name: "Show me one" }).click();
  await expect(best(page)).not.toBeEmpty();
});

for (const [what, pattern] of [
  ["the page's script", /\/index-[\w-]+\.js$/],
  ["the binary", wasm],
] as const)
  test(`${what} never comes: after a while the page says so by itself`, async ({ page, gateway }) => {
    gateway.tamper([pattern, () => null]);
    await page.goto(gateway.address, { waitUntil: "commit" });
    await expect(page.locator("#late")).toBeHidden(); // once there is a style
    await expect(page.getByText("This takes longer than it should: check the connection, then reload.")).toBeVisible({
      timeout: 20_000,
    });
  });

test("on a good day that sentence is never seen", async ({ page, gateway }) => {
  await open(page, gateway.address);
  await expect(page.locator("#late")).toBeHidden();
});

test("a script that is not the one built does not run", async ({ page, gateway, violations }) => {
  let ran = false;
  await page.exposeFunction("intrude", () => {
    ran = true;
  });
  gateway.tamper([/\/index-[\w-]+\.js$/, ({ body }) => ({ body: Buffer.concat([Buffer.from("intrude();"), body]) })]);
  await page.goto(gateway.address);
  await expect(page.locator("#late")).toBeHidden();
  await expect(page.locator("#late")).toBeVisible({ timeout: 20_000 });
  expect(ran).toBe(false);
  violations.length = 0;
});

test("with storage full, everything works but offline use and keeping verdicts, and the page says so", async ({
  page,
  context,
  gateway,
}) => {
  const devtools = await context.newCDPSession(page);
  await devtools.send("Storage.overrideQuotaForOrigin", { origin: new URL(gateway.address).origin, quotaSize: 10_000 });
  await page.addInitScript(() => {
    for (let size = 2 ** 20; size >= 1; size /= 2) {
      try {
        for (let count = 0; ; count++) localStorage.setItem(`filler ${size} ${count}`, "x".repeat(size));
      } catch {
        // full for this size; try a smaller one
      }
    }
  });
  await open(page, gateway.address);
  await draw(page, sample("A"));
  await expect(best(page)).toHaveText("A");
  await expect(page.locator("#offline")).toHaveText(/Could not be saved for use without a network/);
  await page.getByRole("button", { name: "Right" }).click();
  await expect(status(page)).toHaveText(/lets the page keep nothing, so the verdict is lost/);
  await page.getByRole("button", { name: "Clear" }).click();
  await draw(page, sample("K"));
  await expect(best(page)).toHaveText("K / k");
});

test("a tab that is frozen and comes back has its drawing and answers on", async ({ page, context, gateway }) => {
  await open(page, gateway.address);
  await draw(page, sample("A"));
  await expect(best(page)).toHaveText("A");
  await nextFrame(page);
  const before = await alternatives(page);
  const devtools = await context.newCDPSession(page);
  await devtools.send("Page.setWebLifecycleState", { state: "frozen" });
  await devtools.send("Page.setWebLifecycleState", { state: "active" });
  expect(await alternatives(page)).toEqual(before);
  await stillDrawn(page);
  await page.getByRole("button", { name: "Clear" }).click();
  await draw(page, sample("K"));
  await expect(best(page)).toHaveText("K / k");
  await page.getByRole("button", { name: "Undo" }).click();
});

test("a tab that is frozen while its model is on the way gets ready once it comes back", async ({
  page,
  context,
  gateway,
}) => {
  let arrive = (): void => {};
  const arrival = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  gateway.tamper([model, () => arrival.then(() => ({}))]);
  const asked = page.waitForRequest((request) => model.test(request.url()));
  await page.goto(gateway.address, { waitUntil: "commit" });
  await asked;
  await expect(page.locator("#pad")).toBeVisible();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Page.setWebLifecycleState", { state: "frozen" });
  arrive();
  await devtools.send("Page.setWebLifecycleState", { state: "active" });
  await expect(status(page)).toHaveText("Ready.");
  await draw(page, sample("A"));
  await expect(best(page)).toHaveText("A");
});
