// What a first visit costs, counted by a gateway in front of the server: kilobytes of bodies as they travel, compressed. The limits are
// in tests/budgets.json.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import budgets from "../budgets.json" with { type: "json" };
import { behindGateway as test } from "./gateway.ts";
import { best, expect, press } from "./page.ts";
import { line, writeByMouse } from "./pen.ts";

test("a first visit", async ({ page, gateway }) => {
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.getElementById("best")?.textContent) return;
      performance.mark("answered");
      observer.disconnect();
    }).observe(document, { subtree: true, childList: true });
    // Drawn while the page still loads: the answer comes as soon as it can, before anything that is fetched after it.
    document.addEventListener("DOMContentLoaded", () => {
      const canvas = document.getElementById("ink") as HTMLCanvasElement;
      canvas.setPointerCapture = () => {}; // the pointer is not real
      const { x, y, width, height } = canvas.getBoundingClientRect();
      for (const [type, down] of [
        ["pointerdown", 0.2],
        ["pointermove", 0.8],
      ] as const)
        canvas.dispatchEvent(
          new PointerEvent(type, { pointerId: 7, clientX: x + width / 2, clientY: y + down * height }),
        );
    });
  });
  await page.goto(gateway.address);
  await expect(best(page)).not.toBeEmpty();
  const needed = await page.evaluate(() => {
    const answered = performance.getEntriesByName("answered")[0]?.startTime ?? 0;
    const before = performance.getEntriesByType("resource").filter(({ startTime }) => startTime <= answered);
    return ["/", "/icon.svg", ...before.map(({ name }) => new URL(name).pathname)];
  });
  const first = gateway.firstKilobytes(new Set(needed));
  await expect(page.locator("#offline")).toHaveText(/works without a network/);
  const idle = gateway.kilobytes();
  console.log(`first answer after ${first.toFixed(1)} kB, idle after ${idle.toFixed(1)} kB`);
  for (const [path, bytes] of gateway.passed)
    console.log(`${(bytes / 1000).toFixed(1).padStart(7)} kB  ${path}${needed.includes(path) ? "" : " (later)"}`);
  expect(first).toBeLessThanOrEqual(budgets.page["until the first answer"]);
  expect(idle).toBeLessThanOrEqual(budgets.page["until the service worker is idle"]);
});

test("a first line, besides what a character takes", async ({ page, gateway }) => {
  await page.goto(`${gateway.address}?mode=line`);
  await expect(page.locator("#line-status")).toHaveText("Ready.");
  await writeByMouse(page, line("old"));
  await expect(page.getByRole("textbox", { name: "What you wrote" })).toHaveValue("old");
  const parts = /\/assets\/((emnist-|emnist-edge-)?lines?|english)-.*\.(js|css|wasm|onnx|words)$/;
  const files = [...gateway.passed.keys()].filter((path) => parts.test(path));
  for (const kind of ["js", "wasm", "onnx", "words"])
    expect(
      files.filter((path) => path.endsWith(`.${kind}`)),
      kind,
    ).not.toEqual([]);
  const kilobytes = gateway.firstKilobytes(new Set(files));
  console.log(`for the first line ${kilobytes.toFixed(1)} kB: ${files.join(", ")}`);
  expect(kilobytes).toBeLessThanOrEqual(budgets.page["first line, besides"]);
});

/** Kilobytes of files that the page asks for in its head, as they travel. */
function inHead(name: RegExp): number {
  const html = readFileSync("web/dist/index.html", "utf8");
  const files = [...html.matchAll(/<link rel="(?:module)?preload"[^>]*href="\/([^"]+)"/g)].map(([, file = ""]) => file);
  const named = files.filter((file) => name.test(file));
  expect(named).not.toEqual([]);
  return named.reduce((sum, file) => sum + brotliCompressSync(readFileSync(join("web/dist", file))).length, 0) / 1000;
}

test("the binary with its glue, and the model", () => {
  const sizes = { "binary and glue": inHead(/\/emnist-[\w-]+\.(wasm|js)$/), model: inHead(/\.onnx$/) };
  for (const [part, size] of Object.entries(sizes)) {
    console.log(`${part}: ${size.toFixed(1)} kB`);
    expect(size, part).toBeLessThanOrEqual(budgets.page[part as keyof typeof sizes]);
  }
});

test("an element in a page that has nothing else of ours", async ({ page, gateway }) => {
  const html = `<!doctype html><link rel="icon" href="data:,"><title>Host</title><emnist-pad></emnist-pad>
    <script type="module" src="/emnist-pad.js"></script>`;
  await page.route(`${gateway.address}host`, (route) => route.fulfill({ contentType: "text/html", body: html }));
  await page.goto(`${gateway.address}host`);
  const line = [
    [0.5, 0.2],
    [0.5, 0.8],
  ] as const;
  await press(page, line, page.locator("canvas"));
  await expect.poll(() => page.evaluate(() => document.querySelector("emnist-pad")?.value)).not.toBe("");
  const script = gateway.kilobytes((path) => /\.js$/.test(path) && !/^\/assets\/emnist-/.test(path)); // the glue is core
  const whole = gateway.kilobytes();
  for (const [path, bytes] of gateway.passed) console.log(`${(bytes / 1000).toFixed(1).padStart(7)} kB  ${path}`);
  console.log(`the element's script ${script.toFixed(1)} kB, with the core ${whole.toFixed(1)} kB`);
  expect(script).toBeLessThanOrEqual(budgets.element.script);
  expect(whole).toBeLessThanOrEqual(budgets.element["with the core"]);
});
