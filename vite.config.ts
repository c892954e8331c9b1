// Builds the page into web/dist: everything hashed, nothing inline, so that the strictest policy can stand.

import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { defineConfig } from "vite";
import { beside } from "./web/vite/beside.ts";
import { builtFiles } from "./web/vite/built-files.ts";
import { compressBinaries } from "./web/vite/compress-binaries.ts";
import { hostConfig } from "./web/vite/host-config.ts";
import { integrity } from "./web/vite/integrity.ts";
import { modelCard } from "./web/vite/model-card.ts";
import { plainImports } from "./web/vite/plain-imports.ts";
import { preload } from "./web/vite/preload.ts";
import { serviceWorker } from "./web/vite/service-worker.ts";
import { strings } from "./web/vite/strings.ts";
import { unindent } from "./web/vite/unindent.ts";

const web = join(import.meta.dirname, "web");

/** Each page with what it needs offline. */
const main = serviceWorker({
  fileName: "service-worker.js",
  cachePrefix: "emnist-edge/",
  page: "index.html",
  addresses: ["/"],
  named: readdirSync(join(web, "public")).sort(),
});
const embed = serviceWorker({
  fileName: "embed-worker.js",
  cachePrefix: "emnist-embed/",
  page: "embed.html",
  addresses: ["/embed.html", "/embed"],
  named: [],
});

/** Scripts that other people's pages name: their addresses stay. What they import is hashed. */
const named: Readonly<Record<string, string>> = {
  "emnist-pad": "published-element.ts",
  "emnist-line": "published-line.ts",
  "emnist-host": "published-host.ts",
};

/** The folders that the pages have in common; what in them is for lines or pictures is fetched with the first of them. */
const shared = ["core", "files", "pad", "site", "storage", "words"].map((folder) => join(web, "src", folder, "/"));
const isShared = (file: string) => shared.some((folder) => file.startsWith(folder));
const isOfLines = (file: string) => /^(load-)?line\b/.test(basename(file));
const isOfPictures = (file: string) => /\bpictures?\b/.test(basename(file));

export default defineConfig({
  root: "web",
  appType: "mpa", // an address that leads nowhere is a 404, as on the host
  server: { fs: { allow: [import.meta.dirname] } }, // the modules and the model lie beside web/, not in it
  plugins: [
    builtFiles(),
    strings(),
    modelCard(),
    hostConfig(),
    plainImports(),
    preload(),
    unindent(),
    integrity(),
    main,
    embed,
    compressBinaries(),
    beside(),
  ],
  build: {
    target: "es2022",
    cssTarget: ["chrome123", "firefox120", "safari17.5"], // light-dark() stays: it follows the page around a widget
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // What is fetched after the first answer finds what it needs by itself: the names would weigh on the first visit.
      resolveDependencies: (_, files, { hostType }) => (hostType === "html" ? files : []),
    },
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        index: join(web, "index.html"),
        embed: join(web, "embed.html"),
        demo: join(web, "demo.html"),
        404: join(web, "404.html"),
        ...Object.fromEntries(Object.entries(named).map(([name, file]) => [name, join(web, "src/widget", file)])),
      },
      preserveEntrySignatures: "exports-only",
      output: {
        // Browsers fetch six files at a time from a host without HTTP/2: what the pages share is one of them, not two.
        codeSplitting: {
          groups: [
            { name: "shared", test: (file) => isShared(file) && !isOfLines(file) && !isOfPictures(file) },
            { name: "line", test: (file) => isShared(file) && isOfLines(file) },
          ],
        },
        entryFileNames: ({ name }) => (name in named ? "[name].js" : "assets/[name]-[hash].js"),
      },
    },
  },
  experimental: {
    // Scripts find their files beside themselves: they also run in pages of other sites.
    renderBuiltUrl: (_file, { hostType }) => (hostType === "js" ? { relative: true } : undefined),
  },
});
