// Where this page's recogniser comes from.

import golden from "emnist:golden";
import modelUrl from "emnist:model?url";
import scalarUrl from "emnist:scalar.wasm?url";
import simdUrl from "emnist:simd.wasm?url";
import type { RecognizerFiles } from "../core/index.ts";

export const files: RecognizerFiles = {
  binaries: {
    simd: { glue: () => import("emnist:simd.mjs"), wasm: simdUrl },
    scalar: { glue: () => import("emnist:scalar.mjs"), wasm: scalarUrl },
  },
  model: modelUrl,
  golden,
};
