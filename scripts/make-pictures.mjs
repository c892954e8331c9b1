// The README's pictures, taken from the production build: docs/pictures/*.webp. Usage: node scripts/make-pictures.mjs

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { moduleLoader } from "./module-loader.mjs";
import { serveSite } from "./site-server.mjs";

const folder = "docs/pictures";
const mostBytes = 200_000;
const { classes } = JSON.parse(readFileSync("models/sample-strokes.json", "utf8"));

/** Without a drawing it is a line: this one, or a sample. */
const pictures = [
  { name: "line", width: 1200, height: 600, density: 1.25, colorScheme: "light", line: "Harriet Hill" },
  { name: "line-phone", width: 360, height: 560, density: 1.5, colorScheme: "dark", opened: true },
  { name: "desk", width: 1200, height: 780, density: 1.25, colorScheme: "light", drawing: "R" },
  { name: "phone", width: 360, height: 790, density: 1.5, colorScheme: "dark", drawing: "8" },
  { name: "look-alikes", width: 360, height: 790, density: 1.5, colorScheme: "light", drawing: "0" },
];

async function move(page, strokes, place) {
  for (const stroke of strokes) {
    for (const [index, point] of stroke.entries()) {
      await page.mouse.move(...place(point));
      if (index === 0) await page.mouse.down();
    }
    await page.mouse.up();
  }
}

/** On the rules of the sheet, which is 1000 high. */
async function write(page, text) {
  const { x, y, height } = await page.locator("#line-ink").boundingBox();
  const strokes = written(text, { left: 80, baseline: 660, xHeight: 250 }, { slant: 0.15, unsteady: 0.01 });
  await move(page, strokes, (point) => [x + (point[0] * height) / 1000, y + (point[1] * height) / 1000]);
}

async function draw(page, label) {
  const box = await page.locator("#ink").boundingBox();
  const drawing = classes[label][0];
  const points = drawing.flat();
  const bounds = [0, 1].map((axis) => points.map((point) => point[axis]));
  const [x, y] = bounds.map((values) => (Math.min(...values) + Math.max(...values)) / 2);
  const scale = (0.68 * box.width) / Math.max(...bounds.map((values) => Math.max(...values) - Math.min(...values)));
  await move(page, drawing, (point) => [
    box.x + box.width / 2 + (point[0] - x) * scale,
    box.y + box.height / 2 + (point[1] - y) * scale,
  ]);
}

/** A browser's screenshots are PNG; its canvases write WebP. */
function toWebp(page, png) {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext("2d").drawImage(bitmap, 0, 0);
    const webp = await canvas.convertToBlob({ type: "image/webp", quality: 0.9 });
    return btoa(Array.from(new Uint8Array(await webp.arrayBuffer()), (byte) => String.fromCharCode(byte)).join(""));
  }, png.toString("base64"));
}

/** Opens the mode, writes in it and waits for its speed. */
async function use(page, address, drawing, line) {
  await page.goto(`${address}?mode=${drawing ? "character" : "line"}`);
  await page.getByRole("status").filter({ hasText: "Ready." }).waitFor();
  if (drawing) await draw(page, drawing);
  else if (line) await write(page, line);
  else await page.locator("#line-sample").click();
  await page.mouse.move(1, 1);
  const speed = page.locator(drawing ? "#speed-gist" : "#line-speed-gist");
  await speed.filter({ hasText: /\d/ }).waitFor({ state: "attached" });
}

async function take(browser, address, { name, width, height, density, colorScheme, drawing, line, opened }) {
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: density, colorScheme });
  await use(page, address, drawing, line);
  if (opened) await page.locator("#line-words button").first().click();
  await page.waitForFunction(() => document.getAnimations().length === 0);
  const webp = Buffer.from(await toWebp(page, await page.screenshot()), "base64");
  writeFileSync(`${folder}/${name}.webp`, webp);
  console.log(`${folder}/${name}.webp: ${webp.length} bytes`);
  await page.close();
  return webp.length;
}

const loader = await moduleLoader("web");
const { written } = await loader.ssrLoadModule("/src/page/lines/hand.ts");
const site = await serveSite("web/dist");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"], // containers run as root, where the sandbox cannot start
});
try {
  mkdirSync(folder, { recursive: true });
  let bytes = 0;
  for (const picture of pictures) bytes += await take(browser, site.address, picture);
  if (bytes > mostBytes) throw new Error(`The pictures weigh ${bytes} bytes; ${mostBytes} at most.`);
} finally {
  await browser.close();
  await site.close();
  await loader.close();
}
