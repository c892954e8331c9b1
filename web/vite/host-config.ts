// The host reads its configuration from the deployed folder (and serves it to nobody), so it lies beside the page.

import { copyFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const name = "staticwebapp.config.json";

export function hostConfig(): Plugin {
  return {
    name: "host-config",
    writeBundle({ dir = "" }) {
      copyFileSync(join(import.meta.dirname, "../..", name), join(dir, name));
    },
  };
}
