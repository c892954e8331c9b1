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

/** A file of the package's and what importing it brings along. */
function withImports(name: string): string[] {
  const files = new Set([name]);
  for (const file of files) {
    const code = readFileSync(join(repository, "build/library/dist", file), "utf8");
    for (const [, imported = ""] of code.matchAll(/(?:from|import)"\.\/(.+?)"/g)) files.add(imported);
  }
  return [...files];
}

/** What it brings besides what another brings as well. */
const added = (name: string, other: string) => withImports(name).filter((file) => !withImports(other).includes(file));

const firstAnswer = ["emnist-simd.wasm", "emnist-edge.onnx"];
const parts: Record<keyof typeof budgets.library, number> = {
  code: kilobytes(...withImports("index.js")),
  wasm: kilobytes("emnist-simd.wasm"),
  "wasm-scalar": kilobytes("emnist-scalar.wasm"),
  model: kilobytes("emnist-edge.onnx"),
  handwriting: kilobytes("handwriting.js"),
  element: kilobytes(...added("element.js", "index.js")),
  "first answer": kilobytes(...withImports("index.js"), ...firstAnswer),
  "element's first answer": kilobytes(...withImports("element.js"), ...firstAnswer),
  "picture code": kilobytes("pictures.js"),
  "picture wasm": kilobytes("emnist-pictures-simd.wasm"),
  "picture wasm-scalar": kilobytes("emnist-pictures-scalar.wasm"),
  "line element": kilobytes(...added("line-element.js", "line.js")),
  "line code": kilobytes(...withImports("line.js")),
  "line wasm": kilobytes("emnist-line-simd.wasm"),
  "line wasm-scalar": kilobytes("emnist-line-scalar.wasm"),
  "line model": kilobytes("emnist-edge-line.onnx"),
  words: kilobytes("english.words"),
};

test.each(Object.entries(parts))("%s", (part, size) => {
  console.log(`${part}: ${size.toFixed(1)} kB`);
  expect(size).toBeLessThanOrEqual(budgets.library[part as keyof typeof budgets.library]);
});
