// What is made elsewhere, by the names the page imports it by (web/src/page/assets.d.ts).

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const root = join(import.meta.dirname, "../..");

const paths: Record<string, string> = {
  "emnist:simd.mjs": "build/wasm-simd/emnist.mjs",
  "emnist:simd.wasm": "build/wasm-simd/emnist.wasm",
  "emnist:scalar.mjs": "build/wasm-scalar/emnist.mjs",
  "emnist:scalar.wasm": "build/wasm-scalar/emnist.wasm",
  "emnist:golden": "build/golden.json",
  "emnist:model": onlyModel(),
  "emnist:samples": "models/sample-strokes.json",
};

function onlyModel(): string {
  const models = readdirSync(join(root, "models")).filter((name) => name.endsWith(".onnx"));
  if (models.length !== 1) throw new Error(`models/ must hold one .onnx file, not ${models.length}.`);
  return join("models", models[0] as string);
}

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
      const [name = "", query] = id.split("?");
      const path = builtFile(name);
      return path && path + (query ? `?${query}` : "");
    },
  };
}
