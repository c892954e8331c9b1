// What the packed library costs whoever uses it: kilobytes, brotli, by part.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import budgets from "../budgets.json";
import { repository } from "./built.ts";

const kilobytes = (...names: string[]) =>
  names
    .map((name) => brotliCompressSync(readFileSync(join(repository, "build/library/dist", name))).length / 1000)
    .reduce((sum, size) => sum + size);

const parts: Record<keyof typeof budgets.library, number> = {
  code: kilobytes("index.js", "recognizer.js"),
  wasm: kilobytes("emnist-simd.wasm"),
  "wasm-scalar": kilobytes("emnist-scalar.wasm"),
  model: kilobytes("emnist-edge.onnx"),
  handwriting: kilobytes("handwriting.js"),
  element: kilobytes("element.js"),
  "first answer": kilobytes("index.js", "recognizer.js", "emnist-simd.wasm", "emnist-edge.onnx"),
  "element's first answer": kilobytes("element.js", "recognizer.js", "emnist-simd.wasm", "emnist-edge.onnx"),
};

test.each(Object.entries(parts))("%s", (part, size) => {
  console.log(`${part}: ${size.toFixed(1)} kB`);
  expect(size).toBeLessThanOrEqual(budgets.library[part as keyof typeof budgets.library]);
});
