// The f32 network that the shipped one was quantised from, run by our f32 operators (native, and the test builds of the
// WebAssembly) and by onnxruntime-web: the same numbers within 1e-4.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as ort from "onnxruntime-web/wasm";
import { expect, test } from "vitest";
import { Recognizer, startModule } from "../../web/src/core/index.ts";
import { binaryNames, bytes, drawings, repository } from "./built.ts";

const model = "tests/models/emnist-edge.f32.onnx";
const tolerance = 1e-4;

ort.env.wasm.numThreads = 1;
const session = await ort.InferenceSession.create(bytes(model));

interface NativeAnswer {
  readonly glyph: readonly number[];
  readonly logits: readonly number[];
  readonly top: readonly { readonly label: string; readonly confidence: number }[];
}

const native = execFileSync(
  join(repository, "build/native/emnist"),
  ["classify-ink", "--model", join(repository, model), "--logits"],
  { input: drawings.map((strokes) => `${JSON.stringify({ strokes })}\n`).join(""), encoding: "utf8" },
)
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as NativeAnswer);

test("native logits are onnxruntime's", async () => {
  for (const { glyph, logits } of native) {
    const image = new ort.Tensor(
      "float32",
      Float32Array.from(glyph, (pixel) => pixel / 255),
      [1, 1, 28, 28],
    );
    const outputs = await session.run({ image });
    const peer = (await outputs.logits?.getData()) as Float32Array;
    expect(peer.length).toBe(logits.length);
    logits.forEach((logit, index) => {
      expect(Math.abs(logit - (peer[index] ?? Number.NaN))).toBeLessThan(tolerance);
    });
  }
});

test.each(binaryNames)("%s confidences are the native ones", async (name) => {
  const folder = `build/wasm-${name}-test`;
  const module = await startModule({
    glue: () => import(/* @vite-ignore */ pathToFileURL(join(repository, folder, "emnist.mjs")).href),
    wasm: bytes(join(folder, "emnist.wasm")),
  });
  const recognizer = new Recognizer(module);
  recognizer.load(bytes(model));
  native.forEach(({ top }, index) => {
    const { alternatives } = recognizer.recognizeStrokes(drawings[index] ?? []);
    expect(alternatives.map(({ label }) => label)).toEqual(top.map(({ label }) => label));
    alternatives.forEach(({ confidence }, place) => {
      expect(Math.abs(confidence - (top[place]?.confidence ?? Number.NaN))).toBeLessThan(tolerance);
    });
  });
});
