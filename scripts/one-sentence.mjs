// Imported first by scripts that people run: what fails for a reason is said in one sentence. A fault of the script itself,
// a TypeError or the like, keeps its stack.

import { basename } from "node:path";

process.on("uncaughtException", (error) => {
  const reason = error.constructor === Error; // with or without a system's code
  console.error(reason ? `${basename(process.argv[1])}: ${error.message}` : error);
  process.exit(1);
});
