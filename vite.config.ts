// Builds the page into web/dist: everything hashed, nothing inline, so that the strictest policy can stand.

import { defineConfig } from "vite";
import { beside } from "./web/vite/beside.ts";
import { builtFiles } from "./web/vite/built-files.ts";
import { compressBinaries } from "./web/vite/compress-binaries.ts";
import { hostConfig } from "./web/vite/host-config.ts";
import { integrity } from "./web/vite/integrity.ts";
import { preload } from "./web/vite/preload.ts";
import { serviceWorker } from "./web/vite/service-worker.ts";
import { strings } from "./web/vite/strings.ts";

export default defineConfig({
  root: "web",
  plugins: [
    builtFiles(),
    strings(),
    preload(),
    integrity(),
    serviceWorker(),
    compressBinaries(),
    hostConfig(),
    beside(),
  ],
  build: {
    target: "es2022",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
