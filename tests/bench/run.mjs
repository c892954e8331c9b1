// npm run bench and npm run bench:lines: starts peers.ts or lines.ts, which node by itself could not read.
// Usage: node tests/bench/run.mjs peers|lines [--quick | --write], explained there

import { moduleLoader } from "../../scripts/module-loader.mjs";

const loader = await moduleLoader(import.meta.dirname);
const [which, ...options] = process.argv.slice(2);
try {
  const { main } = await loader.ssrLoadModule(`/${which}.ts`);
  await main(options);
} finally {
  await loader.close();
}
