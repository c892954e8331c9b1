// What is made elsewhere, by the names that the pages import it by (web/src/assets.d.ts).

import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import { lineModelName, modelName } from "../../scripts/model.mjs";

const root = join(import.meta.dirname, "../..");

const paths: Record<string, string> = {
  "emnist:simd.mjs": "build/wasm-simd/emnist.mjs",
  "emnist:simd.wasm": "build/wasm-simd/emnist.wasm",
  "emnist:scalar.mjs": "build/wasm-scalar/emnist.mjs",
  "emnist:scalar.wasm": "build/wasm-scalar/emnist.wasm",
  "emnist:golden": "build/golden.json",
  "emnist:pictures-simd.mjs": "build/wasm-simd/emnist-pictures.mjs",
  "emnist:pictures-simd.wasm": "build/wasm-simd/emnist-pictures.wasm",
  "emnist:pictures-scalar.mjs": "build/wasm-scalar/emnist-pictures.mjs",
  "emnist:pictures-scalar.wasm": "build/wasm-scalar/emnist-pictures.wasm",
  "emnist:pictures-golden": "build/golden-pictures.json",
  "emnist:model": modelName,
  "emnist:line-simd.mjs": "build/wasm-simd/emnist-line.mjs",
  "emnist:line-simd.wasm": "build/wasm-simd/emnist-line.wasm",
  "emnist:line-scalar.mjs": "build/wasm-scalar/emnist-line.mjs",
  "emnist:line-scalar.wasm": "build/wasm-scalar/emnist-line.wasm",
  "emnist:line-golden": "build/golden-lines.json",
  "emnist:line-model": lineModelName,
  "emnist:words": "models/english.words",
  "emnist:samples": "models/sample-strokes.json",
};

/** A module of its own: how many bytes the reader of lines is, by part. */
const sizes = "emnist:line-sizes";
const sized = { simd: "line-simd.wasm", scalar: "line-scalar.wasm", model: "line-model", words: "words" };

/** Where the file of that name lies. */
export function builtFile(name: string): string | undefined {
  const path = paths[name];
  return path && join(root, path);
}

export function builtFiles(): Plugin {
  return {
    name: "built-files",
    enforce: "pre",
    buildStart() {
      const missing = Object.values(paths).filter((path) => !existsSync(join(root, path)));
      if (missing.length > 0) throw new Error(`Missing: ${missing.join(", ")}. Run scripts/build.sh first.`);
    },
    resolveId(id) {
      if (id === sizes) return `\0${sizes}`;
      const [name = "", query] = id.split("?");
      const path = builtFile(name);
      return path && path + (query ? `?${query}` : "");
    },
    load(id) {
      if (id !== `\0${sizes}`) return undefined;
      const bytes = Object.entries(sized).map(([part, name]) => [
        part,
        statSync(builtFile(`emnist:${name}`) ?? "").size,
      ]);
      return `export default ${JSON.stringify(Object.fromEntries(bytes))};`;
    },
  };
}
