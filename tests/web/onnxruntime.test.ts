// The shipped file in onnxruntime-web, an independent implementation, against our module on the same glyphs. The two
// round at different places, so a logit may lie a few quantisation steps apart; the reading may not, except on 0.2 % of
// the glyphs, and those are listed with the margin that was at stake.

import * as ort from "onnxruntime-web/wasm";
import { beforeAll, describe, expect, test } from "vitest";
import { Recognizer, startModule } from "../../web/src/core/index.ts";
import { binary, binaryNames, bytes, drawings, modelPath } from "./built.ts";
import { perturbed } from "./perturbed.ts";
import { type LogitPair, stepsApart } from "./quantisation-steps.ts";
import { random } from "./random.ts";

const variants = 21; // of each of our drawings
const allowedDisagreement = 0.002;
const allowedSteps = 8;

ort.env.wasm.numThreads = 1;

const indexOfLargest = (values: ArrayLike<number>) =>
  Array.from(values).reduce((best, value, index, all) => (value > (all[best] ?? 0) ? index : best), 0);

describe.each(binaryNames)("the %s binary and onnxruntime-web", async (name) => {
  const recognizer = new Recognizer(await startModule(binary(name)));
  recognizer.load(bytes(modelPath));
  const session = await ort.InferenceSession.create(bytes(modelPath));

  /** Real logits, as onnxruntime computes them. */
  async function peerLogits(glyph: Uint8Array): Promise<Float32Array> {
    const pixels = Float32Array.from(glyph, (pixel) => pixel / 255);
    const image = new ort.Tensor("float32", pixels, [1, 1, 28, 28]);
    const { logits } = await session.run({ image });
    return (await logits?.getData()) as Float32Array;
  }

  const pairs: LogitPair[] = [];
  beforeAll(async () => {
    const next = random(1);
    for (const drawing of drawings)
      for (let variant = 0; variant < variants; variant++) {
        const { glyph } = recognizer.recognizeStrokes(perturbed(drawing, next));
        pairs.push({ ours: recognizer.logits, peer: await peerLogits(glyph) });
      }
  });

  test("read the same character", () => {
    const disagreements = pairs.filter(({ ours, peer }) => indexOfLargest(ours) !== indexOfLargest(peer));
    for (const { ours, peer } of disagreements) {
      const [first = 0, second = 0] = [...ours].sort((a, b) => b - a);
      const labels = [ours, peer].map((logits) => recognizer.labels[indexOfLargest(logits)]);
      console.log(`we read ${labels[0]} (by ${first - second} steps), onnxruntime ${labels[1]}`);
    }
    expect(pairs.length).toBeGreaterThan(2000);
    expect(disagreements.length).toBeLessThanOrEqual(allowedDisagreement * pairs.length);
  });

  test("agree on every logit within a few quantisation steps", () => {
    const apart = stepsApart(pairs).flat();
    const beyondOne = apart.filter((steps) => steps > 1).length / apart.length;
    const largest = apart.reduce((a, b) => Math.max(a, b));
    console.log(
      `${name}: ${(100 * beyondOne).toFixed(2)} % of logits more than one step apart, the largest ${largest}`,
    );
    expect(largest).toBeLessThanOrEqual(allowedSteps);
  });
});
