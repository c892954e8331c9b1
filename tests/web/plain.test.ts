// The plain JavaScript that the page is compared with computes the same network: onnxruntime-web on the same file agrees.

import * as ort from "onnxruntime-web/wasm";
import { expect, test } from "vitest";
import { Recognizer, startModule } from "../../web/src/core/index.ts";
import { run } from "../plain/network.js";
import { readPlainNetwork } from "../plain/onnx.ts";
import { binary, bytes, drawings, modelPath } from "./built.ts";

ort.env.wasm.numThreads = 1;

test("plain loops give onnxruntime's logits", async () => {
  const file = bytes("tests/models/emnist-edge.f32.onnx");
  const session = await ort.InferenceSession.create(file);
  const network = readPlainNetwork(file);
  const recognizer = new Recognizer(await startModule(binary("simd")));
  recognizer.load(bytes(modelPath));
  for (const drawing of drawings) {
    const glyph = Float32Array.from(recognizer.recognizeStrokes(drawing).glyph, (pixel) => pixel / 255);
    const { logits } = await session.run({ image: new ort.Tensor("float32", glyph, [1, 1, 28, 28]) });
    const theirs = (await logits?.getData()) as Float32Array;
    const ours = run(network, glyph);
    expect(ours).toHaveLength(theirs.length);
    expect(Math.max(...ours.map((value, i) => Math.abs(value - (theirs[i] ?? 0))))).toBeLessThan(1e-3);
  }
});
