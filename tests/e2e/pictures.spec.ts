// Pictures: chosen, dropped or pasted; turned as their EXIF says; and what is no picture gets a sentence.

import { deflateSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { pngChunk } from "../png.ts";
import { best, draw, expect, open, sample, test } from "./page.ts";

/** A picture of one of our drawings: dark ink on grey paper. `turned` draws it lying on its left side. */
async function photograph(page: Page, label: string, type: string, turned = false, side = 900): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ({ drawing, type, turned, side }) => {
      const canvas = new OffscreenCanvas(side, side);
      const context = canvas.getContext("2d");
      if (!context) throw new Error("no canvas");
      context.fillStyle = "#d8d4cc";
      context.fillRect(0, 0, side, side);
      context.translate(side / 2, side / 2);
      if (turned) context.rotate(-Math.PI / 2);
      context.scale(side / 170, side / 170);
      context.translate(-40, -50);
      context.lineWidth = 7;
      context.strokeStyle = "#223";
      context.lineCap = context.lineJoin = "round";
      for (const stroke of drawing) {
        context.beginPath();
        for (const [x, y] of stroke) context.lineTo(x, y);
        context.stroke();
      }
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type })).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    },
    { drawing: sample(label), type, turned, side },
  );
  return Buffer.from(base64, "base64");
}

/** The JPEG with an EXIF segment that says: turn me a quarter to the right. */
function withOrientation(jpeg: Buffer): Buffer {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
  const payload = [...Buffer.from("Exif\0\0", "latin1"), ...tiff];
  return Buffer.concat([
    jpeg.subarray(0, 2),
    Buffer.from([0xff, 0xe1, 0, payload.length + 2, ...payload]),
    jpeg.subarray(2),
  ]);
}

const choose = (page: Page, name: string, mimeType: string, buffer: Buffer) =>
  page.locator("#file").setInputFiles({ name, mimeType, buffer });

test("a chosen picture is read and shown", async ({ page }) => {
  await open(page);
  await choose(page, "r.png", "image/png", await photograph(page, "R", "image/png"));
  await expect(best(page)).toHaveText("R");
  await expect(page.locator("#pad")).toHaveAttribute("data-empty", "false");
});

test("a photograph is turned as its EXIF orientation says", async ({ page }) => {
  await open(page);
  const jpeg = withOrientation(await photograph(page, "R", "image/jpeg", true));
  await choose(page, "r.jpg", "image/jpeg", jpeg);
  await expect(best(page)).toHaveText("R");
});

test("a large photograph is sized down and read", async ({ page }) => {
  await open(page);
  await choose(page, "large.jpg", "image/jpeg", await photograph(page, "K", "image/jpeg", false, 4000));
  await expect(best(page)).toHaveText("K / k", { timeout: 20_000 });
});

for (const way of ["drop", "paste"] as const)
  test(`a picture that comes by ${way} is read`, async ({ page }) => {
    await open(page);
    const picture = await photograph(page, "E", "image/png");
    await page.evaluate(
      async ({ way, base64 }) => {
        const data = new DataTransfer();
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        data.items.add(new File([bytes], "e.png", { type: "image/png" }));
        const init = { bubbles: true, cancelable: true };
        document.body.dispatchEvent(
          way === "drop"
            ? new DragEvent("drop", { ...init, dataTransfer: data })
            : new ClipboardEvent("paste", { ...init, clipboardData: data }),
        );
      },
      { way, base64: picture.toString("base64") },
    );
    await expect(best(page)).toHaveText("E");
  });

test("drawing over a picture starts a drawing; undoing brings back what the picture replaced", async ({ page }) => {
  await open(page);
  await draw(page, sample("A"));
  await choose(page, "r.png", "image/png", await photograph(page, "R", "image/png"));
  await expect(best(page)).toHaveText("R");
  await page.keyboard.press("Control+z");
  await expect(best(page)).toHaveText("A");
});

test("a cleared picture comes back by undo", async ({ page }) => {
  await open(page);
  await choose(page, "r.png", "image/png", await photograph(page, "R", "image/png"));
  await expect(best(page)).toHaveText("R");
  await page.keyboard.press("Delete");
  await expect(best(page)).toBeEmpty();
  await page.keyboard.press("Control+z");
  await expect(best(page)).toHaveText("R");
});

/** Requests for the module that reads pictures. */
const ofPictures = /\/assets\/emnist-pictures-/;

test("what reads pictures comes with the first one, once", async ({ page }) => {
  const requests: string[] = [];
  page.on("request", (request) => ofPictures.test(request.url()) && requests.push(request.url()));
  await open(page);
  await draw(page, sample("A"));
  await expect(page.locator("#offline")).toHaveText(/works without a network/);
  expect(requests).toEqual([]);
  for (const label of ["R", "E"]) {
    await choose(page, "picture.png", "image/png", await photograph(page, label, "image/png"));
    await expect(best(page)).toHaveText(label);
  }
  expect(new Set(requests).size).toBe(2); // a binary and its glue
});

