// TensorFlow.js on its WebAssembly backend: the float network by fused operators, the backend with only the kernels that
// these need, with SIMD and without threads.

import layers from "bench:layers";
import modelUrl from "bench:model?url";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm/dist/base";
import { addConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Add";
import { fusedConv2DConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/FusedConv2D";
import { fusedDepthwiseConv2DConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/FusedDepthwiseConv2D";
import { reluConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Relu";
import { reshapeConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Reshape";
import wasmUrl from "@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url";
import {
  add,
  env,
  fused,
  registerKernel,
  relu,
  setBackend,
  type Tensor4D,
  tensor1d,
  tensor4d,
  tidy,
} from "@tensorflow/tfjs-core";
import type { PlainLayer } from "../../plain/onnx.ts";
import { type Contestant, fromLogits } from "./contestant.ts";

for (const config of [addConfig, fusedConv2DConfig, fusedDepthwiseConv2DConfig, reluConfig, reshapeConfig])
  registerKernel(config);

type Operator = (first: Tensor4D, second: Tensor4D | undefined) => Tensor4D;

/** A layer, and the ReLU behind it if nothing else reads it, as one call. */
function operatorOf(layer: PlainLayer, activation: "relu" | "linear", weights: Float32Array): Operator {
  if (layer.operator === "Relu") return (first) => relu(first);
  if (layer.operator === "Add") return (first, second) => add(first, second as Tensor4D);
  if (layer.operator === "Flatten") return (first) => first; // one pixel is left; the last layer is a 1×1 convolution
  const { at, shape } = layer.weight as NonNullable<PlainLayer["weight"]>;
  const [outputs = 0, ofGroup = 0, height = 1, width = 1] = shape;
  const bias = layer.bias === undefined ? undefined : tensor1d(weights.slice(layer.bias, layer.bias + outputs));
  const depthwise = layer.groups > 1;
  const options = { strides: layer.stride, pad: layer.padding, activation, ...(bias && { bias }) };
  const kernel = innermostLast(weights.subarray(at), outputs, ofGroup, height * width, depthwise);
  if (!depthwise) {
    const filter = tensor4d(kernel, [height, width, ofGroup, outputs]);
    return (x) => fused.conv2d({ x, filter, ...options });
  }
  const filter = tensor4d(kernel, [height, width, outputs, 1]);
  return (x) => fused.depthwiseConv2d({ x, filter, ...options });
}

/** From ONNX's order (output, input, window) to TensorFlow's (window, input, output). */
function innermostLast(source: Float32Array, outputs: number, inputs: number, window: number, depthwise: boolean) {
  const target = new Float32Array(outputs * inputs * window);
  for (let output = 0; output < outputs; output++)
    for (let input = 0; input < inputs; input++)
      for (let tap = 0; tap < window; tap++) {
        const to = depthwise ? tap * outputs + output : (tap * inputs + input) * outputs + output;
        target[to] = source[(output * inputs + input) * window + tap] ?? 0;
      }
  return target;
}

export async function start(): Promise<Contestant> {
  const file = fetch(modelUrl).then((response) => response.arrayBuffer());
  env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  // It insists on an address for each of its builds and fetches the one.
  const builds = ["", "-simd", "-threaded-simd"].map((build) => `tfjs-backend-wasm${build}.wasm`);
  setWasmPaths(Object.fromEntries(builds.map((build) => [build, wasmUrl])));
  await setBackend("wasm");
  const weights = new Float32Array(await file);

  const readers = (value: number) => layers.filter(({ inputs }) => inputs.includes(value));
  const steps: { inputs: readonly number[]; output: number; operator: Operator }[] = [];
  const done = new Set<PlainLayer>();
  for (const layer of layers) {
    if (done.has(layer)) continue;
    const [next, ...others] = readers(layer.output);
    const fuses = layer.operator === "Conv" && next?.operator === "Relu" && others.length === 0;
    if (fuses) done.add(next);
    const operator = operatorOf(layer, fuses ? "relu" : "linear", weights);
    steps.push({ inputs: layer.inputs, output: fuses ? next.output : layer.output, operator });
  }

  return fromLogits((pixels) => {
    const last = tidy(() => {
      const values = [tensor4d(pixels, [1, 28, 28, 1])];
      for (const { inputs, output, operator } of steps) {
        const [first, second] = inputs.map((value) => values[value]);
        values[output] = operator(first as Tensor4D, second);
      }
      return values.at(-1) as Tensor4D;
    });
    const logits = last.dataSync<"float32">();
    last.dispose();
    return logits;
  });
}
