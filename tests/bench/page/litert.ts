// LiteRT.js on the processor: its build with relaxed SIMD and without threads.

import modelUrl from "bench:model?url";
import { loadAndCompile, loadLiteRt, Tensor } from "@litertjs/core";
import glueUrl from "@litertjs/core/wasm/litert_wasm_internal.js?url";
import "@litertjs/core/wasm/litert_wasm_internal.wasm?url"; // the glue looks for it beside itself
import { type Contestant, fromLogits } from "./contestant.ts";

export async function start(): Promise<Contestant> {
  await loadLiteRt(glueUrl);
  const model = await loadAndCompile(modelUrl, { accelerator: "wasm" });
  return fromLogits(async (pixels) => {
    const image = new Tensor(pixels, [1, 28, 28, 1]);
    const [logits] = await model.run(image);
    const values = logits?.toTypedArray() as Float32Array;
    image.delete();
    logits?.delete();
    return values;
  });
}
