// Bundles web/src/offline/service-worker.ts into one classic script at the site's root, with the list of files that make
// up this version written into it. Anything that changes changes the list's hash, and so the worker.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin, type Rollup } from "vite";

const entry = join(import.meta.dirname, "../src/offline/service-worker.ts");
/** Copied to the site's root under their own names: the manifest and its icons. */
const unhashed = join(import.meta.dirname, "../public");

export function serviceWorker(): Plugin {
  return {
    name: "service-worker",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      async handler(_options, bundle) {
        const version = versionOf(bundle);
        this.emitFile({ type: "asset", fileName: "service-worker.js", source: await bundleWorker(version) });
      },
    },
  };
}

function versionOf(bundle: Rollup.OutputBundle) {
  const all = Object.values(bundle).sort((a, b) => (a.fileName < b.fileName ? -1 : 1));
  const hash = createHash("sha256");
  for (const file of all) hash.update(file.fileName).update(file.type === "chunk" ? file.code : file.source);
  const named = readdirSync(unhashed).sort();
  for (const name of named) hash.update(name).update(readFileSync(join(unhashed, name)));
  const of = (binary: string) =>
    all
      .filter((file) => origins(file).some((origin) => origin.includes(`build/wasm-${binary}/`)))
      .map(({ fileName }) => `/${fileName}`);
  const [simd, scalar] = [of("simd"), of("scalar")];
  const page = all.map(({ fileName }) => (fileName === "index.html" ? "/" : `/${fileName}`));
  const addresses = [...page, ...named.map((name) => `/${name}`)];
  const files = addresses.filter((address) => !simd.includes(address) && !scalar.includes(address));
  return { version: hash.digest("hex").slice(0, 12), files, simd, scalar };
}

const origins = (file: Rollup.OutputAsset | Rollup.OutputChunk): string[] =>
  file.type === "asset" ? file.originalFileNames : [file.facadeModuleId ?? ""];

async function bundleWorker(version: object): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "warn",
    define: { build: JSON.stringify(version) },
    build: { write: false, target: "es2022", lib: { entry, formats: ["iife"], name: "serviceWorker" } },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (!output || !("output" in output)) throw new Error("The service worker was not built.");
  return output.output[0].code;
}
