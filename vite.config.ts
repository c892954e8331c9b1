// Builds the page into web/dist: everything hashed, nothing inline, so that the strictest policy can stand.

import { defineConfig } from "vite";
import { builtFiles } from "./web/vite/built-files.ts";
import { compressBinaries } from "./web/vite/compress-binaries.ts";
import { modelCard } from "./web/vite/model-card.ts";
import { preload } from "./web/vite/preload.ts";
import { report } from "./web/vite/report.ts";
import { serviceWorker } from "./web/vite/service-worker.ts";
import { strings } from "./web/vite/strings.ts";

export default defineConfig({
  root: "web",
  plugins: [builtFiles(), strings(), modelCard(), report(), preload(), serviceWorker(), compressBinaries()],
  build: {
    target: "es2022",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