test("once a picture was read, pictures are read without a network", async ({ page, context }) => {
  await open(page);
  await expect(page.locator("#offline")).toHaveText(/works without a network/);
  const picture = await photograph(page, "R", "image/png");
  await choose(page, "r.png", "image/png", picture);
  await expect(best(page)).toHaveText("R");
  const kept = () =>
    page.evaluate(async () => {
      const [name = ""] = await caches.keys();
      return (await (await caches.open(name)).keys()).map(({ url }) => url);
    });
  await expect.poll(async () => (await kept()).filter((url) => ofPictures.test(url)).length).toBe(2);
  await context.setOffline(true);
  await open(page);
  await choose(page, "r.png", "image/png", picture);
  await expect(best(page)).toHaveText("R");
});

test("when what reads pictures cannot be fetched, that is said, nothing is lost, and the next picture tries again", async ({
  page,
  complaints,
}) => {
  await page.route(ofPictures, (route) => route.abort());
  await open(page);
  await draw(page, sample("A"));
  const picture = await photograph(page, "R", "image/png");
  await choose(page, "r.png", "image/png", picture);
  await expect(page.locator("#status")).toHaveText(/The reader of pictures could not be fetched/);
  await expect(best(page)).toHaveText("A");
  complaints.length = 0; // the browser reports what was not fetched
  await page.unroute(ofPictures);
  await choose(page, "r.png", "image/png", picture);
  await expect(best(page)).toHaveText("R");
});

const notPictures: [string, string, Buffer][] = [
  ["an empty file", "image/png", Buffer.alloc(0)],
  ["a text", "text/plain", Buffer.from("no picture")],
  ["a truncated PNG", "image/png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0])],
  ["HEIC", "image/heic", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1")],
];
for (const [what, type, bytes] of notPictures)
  test(`${what} gets a sentence and loses nothing`, async ({ page }) => {
    await open(page);
    await draw(page, sample("A"));
    await choose(page, "file", type, bytes);
    await expect(page.locator("#status")).toHaveText(/cannot read that file as a picture/);
    await expect(best(page)).toHaveText("A");
  });

/** The chunks of a PNG, by type; several of one type are joined. */
function chunksOf(png: Buffer): Map<string, Buffer> {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const type = png.toString("latin1", at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    chunks.set(type, Buffer.concat([chunks.get(type) ?? Buffer.alloc(0), data]));
  }
  return chunks;
}

const numbers = (...values: number[]) => {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, 4 * index);
  return bytes;
};
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);

test("of an animation the first picture is read", async ({ page }) => {
  await open(page);
  const side = 300;
  const [first, second] = [
    await photograph(page, "R", "image/png", false, side),
    await photograph(page, "E", "image/png", false, side),
  ].map(chunksOf);
  const control = (sequence: number) =>
    Buffer.concat([numbers(sequence, side, side, 0, 0), Buffer.from([0, 100, 0, 100, 0, 0])]); // a second each
  const animation = Buffer.concat([
    signature,
    pngChunk("IHDR", first?.get("IHDR") ?? Buffer.alloc(0)),
    pngChunk("acTL", numbers(2, 0)),
    pngChunk("fcTL", control(0)),
    pngChunk("IDAT", first?.get("IDAT") ?? Buffer.alloc(0)),
    pngChunk("fcTL", control(1)),
    pngChunk("fdAT", Buffer.concat([numbers(2), second?.get("IDAT") ?? Buffer.alloc(0)])),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
  await choose(page, "animation.png", "image/png", animation);
  await expect(best(page)).toHaveText("R");
});

test("a picture that says it is larger than any memory gets a sentence and loses nothing", async ({ page }) => {
  await open(page);
  await draw(page, sample("A"));
  const header = Buffer.concat([numbers(100_000, 100_000), Buffer.from([8, 6, 0, 0, 0])]);
  const bomb = Buffer.concat([
    signature,
    pngChunk("IHDR", header),
    pngChunk("IDAT", deflateSync(Buffer.alloc(100_000))),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
  await choose(page, "bomb.png", "image/png", bomb);
  await expect(page.locator("#status")).toHaveText(/cannot read that file as a picture/);
  await expect(best(page)).toHaveText("A");
});

test("a picture of nothing gets a sentence", async ({ page }) => {
  await open(page);
  const blank = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(50, 50);
    canvas.getContext("2d")?.fillRect(0, 0, 50, 50);
    const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
    return [...bytes];
  });
  await choose(page, "blank.png", "image/png", Buffer.from(blank));
  await expect(page.locator("#status")).toHaveText(/No character stands out/);
});
