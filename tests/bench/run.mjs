// npm run bench and npm run bench:lines: starts peers.ts or lines.ts, which node by itself could not read.
// Usage: node tests/bench/run.mjs peers|lines [--quick | --write], explained there

import { createServer } from "vite";

const vite = await createServer({
  configFile: false,
  root: import.meta.dirname,
  logLevel: "error",
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, ws: false, watch: null },
});
const [which, ...options] = process.argv.slice(2);
try {
  const { main } = await vite.ssrLoadModule(`/${which}.ts`);
  await main(options);
} finally {
  await vite.close();
}
