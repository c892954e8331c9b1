// Builds the page into web/dist: everything hashed, nothing inline, binaries with their .br sibling beside them.

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const root = import.meta.dirname;
const dist = join(root, "web/dist");

/** What is made elsewhere, by the names the page imports them by (web/src/ui/assets.d.ts). */
const builtFiles: Record<string, string> = {
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

function resolveBuiltFiles(): Plugin {
  return {
    name: "built-files",
    enforce: "pre",
    buildStart() {
      const missing = Object.values(builtFiles).filter((path) => !existsSync(join(root, path)));
      if (missing.length > 0) throw new Error(`Missing: ${missing.join(", ")}. Run scripts/build.sh first.`);
    },
    resolveId(id) {
      const [name = "", query] = id.split("?");
      const path = builtFiles[name];
      return path && join(root, path) + (query ? `?${query}` : "");
    },
  };
}

/** One file of strings, one module for each language, so that a visitor fetches only their own. */
function strings(): Plugin {
  const file = join(root, "web/strings.json");
  const read = () => JSON.parse(readFileSync(file, "utf8")) as Record<string, Record<string, string>>;
  return {
    name: "strings",
    resolveId: (id) => (id.startsWith("strings:") ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith("\0strings:")) return undefined;
      const language = id.slice("\0strings:".length);
      this.addWatchFile(file);
      const entries = Object.entries(read()).map(([key, texts]) => [key, texts[language]]);
      return `export default ${JSON.stringify(Object.fromEntries(entries))}`;
    },
    // The page's own text is English: <b data-text="key"></b> in the source.
    transformIndexHtml(html) {
      const texts = read();
      const english = (key: string) => texts[key]?.en ?? `missing string ${key}`;
      return html
        .replace(/(data-text="([\w-]+)"[^>]*>)/g, (_, tag, key) => tag + english(key))
        .replace(/data-label="([\w-]+)"/g, (attribute, key) => `${attribute} aria-label="${english(key)}"`);
    },
  };
}

/** Fetches what the first answer needs beside the script that will ask for it, not after it. */
function preload(): Plugin {
  return {
    name: "preload",
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle }) {
        const files = Object.values(bundle ?? {});
        const isBuiltFrom = (path: string) => (file: (typeof files)[number]) =>
          file.type === "asset"
            ? file.originalFileNames.some((name) => join(root, "web", name) === path)
            : file.facadeModuleId === path;
        const link = (name: string, attributes: object) => {
          const file = files.find(isBuiltFrom(join(root, builtFiles[name] as string)));
          if (!file) throw new Error(`The build has nothing made from ${name}.`);
          return { tag: "link", attrs: { ...attributes, href: `/${file.fileName}`, crossorigin: true } };
        };
        return [
          link("emnist:simd.wasm", { rel: "preload", as: "fetch" }),
          link("emnist:model", { rel: "preload", as: "fetch" }),
          link("emnist:simd.mjs", { rel: "modulepreload" }),
        ];
      },
    },
  };
}

/** The host compresses text by itself, binaries only when a compressed sibling lies beside them. */
function compressBinaries(): Plugin {
  return {
    name: "compress-binaries",
    writeBundle(_options, bundle) {
      for (const name of Object.keys(bundle).filter((name) => /\.(wasm|onnx)$/.test(name)))
        writeFileSync(join(dist, `${name}.br`), brotliCompressSync(readFileSync(join(dist, name))));
    },
  };
}

export default defineConfig({
  root: "web",
  base: "/",
  plugins: [resolveBuiltFiles(), strings(), preload(), compressBinaries()],
  build: {
    target: "es2022",
    outDir: dist,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
