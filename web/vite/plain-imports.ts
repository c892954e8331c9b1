// Imports by name of a script are only imports: every part finds its styles and modules by itself, so Vite's helper, which
// would fetch them ahead, has nothing to do and would weigh on every first visit.

import type { Plugin } from "vite";

export function plainImports(): Plugin {
  return {
    name: "plain-imports",
    apply: "build",
    enforce: "pre",
    load: {
      filter: { id: /\0vite\/preload-helper/ },
      handler: () => "export const __vitePreload = (load) => load();",
    },
  };
}
