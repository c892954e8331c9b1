// Builds the package's code into build/library/dist: its own addresses of files are left for whoever bundles it next.

import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";
import { builtFiles } from "./web/vite/built-files.ts";
import { strings } from "./web/vite/strings.ts";

/** Bundlers look for `new URL("…", import.meta.url)`; not all of them see through the minifier's backticks. */
const plainAddresses: Plugin = {
  name: "plain-addresses",
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle))
      if (chunk.type === "chunk")
        chunk.code = chunk.code.replace(/new URL\(`([^`$]+)`,import\.meta\.url\)/g, 'new URL("$1",import.meta.url)');
  },
};

const library = join(import.meta.dirname, "web/src/library");

export default defineConfig({
  root: "web",
  plugins: [builtFiles(), strings(), plainAddresses],
  publicDir: false,
  build: {
    ssr: true, // for browsers, workers and node alike: nothing is resolved, inlined or preloaded for a page
    target: "es2022",
    cssTarget: ["chrome123", "firefox120", "safari17.5"], // as the site's: light-dark() stays
    outDir: "../build/library/dist",
    emptyOutDir: true,
    minify: true,
    reportCompressedSize: false,
    rolldownOptions: {
      input: Object.fromEntries(
        ["index", "line", "handwriting", "element", "line-element", "frame"].map((name) => [
          name,
          join(library, `${name}.ts`),
        ]),
      ),
      output: { entryFileNames: "[name].js", chunkFileNames: "[name].js" },
    },
  },
});
