// When it cannot: each failure has a calm sentence, and what can still work does.

import type { Page } from "@playwright/test";
import { best, draw, expect, open, press, sample, test } from "./page.ts";

const status = (page: Page) => page.getByRole("status");

/** The failures below are meant; the browser may report them. */
test.afterEach(({ complaints }) => {
  complaints.length = 0;
});

test("without WebAssembly", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
  await page.goto("/");
  await expect(status(page)).toHaveText(/has WebAssembly switched off/);
  await press(page, [
    [0.2, 0.2],
    [0.8, 0.8],
  ]);
  await page.mouse.up();
  await expect(page.getByRole("button", { name: "Undo" })).toBeEnabled();
});

test("with WebAssembly blocked by a policy", async ({ page, violations }) => {
  await page.route("/", async (route) => {
    const response = await route.fetch();
    const headers = response.headers();
    const policy = headers["content-security-policy"]?.replace(" 'wasm-unsafe-eval'", "") ?? "";
    await route.fulfill({ response, headers: { ...headers, "content-security-policy": policy } });
  });
  await page.goto("/");
  await expect(status(page)).toHaveText(/keeps WebAssembly from starting/);
  expect(violations.splice(0).join()).toContain("wasm-eval");
});

test("without SIMD the scalar binary answers", async ({ page }) => {
  await page.addInitScript(() => {
    WebAssembly.validate = () => false;
  });
  await open(page);
  await expect(page.locator("#fact-binary")).toHaveText("WebAssembly, scalar");
  await draw(page, sample("A"));
  await expect(best(page)).toHaveText("A");
});

test("a damaged SIMD binary is replaced by the scalar one", async ({ page }) => {
  let damaged = "";
  await page.route("**/*.wasm", async (route) => {
    damaged ||= route.request().url(); // the first that is asked for
    if (route.request().url() !== damaged) return route.continue();
    return route.fulfill({ contentType: "application/wasm", body: "damaged" });
  });
  await open(page);
  await expect(page.locator("#fact-binary")).toHaveText("WebAssembly, scalar");
});

test("when the page of a router is served in place of every binary", async ({ page }) => {
  await page.route("**/*.wasm", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" }));
  await page.goto("/");
  await expect(status(page)).toHaveText(/could not be fetched/);
});

test("without the model", async ({ page }) => {
  await page.route("**/*.onnx", (route) => route.fulfill({ status: 404 }));
  await page.goto("/");
  await expect(status(page)).toHaveText(/could not be fetched: check the connection/);
});

test("with a corrupt model", async ({ page }) => {
  await page.route("**/*.onnx", (route) => route.fulfill({ body: Buffer.alloc(1000, 7) }));
  await page.goto("/");
  await expect(status(page)).toHaveText(/model file is damaged/);
});

test("with another model than the self-test knows, nothing is answered", async ({ page }) => {
  await page.route("**/*.onnx", async (route) => {
    const model = await (await route.fetch()).body();
    model[model.length >> 1] = (model[model.length >> 1] ?? 0) ^ 0x55; // a weight
    await route.fulfill({ body: model });
  });
  await page.goto("/");
  await expect(status(page)).toHaveText(/computes wrong answers|model file is damaged|does not run/);
});

test("a part that is wanted later and cannot be fetched gets a sentence, and the rest works", async ({ page }) => {
  await page.route(/(sample|model-card|service-worker)[\w-]*\.js$/, (route) => route.abort());
  await open(page);
  await page.getByRole("button", { name: "Show me one" }).click();
  await expect(status(page)).toHaveText(/could not be fetched: check the connection/);
  await page.locator("#card summary").click();
  await expect(page.locator("#card-body")).toHaveText(/could not be fetched: check the connection/);
  await draw(page, sample("A"));
  await expect(best(page)).toHaveText("A");
});

test("with storage forbidden", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("forbidden", "SecurityError");
      },
    });
  });
  await open(page);
  await draw(page, sample("A"));
  await expect(best(page)).toHaveText("A");
  await page.getByRole("button", { name: "Right" }).click();
  await expect(status(page)).toHaveText(/lets the page keep nothing/);
});

test("with service workers forbidden", async ({ page }) => {
  await page.route("**/service-worker.js", (route) => route.fulfill({ status: 404 }));
  await open(page);
  await draw(page, sample("A"));
  await expect(best(page)).toHaveText("A");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("there is a sentence", async ({ page }) => {
    await page.goto("/");
    await expect(page.getByText(/Allow JavaScript for this site/)).toBeVisible();
  });
});
