// Serves a built site at http://localhost:4173, or at the port that PORT names (0: any that is free), until it is stopped.
// Usage: node scripts/serve.mjs [folder]; web/dist if none is named.

import { join } from "node:path";
import { serveSite } from "./site-server.mjs";

const folder = process.argv[2] ?? join(import.meta.dirname, "../web/dist");
const port = Number(process.env.PORT ?? 4173);
try {
  const { address } = await serveSite(folder, port);
  console.log(`Serving ${folder} at ${address}`);
} catch (error) {
  const taken = error.code === "EADDRINUSE";
  console.error(taken ? `Port ${port} is taken: name another, PORT=… scripts/serve.sh` : error.message);
  process.exit(1);
}
