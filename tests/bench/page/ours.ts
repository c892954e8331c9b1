// Our module through the loader that page and library use, self-test included. Which binary it is, the build says.

import binaryUrl from "bench:binary?url";
import modelUrl from "bench:model?url";
import golden from "emnist:golden";
import createModule from "emnist:simd.mjs"; // the glue of both binaries is one and the same
import { loadRecognizer } from "../../../web/src/core/load.ts";
import type { Contestant } from "./contestant.ts";

export async function start(): Promise<Contestant> {
  const binary = { glue: async () => ({ default: createModule }), wasm: binaryUrl };
  const { recognizer } = await loadRecognizer({ binaries: { simd: binary, scalar: binary }, model: modelUrl, golden });
  return { read: (glyph) => recognizer.recognizeGlyph(glyph).alternatives[0]?.label ?? "" };
}
