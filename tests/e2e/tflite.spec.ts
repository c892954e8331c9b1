// The TFLite file in LiteRT.js, another runtime, against our module on the same glyphs. The two round at different
// places, so a logit may lie a few quantisation steps apart; the reading may not, except on 0.2 % of the glyphs, and
// those are listed with the margin that was at stake.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { Recognizer, startModule } from "../../web/src/core/index.ts";
import { binary, bytes, drawings, modelPath, repository } from "../web/built.ts";
import { perturbed } from "../web/perturbed.ts";
import { random } from "../web/random.ts";

const atLeast = 2000; // glyphs
const allowedDisagreement = 0.002;
const allowedSteps = 8;
const origin = "http://litert.test"; // answered by route(), no server

/** LiteRT.js with the TFLite file, alone on a page. */
async function openLiteRt(page: Page): Promise<void> {
  const html = `<!doctype html><script type="importmap">
    {"imports": {"@litertjs/wasm-utils": "/wasm-utils/dist/index.js"}}</script>`;
  await page.route(`${origin}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === "/") return route.fulfill({ contentType: "text/html", body: html });
    const ours = pathname === "/model.tflite";
    const path = ours ? modelPath.replace(/\.onnx$/, ".tflite") : join("node_modules/@litertjs", pathname);
    const contentType = path.endsWith(".wasm") ? "application/wasm" : "text/javascript";
    return route.fulfill({ contentType, body: readFileSync(join(repository, path)) });
  });
  await page.goto(`${origin}/`);
}

/** Real logits of each glyph of 784 bytes, as LiteRT computes them on the processor. */
function peerLogits(page: Page, glyphs: readonly Uint8Array[]): Promise<number[][]> {
  return page.evaluate(
    async (glyphs) => {
      const litert = await import(`${location.origin}/core/dist/index.js`);
      await litert.loadLiteRt("/core/wasm/", { threads: false });
      const model = await litert.loadAndCompile("/model.tflite", { accelerator: "wasm" });
      const answers = [];
      for (const glyph of glyphs) {
        const image = new litert.Tensor(
          Float32Array.from(glyph, (pixel) => pixel / 255),
          [1, 28, 28, 1],
        );
        const [logits] = await model.run(image);
        answers.push(Array.from((await logits.data()) as Float32Array));
        image.delete();
        logits.delete();
      }
      return answers;
    },
    glyphs.map((glyph) => [...glyph]),
  );
}

const indexOfLargest = (values: readonly number[]) => values.indexOf(Math.max(...values));

test("LiteRT.js reads the TFLite file as our module reads the ONNX file", async ({ page }) => {
  test.slow(); // 2,000 inferences by each: work, not waiting
  const recognizer = new Recognizer(await startModule(binary("simd")));
  recognizer.load(bytes(modelPath));
  const next = random(2);
  const ours: number[][] = [];
  const glyphs: Uint8Array[] = [];
  while (glyphs.length < atLeast)
    for (const drawing of drawings) {
      glyphs.push(recognizer.recognizeStrokes(perturbed(drawing, next)).glyph);
      ours.push([...recognizer.logits]);
    }

  await openLiteRt(page);
  const peer = await peerLogits(page, glyphs);

  const disagreements = peer.filter((logits, i) => indexOfLargest(logits) !== indexOfLargest(ours[i] ?? []));
  for (const logits of disagreements) {
    const mine = ours[peer.indexOf(logits)] ?? [];
    const [first = 0, second = 0] = [...mine].sort((a, b) => b - a);
    const labels = [mine, logits].map((values) => recognizer.labels[indexOfLargest(values)]);
    console.log(`we read ${labels[0]} (by ${first - second} steps), LiteRT ${labels[1]}`);
  }
  console.log(`${glyphs.length - disagreements.length} of ${glyphs.length} glyphs read the same`);
  expect(disagreements.length).toBeLessThanOrEqual(allowedDisagreement * glyphs.length);

  // LiteRT answers in real numbers, all of them multiples of the output's scale.
  const levels = [...new Set(peer.flat())].sort((a, b) => a - b);
  const step = levels.slice(1).reduce((least, level, i) => Math.min(least, level - (levels[i] ?? 0)), Infinity);
  const offsets = peer.flatMap((logits, i) => logits.map((logit, j) => (ours[i]?.[j] ?? 0) - Math.round(logit / step)));
  const zeroPoint = [...offsets].sort((a, b) => a - b)[offsets.length >> 1] ?? 0;
  const apart = offsets.map((offset) => Math.abs(offset - zeroPoint));
  const largest = apart.reduce((a, b) => Math.max(a, b));
  const beyondOne = apart.filter((steps) => steps > 1).length / apart.length;
  console.log(`${(100 * beyondOne).toFixed(2)} % of logits more than one step apart, the largest ${largest}`);
  expect(largest).toBeLessThanOrEqual(allowedSteps);
});
