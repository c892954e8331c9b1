// Loads modules in TypeScript, which node by itself does not read: `ssrLoadModule("/path/below/root.ts")`, then `close()`.

import { createServer } from "vite";

export const moduleLoader = (root) =>
  createServer({
    configFile: false,
    root,
    logLevel: "error",
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, ws: false, watch: null },
  });
