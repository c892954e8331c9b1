// The camera, played by a file: one of our drawings held before it is read, and the camera is released.

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { best, type Drawing, expect, open, sample, test } from "./page.ts";

const [width, height] = [640, 480];

/** A film of one still: dark strokes on light paper, as uncompressed YUV4MPEG2. */
function film(drawing: Drawing): string {
  const light = Buffer.alloc(width * height, 200);
  const dot = (x: number, y: number) => {
    for (let row = -8; row <= 8; row++)
      if (y + row >= 0 && y + row < height) light.fill(40, (y + row) * width + x - 8, (y + row) * width + x + 8);
  };
  for (const stroke of drawing)
    for (const [index, [x, y]] of stroke.entries()) {
      const [nextX, nextY] = stroke[index + 1] ?? [x, y];
      for (let step = 0; step <= 40; step++)
        dot(
          Math.round(200 + 3.4 * (x + ((nextX - x) * step) / 40)),
          Math.round(70 + 3.4 * (y + ((nextY - y) * step) / 40)),
        );
    }
  const frame = Buffer.concat([Buffer.from("FRAME\n"), light, Buffer.alloc((width * height) / 2, 128)]);
  const file = join(mkdtempSync(join(tmpdir(), "emnist-camera-")), "still.y4m");
  writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip C420\n`), frame, frame]));
  return file;
}

test.use({
  permissions: ["camera"],
  launchOptions: async ({ launchOptions }, use) => {
    const fake = ["--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${film(sample("E"))}`];
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...fake] });
  },
});

test("what is held before the camera is read, and the camera is released", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Camera" }).click();
  const finder = page.getByRole("dialog");
  await finder.getByRole("button", { name: "Take it" }).click();
  await expect(finder).toBeHidden();
  await expect(best(page)).toHaveText("E");
  const released = await page.locator("#finder-video").evaluate((video: HTMLVideoElement) => video.srcObject === null);
  expect(released).toBe(true);
});

test.describe("a camera that is refused", () => {
  test.use({ permissions: [] });
  test("gets a sentence", async ({ page }) => {
    await page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("refused", "NotAllowedError"));
    });
    await open(page);
    await page.getByRole("button", { name: "Camera" }).click();
    await expect(page.getByRole("status")).toHaveText(/camera cannot be used/);
  });
});

test("a camera whose picture cannot be played is released", async ({ page }) => {
  await page.addInitScript(() => {
    const { getUserMedia } = MediaDevices.prototype;
    MediaDevices.prototype.getUserMedia = async function (constraints) {
      const stream = await getUserMedia.call(this, constraints);
      Object.assign(window, { stream });
      return stream;
    };
    HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException("refused", "NotAllowedError"));
  });
  await open(page);
  await page.getByRole("button", { name: "Camera" }).click();
  await expect(page.getByRole("status")).toHaveText(/camera cannot be used/);
  const states = await page.evaluate(() =>
    (Reflect.get(window, "stream") as MediaStream).getTracks().map(({ readyState }) => readyState),
  );
  expect(states).toEqual(["ended"]);
});
