// Where this page's picture reader comes from.

import golden from "emnist:pictures-golden";
import scalarUrl from "emnist:pictures-scalar.wasm?url";
import simdUrl from "emnist:pictures-simd.wasm?url";
import type { PictureFiles } from "../core/load-pictures.ts";

export const pictureFiles: PictureFiles = {
  binaries: {
    simd: { glue: () => import("emnist:pictures-simd.mjs"), wasm: simdUrl },
    scalar: { glue: () => import("emnist:pictures-scalar.mjs"), wasm: scalarUrl },
  },
  golden,
};
