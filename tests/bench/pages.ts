// Builds a page for each contestant, all from page/index.html and all in the same way: minified, and everything that the
// script will ask for asked for in the head.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin, type UserConfig } from "vite";
import { builtFiles } from "../../web/vite/built-files.ts";
import { readPlainNetwork } from "../plain/onnx.ts";
import { type Contestant, contestants, plainSource, plainWeights, repository } from "./contestants.ts";

export const folderOf = ({ id }: Contestant) => join(repository, "build/bench/pages", id);

export async function buildPages(sampleGlyph: Uint8Array): Promise<void> {
  const { layers, weights } = readPlainNetwork(readFileSync(join(repository, plainSource)));
  mkdirSync(join(repository, "build/bench"), { recursive: true });
  writeFileSync(join(repository, plainWeights), new Uint8Array(weights.buffer));
  for (const contestant of contestants)
    await buildPage(join(import.meta.dirname, "page"), folderOf(contestant), {
      plugins: [builtFiles(), parts(contestant, layers), preload],
      define: { sampleGlyph: JSON.stringify([...sampleGlyph]) },
    });
}

/** Of `root`/index.html, as any page is built; runtimes are as large as they are. */
export async function buildPage(
  root: string,
  outDir: string,
  { plugins = [], define = {} }: Pick<UserConfig, "plugins" | "define">,
): Promise<void> {
  await build({
    configFile: false,
    root,
    base: "./",
    logLevel: "warn",
    plugins,
    define,
    build: {
      target: "es2022",
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1000, // kB
      rolldownOptions: { output: { assetFileNames: "[name][extname]", entryFileNames: "[name].js" } },
    },
  });
}

/** What the imports of bench.d.ts stand for on this contestant's page. */
function parts({ code, model, binary }: Contestant, layers: unknown): Plugin {
  const paths: Readonly<Record<string, string | undefined>> = {
    "bench:contestant": join(import.meta.dirname, "page", `${code}.ts`),
    "bench:model": join(repository, model),
    "bench:binary": binary && join(repository, binary),
  };
  return {
    name: "parts",
    enforce: "pre",
    resolveId(id) {
      if (id === "bench:layers") return "\0layers";
      const [name = "", query] = id.split("?");
      return paths[name] && paths[name] + (query ? `?${query}` : "");
    },
    load: (id) => (id === "\0layers" ? `export default ${JSON.stringify(layers)}` : undefined),
  };
}

const preload: Plugin = {
  name: "preload",
  transformIndexHtml: {
    order: "post",
    handler: (_html, { bundle = {} }) =>
      Object.values(bundle)
        .filter(({ type }) => type === "asset")
        .map(({ fileName }) => ({
          tag: "link",
          attrs: { rel: "preload", href: fileName, as: fileName.endsWith(".js") ? "script" : "fetch", crossorigin: "" },
          injectTo: "head-prepend",
        })),
  },
};
