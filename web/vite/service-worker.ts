// Bundles web/src/offline/service-worker.ts into one classic script at the site's root, with the list of files that one
// page of this version is made of written into it. Anything that changes changes the list's hash, and so the worker.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin, type Rollup } from "vite";
import { integrityOf } from "./integrity.ts";

const entry = join(import.meta.dirname, "../src/offline/service-worker.ts");
/** Copied to the site's root under their own names. */
const unhashed = join(import.meta.dirname, "../public");

export interface KeptPage {
  /** The worker's file name, and what its caches' names begin with: no two pages share either. */
  readonly fileName: string;
  readonly cachePrefix: string;
  /** The page as the build calls it, the addresses a visitor knows it by, and what of web/public it shows. */
  readonly page: string;
  readonly addresses: readonly string[];
  readonly named: readonly string[];
}

export function serviceWorker(page: KeptPage): Plugin {
  return {
    name: `service-worker-${page.fileName}`,
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      async handler(_options, bundle) {
        const source = await bundleWorker(versionOf(page, bundle));
        this.emitFile({ type: "asset", fileName: page.fileName, source });
      },
    },
  };
}

function versionOf({ page, cachePrefix, addresses, named }: KeptPage, bundle: Rollup.OutputBundle) {
  const all = madeOf(page, bundle)
    .filter((file) => !isOnDemand(file))
    .sort((a, b) => (a.fileName < b.fileName ? -1 : 1));
  const hash = createHash("sha256");
  for (const file of all) hash.update(file.fileName).update(file.type === "chunk" ? file.code : file.source);
  const contents = named.map((name) => [`/${name}`, readFileSync(join(unhashed, name))] as const);
  for (const [address, content] of contents) hash.update(address).update(content);
  const html = all.find(({ fileName }) => fileName === page);
  if (html?.type !== "asset") throw new Error(`The build has no ${page}.`);
  const integrity = Object.fromEntries([
    ...addresses.map((address) => [address, integrityOf(html.source)]),
    ...contents.map(([address, content]) => [address, integrityOf(content)]),
  ]);
  const of = (binary: string) =>
    all
      .filter((file) => origins(file).some((origin) => origin.includes(`build/wasm-${binary}/`)))
      .map(({ fileName }) => `/${fileName}`);
  const [simd, scalar] = [of("simd"), of("scalar")];
  const hashed = all.filter(({ fileName }) => fileName !== page).map(({ fileName }) => `/${fileName}`);
  const files = [...addresses, ...hashed, ...named.map((name) => `/${name}`)].filter(
    (address) => !simd.includes(address) && !scalar.includes(address),
  );
  const onlyOf = (start: string) => {
    const others = new Set(madeOf(page, bundle, (file) => origins(file).some((origin) => origin.endsWith(start))));
    return all.filter((file) => !others.has(file)).map(({ fileName }) => `/${fileName}`);
  };
  const onUse = Object.fromEntries(Object.entries(partsOnUse).map(([name, start]) => [name, onlyOf(start)]));
  return { cachePrefix, version: hash.digest("hex").slice(0, 12), files, simd, scalar, onUse, integrity };
}

/** What a character that is drawn does not need is kept by those who have used it: all that only these lead to. */
const partsOnUse = {
  lines: "/page/lines/lines.ts",
  photographs: "/page/photographs/photographs.ts",
  "frame-line": "/widget/frame-line.ts",
  "ink-files": "/page/ink-files/ink-files.ts",
  practice: "/page/practice/practice.ts",
  guide: "/widget/guide/guide.ts",
  learn: "/widget/learn.ts",
};

type File = Rollup.OutputAsset | Rollup.OutputChunk;

/** Everything of the bundle that a page may ever fetch, but for what only a file that `isLeftOut` leads to. */
function madeOf(page: string, bundle: Rollup.OutputBundle, isLeftOut: (file: File) => boolean = () => false): File[] {
  const seen = new Set<string>();
  const visit = (fileName: string) => {
    const file = bundle[fileName];
    if (!file || seen.has(fileName) || isLeftOut(file)) return;
    seen.add(fileName);
    if (file.type === "asset") return;
    const { imports, dynamicImports, viteMetadata } = file;
    for (const name of [...imports, ...dynamicImports]) visit(name);
    for (const name of [...(viteMetadata?.importedCss ?? []), ...(viteMetadata?.importedAssets ?? [])]) visit(name);
  };
  visit(page);
  const entry = Object.values(bundle).find(
    (file) => file.type === "chunk" && file.isEntry && file.facadeModuleId?.endsWith(`/${page}`),
  );
  if (!entry) throw new Error(`The build has no page ${page}.`);
  visit(entry.fileName);
  return [...seen].map((name) => bundle[name]).filter((file) => file !== undefined);
}

/** Pictures that only those see who ask for them, one at a time: too much for a first visit to bring along. */
const isOnDemand = (file: File): boolean => origins(file).some((origin) => origin.includes("models/plots/"));

const origins = (file: File): string[] =>
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
