// What ships beside the pages and is no part of them: the licences. Nobody who only draws fetches them, and the service
// worker does not keep them.

import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const root = join(import.meta.dirname, "../..");

const files: Readonly<Record<string, string>> = {
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
