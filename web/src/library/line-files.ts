// Where the package's files for lines lie, as files.ts has it for characters.

import golden from "emnist:line-golden";
import createModule from "emnist:line-simd.mjs";
import type { LineRecognizerFiles } from "../core/load-line.ts";
import type { Source } from "../core/source.ts";
import { atHand, binariesOf } from "./sources.ts";

/** Bytes, or where to fetch them. */
export interface LineFiles {
  /** The WebAssembly binary with SIMD: what "emnist-edge/line-wasm" names. */
  readonly wasm?: Source | undefined;
  /** The one without, for older browsers: "emnist-edge/line-wasm-scalar". Fetched only where it is needed. */
  readonly wasmScalar?: Source | undefined;
  /** The ONNX file: "emnist-edge/line-model", or a model of one's own. */
  readonly model?: Source | undefined;
  /** The words to expect: "emnist-edge/words", or text, one word a line. */
  readonly words?: Source | undefined;
}

/** @internal The files in a fixed order: equal lists are one module in memory. */
export function sourcesOf(files: LineFiles): readonly [simd: Source, scalar: Source, model: Source, words: Source] {
  return [
    files.wasm ?? new URL("./emnist-line-simd.wasm", import.meta.url),
    files.wasmScalar ?? new URL("./emnist-line-scalar.wasm", import.meta.url),
    files.model ?? new URL("./emnist-edge-line.onnx", import.meta.url),
    files.words ?? new URL("./english.words", import.meta.url),
  ];
}

/** @internal */
export const recognizerFiles = (sources: ReturnType<typeof sourcesOf>): LineRecognizerFiles => ({
  binaries: binariesOf(createModule, sources),
  model: atHand(sources[2]),
  golden,
  anyModel: true,
});

/** @internal */
export const wordsOf = ([, , , words]: ReturnType<typeof sourcesOf>): Source => atHand(words);
