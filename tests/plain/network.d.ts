import type { PlainNetwork } from "./onnx.ts";

/** Logits of a glyph of 784 numbers from 0 to 1. */
export function run(network: PlainNetwork, glyph: Float32Array): Float32Array;
