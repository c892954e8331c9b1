// What the page does with a photograph: it shows what was seen in it, lets the visitor choose one character of several,
// cut it down by finger, mouse and keys, and turn it.

import type { Locator, Page } from "@playwright/test";
import { best, type Drawing, expect, open, sample, test } from "./page.ts";

/** A drawing on the paper: the middle of its top edge and its height in shares of the paper, turned counter-clockwise. */
interface Placed {
  readonly drawing: Drawing;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

async function photograph(page: Page, placed: readonly Placed[], { turned = false, side = 900 } = {}): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ({ placed, turned, side }) => {
      const canvas = new OffscreenCanvas(side, side);
      const context = canvas.getContext("2d");
      if (!context) throw new Error("no canvas");
      context.fillStyle = "#d8d4cc";
      context.fillRect(0, 0, side, side);
      if (turned) context.setTransform(0, -1, 1, 0, 0, side);
      context.strokeStyle = "#223";
      context.lineCap = context.lineJoin = "round";
      for (const { drawing, x, y, height } of placed) {
        const ys = drawing.flat().map(([, y]) => y);
        const xs = drawing.flat().map(([x]) => x);
        const scale = (height * side) / (Math.max(...ys) - Math.min(...ys));
        const middle = (Math.max(...xs) + Math.min(...xs)) / 2;
        context.lineWidth = (height * side) / 14;
        for (const stroke of drawing) {
          context.beginPath();
          for (const [px, py] of stroke)
            context.lineTo(x * side + (px - middle) * scale, y * side + (py - Math.min(...ys)) * scale);
          context.stroke();
        }
      }
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    },
    { placed, turned, side },
  );
  return Buffer.from(base64, "base64");
}

const two = [
  { drawing: sample("E"), x: 0.25, y: 0.3, height: 0.35 },
  { drawing: sample("4"), x: 0.75, y: 0.3, height: 0.35 },
];
const choose = (page: Page, buffer: Buffer) =>
  page.locator("#file").setInputFiles({ name: "photograph.png", mimeType: "image/png", buffer });
const tool = (page: Page, name: string) =>
  page.getByRole("toolbar", { name: "Photograph" }).getByRole("button", { name });

/** A finger takes hold of the middle of something and moves it to a place on the pad, in shares of the pad. */
async function drag(page: Page, what: Locator, to: { x: number; y: number }): Promise<void> {
  await what.scrollIntoViewIfNeeded();
  const [from, pad] = await Promise.all([what.boundingBox(), page.locator("#ink").boundingBox()]);
  if (!from || !pad) throw new Error("nothing to drag");
  const session = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...touchPoints: { x: number; y: number }[]) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints });
  await touch("touchStart", { x: from.x + from.width / 2, y: from.y + from.height / 2 });
  await touch("touchMove", { x: pad.x + to.x * pad.width, y: pad.y + to.y * pad.height });
  await touch("touchEnd");
}

test("the ink that was read is shown over the photograph, and goes with it", async ({ page }) => {
  await open(page);
  await choose(page, await photograph(page, [{ drawing: sample("E"), x: 0.5, y: 0.2, height: 0.6 }]));
  await expect(best(page)).toHaveText("E");
  const shown = page.locator("#pad .photograph canvas");
  await expect(shown).toBeVisible();
  const inked = await shown.evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    const rows = new Set<number>();
    for (let at = 3; at < data.length; at += 4) if (data[at] === 255) rows.add(Math.floor(at / 4 / canvas.width));
    return [Math.min(...rows) / canvas.height, Math.max(...rows) / canvas.height];
  });
  expect(inked[0]).toBeCloseTo(0.18, 1);
  expect(inked[1]).toBeCloseTo(0.82, 1);
  await page.keyboard.press("Delete");
  await expect(shown).toBeHidden();
  await expect(tool(page, "Turn")).toBeHidden();
});

test("of several characters one is chosen by a tap; undoing offers them again", async ({ page }) => {
  await open(page);
  await choose(page, await photograph(page, two));
  await expect(page.locator("#advice")).toHaveText(/tap the one to read/);
  const choices = page.getByRole("button", { name: /^Read this one/ });
  await expect(choices).toHaveCount(2);
  const boxes = await Promise.all([choices.nth(0).boundingBox(), choices.nth(1).boundingBox()]);
  const right = (boxes[0]?.x ?? 0) > (boxes[1]?.x ?? 0) ? 0 : 1;
  await choices.nth(right).click();
  await expect(best(page)).toHaveText("4");
  await expect(choices).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(choices).toHaveCount(2);
  await choices.nth(1 - right).focus();
  await page.keyboard.press("Enter");
  await expect(best(page)).toHaveText("E");
});

