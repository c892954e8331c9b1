// What ships beside the page and is no part of it: the page for addresses that lead nowhere, and the licences. Nobody who
// only draws fetches any of it, and the service worker keeps none of it.

import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const root = join(import.meta.dirname, "../..");

const files: Readonly<Record<string, string>> = {
  "404.html": "web/404.html",
  "third-party.txt": "build/third-party.txt",
};

export function beside(): Plugin {
  return {
    name: "beside",
    apply: "build",
    writeBundle({ dir = "" }) {
      for (const [name, source] of Object.entries(files)) {
        if (!existsSync(join(root, source))) throw new Error(`Missing: ${source}. Run scripts/build.sh first.`);
        copyFileSync(join(root, source), join(dir, name));
      }
    },
  };
}
