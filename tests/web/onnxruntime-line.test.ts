// The shipped line model in onnxruntime-web, an independent implementation, against our module on the same traces. Only a
// rounding that nearly ties may fall differently, in few lines; through twenty layers it moves many of their logits.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import * as ort from "onnxruntime-web/wasm";
import { describe, expect, test } from "vitest";
import { type Stroke, startModule } from "../../web/src/core/index.ts";
import { LineRecognizer } from "../../web/src/core/line-recognizer.ts";
import { binaryNames, bytes, drawings, lineBinary, lineModelPath, repository } from "./built.ts";
import { perturbed } from "./perturbed.ts";
import { type LogitPair, stepsApart } from "./quantisation-steps.ts";
import { random } from "./random.ts";

const features = 9; // bytes of a trace's point
const allowedApart = 0.1; // of the lines; the others agree to the last bit
const allowedSteps = 8;

ort.env.wasm.numThreads = 1;

const next = random(1);

/** Some of our drawings side by side. */
function line(characters: number): Stroke[] {
  let left = 0;
  return Array.from({ length: characters }, () => {
    const strokes = perturbed(drawings[Math.floor(next() * drawings.length)] ?? [], next);
    const xs = strokes.flat().map(([x]) => x);
    const shift = left - Math.min(...xs);
    left += Math.max(...xs) - Math.min(...xs) + 20;
    return strokes.map((stroke) => stroke.map(([x, y]) => [x + shift, y] as const));
  }).flat();
}

const lines = Array.from({ length: 60 }, (_, index) => line(1 + (index % 8)));

const traces = readTraces(
  execFileSync(join(repository, "build/native/emnist"), ["trace"], {
    input: lines.map((strokes) => `${JSON.stringify({ strokes })}\n`).join(""),
  }),
);

/** `emnist trace`'s answers: for each line its length in points, four bytes, and its points. */
function readTraces(bytes: Buffer): Uint8Array[] {
  const found = [];
  for (let place = 0; place < bytes.length; ) {
    const end = place + 4 + features * bytes.readUInt32LE(place);
    found.push(bytes.subarray(place + 4, end));
    place = end;
  }
  return found;
}

const session = await ort.InferenceSession.create(bytes(lineModelPath));

/** Real logits, frame by frame, as onnxruntime computes them. */
async function peerLogits(trace: Uint8Array): Promise<Float32Array> {
  const points = trace.length / features;
  const values = Float32Array.from(
    { length: trace.length },
    (_, index) => ((trace[(index % points) * features + Math.floor(index / points)] ?? 0) - 128) / 128,
  );
  const { logits } = await session.run({ trace: new ort.Tensor("float32", values, [1, features, points]) });
  const found = (await logits?.getData()) as Float32Array;
  const [, classes = 0, frames = 0] = logits?.dims ?? [];
  return Float32Array.from(found, (_, index) => found[(index % classes) * frames + Math.floor(index / classes)] ?? 0);
}
const answers = await Promise.all(traces.map(peerLogits));

describe.each(binaryNames)("the %s binary and onnxruntime-web", async (name) => {
  const recognizer = new LineRecognizer(await startModule(lineBinary(name)));
  recognizer.load(bytes(lineModelPath));

  test("agree on the logits of lines", () => {
    const pairs = lines.map((strokes, index): LogitPair => {
      recognizer.recognize(strokes, { words: false });
      return { ours: recognizer.logits, peer: answers[index] ?? new Float32Array() };
    });
    const steps = stepsApart(pairs);
    const largest = steps.map((line) => line.reduce((a, b) => Math.max(a, b), 0));
    const apart = largest.filter((most) => most > 0);
    console.log(`${name}: ${apart.length} of ${lines.length} lines apart, by ${Math.max(...apart, 0)} steps at most`);
    expect(pairs.map(({ ours }) => ours.length)).toEqual(pairs.map(({ peer }) => peer.length));
    expect(apart.length).toBeLessThanOrEqual(allowedApart * lines.length);
    expect(Math.max(...apart, 0)).toBeLessThanOrEqual(allowedSteps);
  });
});
