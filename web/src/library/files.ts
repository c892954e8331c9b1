// Where the package's own files lie: beside the built module, by addresses that bundlers understand and that hold in
// any plain copy. A caller whose bundler does not follow them says where the files are.

import golden from "emnist:golden";
import createModule from "emnist:simd.mjs";
import type { RecognizerFiles } from "../core/load.ts";
import type { Source } from "../core/source.ts";
import { atHand, binariesOf } from "./sources.ts";

/** Bytes, or where to fetch them. */
export interface Files {
  /** The WebAssembly binary with SIMD: what "emnist-edge/wasm" names. */
  readonly wasm?: Source | undefined;
  /** The one without, for older browsers: "emnist-edge/wasm-scalar". Fetched only where it is needed. */
  readonly wasmScalar?: Source | undefined;
  /** The ONNX file: "emnist-edge/model", or a model of one's own. */
  readonly model?: Source | undefined;
  /** What sees a character in a picture: "emnist-edge/pictures-wasm"; false where only ink is read, which spares it. */
  readonly pictures?: Source | false | undefined;
  /** The one without SIMD: "emnist-edge/pictures-wasm-scalar". */
  readonly picturesScalar?: Source | undefined;
}

/** @internal The three files in a fixed order: equal lists are one module in memory. */
export function sourcesOf(files: Files): readonly [simd: Source, scalar: Source, model: Source] {
  return [
    files.wasm ?? new URL("./emnist-simd.wasm", import.meta.url),
    files.wasmScalar ?? new URL("./emnist-scalar.wasm", import.meta.url),
    files.model ?? new URL("./emnist-edge.onnx", import.meta.url),
  ];
}

/** @internal The same for pictures; undefined where none are read. */
export function pictureSourcesOf(files: Files): readonly [simd: Source, scalar: Source] | undefined {
  if (files.pictures === false) return undefined;
  return [
    files.pictures ?? new URL("./emnist-pictures-simd.wasm", import.meta.url),
    files.picturesScalar ?? new URL("./emnist-pictures-scalar.wasm", import.meta.url),
  ];
}

/** @internal */
export const recognizerFiles = (sources: ReturnType<typeof sourcesOf>): RecognizerFiles => ({
  binaries: binariesOf(createModule, sources),
  model: atHand(sources[2]),
  golden,
  anyModel: true,
});