for (const way of ["pointer", "keys"] as const)
  test(`a photograph is cut down by ${way}`, async ({ page }) => {
    await open(page);
    await choose(page, await photograph(page, two));
    await tool(page, "Crop").click();
    const corner = page.getByRole("button", { name: "Bottom right corner" });
    if (way === "keys") {
      await corner.focus();
      for (let count = 0; count < 20; count++) await page.keyboard.press("ArrowLeft");
    } else {
      const from = await corner.boundingBox();
      const pad = await page.locator("#ink").boundingBox();
      if (!from || !pad) throw new Error("nothing to drag");
      await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
      await page.mouse.down();
      await page.mouse.move(pad.x + 0.5 * pad.width, pad.y + 0.9 * pad.height, { steps: 4 });
      await page.mouse.up();
    }
    await tool(page, "Read this part").click();
    await expect(best(page)).toHaveText("E");
    await expect(tool(page, "Crop")).toBeVisible();
  });

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 780 }, deviceScaleFactor: 3, isMobile: true, hasTouch: true });

  test("a finger cuts a photograph down by handles of its size, and taps the one to read", async ({ page }) => {
    await open(page);
    await choose(page, await photograph(page, two));
    await tool(page, "Crop").tap();
    const corners = page.getByRole("button", { name: /corner$/ });
    await expect(corners).toHaveCount(4);
    for (const corner of await corners.all()) {
      const { width = 0, height = 0 } = (await corner.boundingBox()) ?? {};
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
    }
    // The handle lies inside the frame's corner, so the corner goes a little further than the finger.
    await drag(page, page.getByRole("button", { name: "Bottom right corner" }), { x: 0.42, y: 0.85 });
    await tool(page, "Read this part").tap();
    await expect(best(page)).toHaveText("E");
    await page.getByRole("button", { name: "Undo" }).tap();
    const choices = page.getByRole("button", { name: /^Read this one/ });
    await expect(choices).toHaveCount(2);
    const [first, second] = await Promise.all([choices.nth(0).boundingBox(), choices.nth(1).boundingBox()]);
    await choices.nth((first?.x ?? 0) > (second?.x ?? 0) ? 0 : 1).tap();
    await expect(best(page)).toHaveText("4");
  });
});

test("a frame that is not wanted goes without a trace", async ({ page }) => {
  await open(page);
  await choose(page, await photograph(page, two));
  await tool(page, "Crop").click();
  await expect(tool(page, "Turn")).toBeHidden();
  await tool(page, "Whole picture").click();
  await expect(page.getByRole("button", { name: /^Read this one/ })).toHaveCount(2);
  await expect(page.getByRole("button", { name: "Bottom right corner" })).toBeHidden();
});

test("a photograph that lies on its side is turned by a button", async ({ page }) => {
  await open(page);
  await choose(page, await photograph(page, [{ drawing: sample("4"), x: 0.5, y: 0.2, height: 0.6 }], { turned: true }));
  await expect(tool(page, "Turn")).toBeVisible();
  await tool(page, "Turn").click();
  await expect(best(page)).toHaveText("4");
});

test("a browser that hides pixels is told apart from a picture of nothing", async ({ page }) => {
  await page.addInitScript(() => {
    for (const { prototype } of [CanvasRenderingContext2D, OffscreenCanvasRenderingContext2D]) {
      const { getImageData } = prototype;
      prototype.getImageData = function (this: CanvasRenderingContext2D, ...asked: Parameters<typeof getImageData>) {
        const pixels = Reflect.apply(getImageData, this, asked) as ImageData;
        pixels.data.fill(255);
        return pixels;
      };
    }
  });
  await open(page);
  await choose(page, await photograph(page, [{ drawing: sample("4"), x: 0.5, y: 0.2, height: 0.6 }]));
  await expect(page.locator("#status")).toHaveText(/hides what pictures show/);
});
