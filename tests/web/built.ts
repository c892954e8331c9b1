// The built files for the tests: both binaries, the shipped model, the golden drawings and our sample strokes.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { lineModelName, modelName } from "../../scripts/model.mjs";
import type { EmnistLineModule } from "../../web/src/core/emnist-line-module.d.ts";
import type { EmnistPicturesModule } from "../../web/src/core/emnist-pictures-module.d.ts";
import type { Binary, BinaryName, Golden, RecognizerFiles, Stroke } from "../../web/src/core/index.ts";
import type { GoldenLines } from "../../web/src/core/load-line.ts";
import type { GoldenPictures, PictureFiles } from "../../web/src/core/load-pictures.ts";

export const repository = join(import.meta.dirname, "../..");

export const bytes = (path: string) => new Uint8Array(readFileSync(join(repository, path)));
const json = (path: string): unknown => JSON.parse(readFileSync(join(repository, path), "utf8"));

/** Relative to the repository. */
export const modelPath = modelName;
export const lineModelPath = lineModelName;

export const binary = (name: BinaryName): Binary & { wasm: Uint8Array<ArrayBuffer> } => ({
  glue: () => import(/* @vite-ignore */ pathToFileURL(join(repository, `build/wasm-${name}/emnist.mjs`)).href),
  wasm: bytes(`build/wasm-${name}/emnist.wasm`),
});

export const binaryNames: readonly BinaryName[] = ["simd", "scalar"];
export const golden = json("build/golden.json") as Golden;

export const lineBinary = (name: BinaryName): Binary<EmnistLineModule> & { wasm: Uint8Array<ArrayBuffer> } => ({
  glue: () => import(/* @vite-ignore */ pathToFileURL(join(repository, `build/wasm-${name}/emnist-line.mjs`)).href),
  wasm: bytes(`build/wasm-${name}/emnist-line.wasm`),
});

export const picturesBinary = (name: BinaryName): Binary<EmnistPicturesModule> & { wasm: Uint8Array<ArrayBuffer> } => ({
  glue: () => import(/* @vite-ignore */ pathToFileURL(join(repository, `build/wasm-${name}/emnist-pictures.mjs`)).href),
  wasm: bytes(`build/wasm-${name}/emnist-pictures.wasm`),
});
export const goldenPictures = json("build/golden-pictures.json") as GoldenPictures;

export const pictureFiles: PictureFiles = {
  binaries: { simd: picturesBinary("simd"), scalar: picturesBinary("scalar") },
  golden: goldenPictures,
};

export const goldenLines = json("build/golden-lines.json") as GoldenLines;

interface SampleFile {
  readonly classes: Readonly<Record<string, readonly (readonly Stroke[])[]>>;
}
/** Our own drawings by class name, several of each. */
export const samples = (json("models/sample-strokes.json") as SampleFile).classes;
export const drawings = Object.values(samples).flat();

/** The package's code as it is published. */
export const packaged = async () => {
  const load = (name: string) =>
    import(/* @vite-ignore */ pathToFileURL(join(repository, "build/library/dist", name)).href);
  return {
    library: (await load("index.js")) as typeof import("../../web/src/library/index.ts"),
    lines: (await load("line.js")) as typeof import("../../web/src/library/line.ts"),
    handwriting: (await load("handwriting.js")) as typeof import("../../web/src/library/handwriting.ts"),
  };
};

export const files: RecognizerFiles = {
  binaries: { simd: binary("simd"), scalar: binary("scalar") },
  model: bytes(modelPath),
  golden,
};
