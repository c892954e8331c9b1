// After a deployment: is the site at this address ours, whole, and does it read? Checks the headers of every kind of path,
// then draws a character in a real browser. Usage: node scripts/smoke.mjs URL [FOLDER]; with the folder that was
// deployed, waits up to three minutes until its page is the one that is served. CHROMIUM says where the browser is.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { chromium } from "@playwright/test";
import { expectations, faults } from "./site-paths.mjs";

const [address, folder] = process.argv.slice(2);
if (!URL.canParse(address)) {
  console.error("Usage: node scripts/smoke.mjs URL [FOLDER]");
  process.exit(2);
}
const origin = new URL(address).origin;
const drawn = "A";
let failed = 0;

function report(name, found) {
  console.log(`${found.length === 0 ? "ok  " : "FAIL"} ${name}`);
  for (const fault of found) console.log(`     ${fault}`);
  failed += found.length;
}

/** The page as it is served, once it is the deployed one: a deployment reaches a host's machines one after the other. */
async function servedPage() {
  const deployed = folder && readFileSync(join(folder, "index.html"), "utf8");
  const end = Date.now() + 180_000;
  for (;;) {
    const response = await fetch(origin, { cache: "no-store" });
    const html = await response.text();
    if (!response.ok) report("page", [`${origin}: status ${response.status}`]);
    if (!deployed || html === deployed) return html;
    if (Date.now() > end) {
      report("the deployed page is served", [`${origin} still serves another page than ${folder}`]);
      return html;
    }
    await pause(5000);
  }
}

async function checkHeaders(html) {
  const embedded = folder ? existsSync(join(folder, "embed.html")) : (await fetch(`${origin}/embed.html`)).ok;
  for (const expectation of expectations(html, embedded))
    report(`${expectation.kind}: ${expectation.path}`, await faults(origin, expectation));
}

/** Draws as a visitor would, with the mouse. */
async function draw(page) {
  const samples = JSON.parse(readFileSync(join(import.meta.dirname, "../models/sample-strokes.json"), "utf8"));
  const strokes = samples.classes[drawn][0];
  const [xs, ys] = [0, 1].map((axis) => strokes.flat().map((point) => point[axis]));
  const size = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
  const box = await page.locator("#ink").boundingBox();
  const place = (value, all, start, length) => start + length * (0.15 + (0.7 * (value - Math.min(...all))) / size);
  for (const stroke of strokes) {
    for (const [index, [x, y]] of stroke.entries()) {
      await page.mouse.move(place(x, xs, box.x, box.width), place(y, ys, box.y, box.height));
      if (index === 0) await page.mouse.down();
    }
    await page.mouse.up();
  }
}

/** What stands on the page once that is `wanted`, or after ten seconds. */
async function readAs(page, wanted) {
  const best = page.locator("#best");
  await best
    .filter({ hasText: new RegExp(`^\\s*${wanted}\\s*$`) })
    .waitFor({ timeout: 10_000 })
    .catch(() => undefined);
  return (await best.textContent())?.trim();
}

async function useIt() {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  try {
    const page = await browser.newPage();
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    const strangers = [];
    page.on("request", (request) => {
      if (new URL(request.url()).origin !== origin) strangers.push(`asked ${request.url()}`);
    });
    await page.goto(origin);
    await page.waitForFunction(() => document.getElementById("status")?.textContent === "Ready.", undefined, {
      timeout: 30_000,
    });
    await draw(page);
    // The answer comes in a frame after the last stroke; until then that of the strokes before stands there.
    const read = await readAs(page, drawn);
    report(`a drawn ${drawn} is read`, read === drawn ? [] : [`it was read as ${read || "nothing"}`]);
    const binaries = await page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .flatMap(({ name, encodedBodySize, decodedBodySize }) =>
          name.endsWith(".wasm") ? [{ name, encodedBodySize, decodedBodySize }] : [],
        ),
    );
    const plain = binaries.filter(({ encodedBodySize, decodedBodySize }) => encodedBodySize >= decodedBodySize);
    const uncompressed = plain.map(({ name, encodedBodySize }) => `${name} came as ${encodedBodySize} bytes`);
    report("the WebAssembly came compressed", binaries.length > 0 ? uncompressed : ["the page fetched none"]);
    report("nobody else is asked for anything", strangers);
    report("the browser has no complaint", complaints);
  } finally {
    await browser.close();
  }
}

await checkHeaders(await servedPage());
await useIt().catch((error) => report("the page in a browser", [error.message]));
console.log(failed === 0 ? `${origin} is whole.` : `${origin}: ${failed} faults.`);
process.exit(failed === 0 ? 0 : 1);
