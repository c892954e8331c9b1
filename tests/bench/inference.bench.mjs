// Times our module against onnxruntime-web in one cross-origin isolated Chromium and prints the ratios. A measurement,
// not a test: nothing passes or fails. Usage: node tests/bench/inference.bench.mjs [--rounds N] [--f32 FILE] [--json]

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { createServer } from "vite";

const repository = join(import.meta.dirname, "../..");
const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "200" },
    f32: { type: "string", default: "tests/models/emnist-edge.f32.onnx" },
    json: { type: "boolean", default: false },
  },
});

const file = (path) => resolve(repository, path);
const address = (path) => `/@fs${file(path)}`;
const shipped = join(
  "models",
  readdirSync(file("models")).find((name) => name.endsWith(".onnx")),
);
const f32 = existsSync(file(options.f32)) ? options.f32 : undefined;
if (!f32) console.error(`No f32 network at ${options.f32} (scripts/train/run writes one): comparing int8 only.`);

const module = (name, folder, model) => ({
  name,
  glue: address(`build/${folder}/emnist.mjs`),
  wasm: address(`build/${folder}/emnist.wasm`),
  model: address(model),
});
const setup = {
  modules: [
    module("ours, int8, SIMD", "wasm-simd", shipped),
    module("ours, int8, scalar", "wasm-scalar", shipped),
    ...(f32 && existsSync(file("build/wasm-simd-test/emnist.mjs"))
      ? [module("ours, f32, SIMD", "wasm-simd-test", f32)]
      : []),
  ],
  peers: [
    { name: "onnxruntime-web, int8", model: address(shipped) },
    ...(f32 ? [{ name: "onnxruntime-web, f32", model: address(f32) }] : []),
  ],
  drawing: JSON.parse(readFileSync(file("models/sample-strokes.json"), "utf8")).classes.A[0],
  rounds: Number(options.rounds),
};

const server = await createServer({
  configFile: false,
  root: import.meta.dirname,
  logLevel: "error",
  optimizeDeps: { exclude: ["onnxruntime-web"] }, // it finds its wasm beside itself
  server: {
    host: "localhost",
    hmr: false,
    fs: { strict: false },
    headers: { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" },
  },
});
await server.listen();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
try {
  const page = await browser.newPage();
  await page.goto(new URL("inference.html", server.resolvedUrls.local[0]).href);
  const result = await page.evaluate(async (given) => (await import("/inference.ts")).compare(given), setup);
  report(result);
} finally {
  await browser.close();
  await server.close();
}

function report({ tick, timings }) {
  const quantile = (values, rank) => values.toSorted((a, b) => a - b)[Math.ceil(rank * values.length) - 1];
  const rows = timings.map(({ name, runs, means }) => ({
    name,
    runs,
    p50: 1000 * quantile(means, 0.5),
    p95: 1000 * quantile(means, 0.95),
    p99: 1000 * quantile(means, 0.99),
  }));
  const ours = rows.find(({ name }) => name === "ours, int8, SIMD");
  const peers = rows.filter(({ name }) => name.startsWith("onnxruntime"));
  const fastest = peers.reduce((a, b) => (a.p50 < b.p50 ? a : b));
  const ratio = ours.p50 / fastest.p50;
  if (options.json)
    return console.log(JSON.stringify({ tick, rounds: setup.rounds, rows, fastest: fastest.name, ratio }));
  console.log(
    `µs per run, percentiles of ${setup.rounds} batch means; the clock ticks every ${(1000 * tick).toFixed(1)} µs`,
  );
  for (const { name, runs, p50, p95, p99 } of rows)
    console.log(
      `${name.padEnd(36)} p50 ${p50.toFixed(1).padStart(7)}  p95 ${p95.toFixed(1).padStart(7)}  p99 ${p99.toFixed(1).padStart(7)}  (${runs} runs a batch)`,
    );
  console.log(`ours, int8, SIMD takes ${ratio.toFixed(3)} of the time of ${fastest.name}`);
}
