// npm run bench: starts peers.ts, which node by itself could not read.
// Usage: node tests/bench/run.mjs [--quick | --check], explained in peers.ts

import { createServer } from "vite";

const vite = await createServer({
  configFile: false,
  root: import.meta.dirname,
  logLevel: "error",
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, ws: false, watch: null },
});
try {
  const { main } = await vite.ssrLoadModule("/peers.ts");
  await main(process.argv.slice(2));
} finally {
  await vite.close();
}
