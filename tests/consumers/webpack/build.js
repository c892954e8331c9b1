// Into dist/, as webpack does it unless told; ends with 1 at any error or warning.
import { join } from "node:path";
import webpack from "webpack";

webpack(
  { mode: "production", entry: "./main.js", output: { path: join(import.meta.dirname, "dist") } },
  (error, stats) => {
    if (!error && !stats.hasErrors() && !stats.hasWarnings()) return;
    console.log(error ?? stats.toString());
    process.exitCode = 1;
  },
);
