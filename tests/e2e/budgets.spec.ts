// What a first visit costs, counted at the server's door: bodies as they travel, compressed.

import { once } from "node:events";
import { createServer, request as forward, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { test as base, best, expect, open, press } from "./page.ts";

/** Kilobytes, as in the design. */
const untilFirstAnswer = 80;
const untilIdle = 110;
const elementScript = 15;

interface Door {
  readonly address: string;
  readonly passed: Map<string, number>;
}

const test = base.extend<{ door: Door }>({
  door: async ({ baseURL }, use) => {
    const passed = new Map<string, number>();
    const server: Server = createServer((incoming, outgoing) => {
      const path = incoming.url ?? "/";
      const target = new URL(path, baseURL);
      forward(target, { method: incoming.method, headers: { ...incoming.headers, host: target.host } }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.on("data", (chunk: Buffer) => passed.set(path, (passed.get(path) ?? 0) + chunk.length));
        answer.pipe(outgoing);
      }).end();
    });
    await once(server.listen(0, "localhost"), "listening");
    await use({ address: `http://localhost:${(server.address() as AddressInfo).port}/`, passed });
    server.closeAllConnections();
    server.close();
  },
});

const kilobytes = ({ passed }: Door, counts: (path: string) => boolean = () => true) =>
  [...passed].reduce((sum, [path, bytes]) => sum + (counts(path) ? bytes : 0), 0) / 1000;

test("a first visit", async ({ page, door }) => {
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.getElementById("best")?.textContent) return;
      performance.mark("answered");
      observer.disconnect();
    }).observe(document, { subtree: true, childList: true });
  });
  await open(page, door.address);
  await press(page, [
    [0.5, 0.2],
    [0.5, 0.8],
  ]);
  await expect(best(page)).not.toBeEmpty();
  const needed = await page.evaluate(() => {
    const answered = performance.getEntriesByName("answered")[0]?.startTime ?? 0;
    const before = performance.getEntriesByType("resource").filter(({ startTime }) => startTime <= answered);
    return ["/", "/icon.svg", ...before.map(({ name }) => new URL(name).pathname)];
  });
  const first = kilobytes(door, (path) => needed.includes(path));
  await expect(page.locator("#offline")).toHaveText(/works without a network/);
  const idle = kilobytes(door);
  console.log(`first answer after ${first.toFixed(1)} kB, idle after ${idle.toFixed(1)} kB`);
  for (const [path, bytes] of door.passed)
    console.log(`${(bytes / 1000).toFixed(1).padStart(7)} kB  ${path}${needed.includes(path) ? "" : " (later)"}`);
  expect(first).toBeLessThanOrEqual(untilFirstAnswer);
  expect(idle).toBeLessThanOrEqual(untilIdle);
});

test("an element in a page that has nothing else of ours", async ({ page, door }) => {
  const html = `<!doctype html><link rel="icon" href="data:,"><title>Host</title><emnist-pad></emnist-pad>
    <script type="module" src="/emnist-pad.js"></script>`;
  await page.route(`${door.address}host`, (route) => route.fulfill({ contentType: "text/html", body: html }));
  await page.goto(`${door.address}host`);
  const line = [
    [0.5, 0.2],
    [0.5, 0.8],
  ] as const;
  await press(page, line, page.locator("canvas"));
  await expect.poll(() => page.evaluate(() => document.querySelector("emnist-pad")?.value)).not.toBe("");
  const script = kilobytes(door, (path) => /\.js$/.test(path) && !/^\/assets\/emnist-/.test(path)); // the glue is core
  const whole = kilobytes(door);
  for (const [path, bytes] of door.passed) console.log(`${(bytes / 1000).toFixed(1).padStart(7)} kB  ${path}`);
  console.log(`the element's script ${script.toFixed(1)} kB, with the core ${whole.toFixed(1)} kB`);
  expect(script).toBeLessThanOrEqual(elementScript);
  expect(whole).toBeLessThanOrEqual(untilFirstAnswer);
});
