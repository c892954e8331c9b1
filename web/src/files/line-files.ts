// Where the reader of lines comes from: fetched when the first line is asked for.

import golden from "emnist:line-golden";
import modelUrl from "emnist:line-model?url";
import scalarUrl from "emnist:line-scalar.wasm?url";
import simdUrl from "emnist:line-simd.wasm?url";
import wordsUrl from "emnist:words?url";
import type { LineRecognizerFiles } from "../core/load-line.ts";
import type { Source } from "../core/source.ts";

export const lineFiles: LineRecognizerFiles & { readonly words: Source } = {
  binaries: {
    simd: { glue: () => import("emnist:line-simd.mjs"), wasm: simdUrl },
    scalar: { glue: () => import("emnist:line-scalar.mjs"), wasm: scalarUrl },
  },
  model: modelUrl,
  words: wordsUrl,
  golden,
};
