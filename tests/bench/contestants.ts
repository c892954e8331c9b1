// Who runs the network, and how each is set. The first is ours.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { modelName } from "../../scripts/model.mjs";

export const repository = join(import.meta.dirname, "../..");

export interface Contestant {
  /** Of its page, and of its place in docs/peers.json. */
  readonly id: string;
  readonly name: string;
  /** As the npm package is published; ours and plain JavaScript have none. */
  readonly npm?: string;
  readonly weights: "int8" | "f32";
  readonly settings: string;
  /** The file in page/ that starts it. */
  readonly code: string;
  readonly model: string;
  readonly binary?: string;
}

const int8 = modelName;
const f32 = "tests/models/emnist-edge.f32.onnx";
/** Written by pages.ts: the weights of the float network and nothing else. */
export const plainWeights = "build/bench/weights.bin";
export const plainSource = f32;

export const contestants: readonly Contestant[] = [
  {
    id: "ours",
    name: "EMNIST Edge",
    weights: "int8",
    settings: "as the library loads it: SIMD, proved by known answers before it answers",
    code: "ours",
    model: int8,
    binary: "build/wasm-simd/emnist.wasm",
  },
  {
    id: "ours-scalar",
    name: "EMNIST Edge without SIMD",
    weights: "int8",
    settings: "the binary for browsers without SIMD, loaded in the same way",
    code: "ours",
    model: int8,
    binary: "build/wasm-scalar/emnist.wasm",
  },
  {
    id: "onnxruntime-int8",
    name: "onnxruntime-web",
    npm: "onnxruntime-web",
    weights: "int8",
    settings: "the file we ship; `onnxruntime-web/wasm`, SIMD, `numThreads` 1, all graph optimisations",
    code: "onnxruntime",
    model: int8,
  },
  {
    id: "onnxruntime-f32",
    name: "onnxruntime-web",
    npm: "onnxruntime-web",
    weights: "f32",
    settings: "the network before quantisation; otherwise the same",
    code: "onnxruntime",
    model: f32,
  },
  {
    id: "litert",
    name: "LiteRT.js",
    npm: "@litertjs/core",
    weights: "int8",
    settings: "the TFLite file we ship; accelerator `wasm`, relaxed SIMD, no threads",
    code: "litert",
    model: "models/emnist-edge.tflite",
  },
  {
    id: "tfjs",
    name: "TensorFlow.js wasm",
    npm: "@tensorflow/tfjs-backend-wasm",
    weights: "f32",
    settings:
      "fused operators, only the kernels they need registered, SIMD, no threads; weights as one block of floats",
    code: "tfjs",
    model: plainWeights,
  },
  {
    id: "plain",
    name: "plain JavaScript",
    weights: "f32",
    settings: "`tests/plain/network.js`: loops, no runtime; weights as one block of floats",
    code: "plain",
    model: plainWeights,
  },
];

/** As pinned. */
export function versionOf({ npm }: { readonly npm?: string }): string | undefined {
  const { devDependencies } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
  return npm && devDependencies[npm];
}
