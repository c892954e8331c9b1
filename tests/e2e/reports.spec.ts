// Reports to a collector: built in on demand, received by one on loopback, switched off by the visitor or their browser.

import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { serveSite } from "../../scripts/site-server.mjs";
import { test as base, best, draw, expect, open, sample } from "./page.ts";

interface Received {
  readonly type: string | undefined;
  readonly body: string;
}

/** A collector as OpenTelemetry's answers browsers, and the page built for it. */
const test = base.extend<object, { fleet: { address: string; received: Received[] } }>({
  fleet: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
    async ({}, use) => {
      const received: Received[] = [];
      const collector: Server = createServer(async (request, response) => {
        const body: Buffer[] = [];
        for await (const chunk of request) body.push(chunk);
        if (request.method === "POST")
          received.push({ type: request.headers["content-type"], body: Buffer.concat(body).toString() });
        response.writeHead(200, {
          "Access-Control-Allow-Origin": request.headers.origin ?? "",
          "Access-Control-Allow-Credentials": "true",
          "Access-Control-Allow-Headers": "content-type",
        });
        response.end("{}");
      });
      await once(collector.listen(0, "127.0.0.1"), "listening");
      const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}/v1/metrics`;

      const folder = mkdtempSync(join(tmpdir(), "emnist-reports-"));
      const build = ["vite", "build", "--logLevel", "error", "--outDir", folder, "--emptyOutDir"];
      execFileSync("npx", build, { env: { ...process.env, EMNIST_OTLP_ENDPOINT: endpoint } });
      const server = await serveSite(folder);
      await use({ address: server.address, received });
      await server.close();
      collector.closeAllConnections();
      collector.close();
      rmSync(folder, { recursive: true });
    },
    { scope: "worker" },
  ],
});
test.describe.configure({ mode: "serial" });

async function measureSomething(page: Page): Promise<void> {
  await draw(page, sample("A"));
  await expect(best(page)).toHaveText("A");
  await expect(page.locator("#speed-gist")).not.toBeEmpty();
}

/** As if the visitor turned to another tab. */
const hide = (page: Page) =>
  page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });

test("a hidden page sends its histograms, and the next time only what is new", async ({ page, fleet }) => {
  fleet.received.length = 0;
  await open(page, fleet.address);
  await expect(page.getByRole("checkbox", { name: /Report how long answers take to 127\.0\.0\.1/ })).toBeChecked();
  await measureSomething(page);
  await hide(page);
  await expect.poll(() => fleet.received.length).toBe(1);
  const [report] = fleet.received;
  expect(report?.type).toBe("application/json");
  const { resourceMetrics } = JSON.parse(report?.body ?? "");
  const [metric] = resourceMetrics[0].scopeMetrics[0].metrics;
  const counts = metric.exponentialHistogram.dataPoints.map(
    ({ attributes, count }: { attributes: { value: { stringValue: string } }[]; count: number }) => [
      attributes[0]?.value.stringValue,
      count > 0,
    ],
  );
  expect(Object.fromEntries(counts)).toEqual({ ink: true, network: true, ranking: true, screen: true });
  expect(report?.body).not.toMatch(/stroke|"A"/i);
  await hide(page);
  await measureSomething(page);
  await hide(page);
  await expect.poll(() => fleet.received.length).toBe(2); // not three: there was nothing new the first time
});

test("switched off, it sends nothing, at the next visit too", async ({ page, fleet }) => {
  fleet.received.length = 0;
  await open(page, fleet.address);
  await page.getByRole("checkbox").uncheck();
  for (const _visit of ["this", "the next"]) {
    await measureSomething(page);
    await hide(page);
    await page.evaluate((address) => fetch(address, { mode: "no-cors" }), "/"); // a round trip later …
    expect(fleet.received).toEqual([]); // … nothing has come
    await open(page, fleet.address);
    await expect(page.getByRole("checkbox")).not.toBeChecked();
  }
});

test("a browser that asks for privacy is not asked", async ({ page, fleet }) => {
  fleet.received.length = 0;
  await page.addInitScript(() => Object.defineProperty(navigator, "globalPrivacyControl", { value: true }));
  await open(page, fleet.address);
  await expect(page.getByRole("checkbox", { name: /your browser asks for privacy/ })).toBeDisabled();
  await measureSomething(page);
  await hide(page);
  await page.evaluate((address) => fetch(address, { mode: "no-cors" }), "/");
  expect(fleet.received).toEqual([]);
});

test("the usual build holds nothing of it", async ({ page }) => {
  await open(page);
  await expect(page.locator("#offline")).toHaveText(/works without a network/);
  await expect(page.getByRole("checkbox")).toHaveCount(0);
  const code = readdirSync("web/dist/assets").filter((name) => name.endsWith(".js"));
  for (const name of code)
    expect(readFileSync(join("web/dist/assets", name), "utf8")).not.toMatch(/sendBeacon|resourceMetrics/);
});
