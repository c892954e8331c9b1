// onnxruntime-web, its build without WebGPU.

import modelUrl from "bench:model?url";
import * as ort from "onnxruntime-web/wasm";
import { type Contestant, fromLogits } from "./contestant.ts";

export async function start(): Promise<Contestant> {
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(modelUrl, { graphOptimizationLevel: "all" });
  return fromLogits(async (pixels) => {
    const { logits } = await session.run({ image: new ort.Tensor("float32", pixels, [1, 1, 28, 28]) });
    return logits?.data as Float32Array;
  });
}
