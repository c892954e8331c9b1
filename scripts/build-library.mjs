// Builds the npm package in build/library and packs it: code by Vite, types by tsc, the binaries, the model and the
// licences beside them. Usage: node scripts/build-library.mjs (after the modules and the notices: scripts/build.sh does
// all of it)

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { lineModelPath, modelPath } from "./model.mjs";

const repository = join(import.meta.dirname, "..");
const library = join(repository, "build/library");
const from = (...path) => join(repository, ...path);
const run = (command, ...parameters) =>
  execFileSync(command, parameters, { cwd: repository, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

/** One reads characters, one sees them in pictures, one reads lines. */
const modules = ["emnist", "emnist-pictures", "emnist-line"];
for (const module of modules) {
  const [simd, scalar] = ["simd", "scalar"].map((name) => readFileSync(from(`build/wasm-${name}/${module}.mjs`)));
  if (!simd.equals(scalar))
    throw new Error(`The glue of the two binaries of ${module} differs: web/src/library/ imports only one.`);
}
/** What a bundler makes of an import of a binary: bytes, or an address. */
const assetTypes = "declare const asset: string | Uint8Array<ArrayBuffer>;\nexport default asset;\n";

for (const folder of [library, from("build/packed")]) rmSync(folder, { recursive: true, force: true });
run("npx", "vite", "build", "--config", "vite.library.config.ts", "--logLevel", "warn");
run("npx", "tsc", "--project", "web/src/library");
for (const module of modules)
  copyFileSync(from(`web/src/core/${module}-module.d.ts`), join(library, `types/core/${module}-module.d.ts`));
keepOnly(
  "types",
  reachable(
    ["index", "line", "handwriting", "element", "line-element", "frame"].map((name) => `types/library/${name}.d.ts`),
  ),
);
for (const module of modules)
  for (const binary of ["simd", "scalar"])
    copyFileSync(from(`build/wasm-${binary}/${module}.wasm`), join(library, `dist/${module}-${binary}.wasm`));
for (const file of [modelPath, lineModelPath, from("models/english.words")])
  copyFileSync(file, join(library, "dist", basename(file)));
copyFileSync(from("web/src/library/README.md"), join(library, "README.md"));
copyFileSync(from("docs/element.md"), join(library, "element.md"));
copyFileSync(from("LICENSE"), join(library, "LICENSE"));
copyFileSync(from("build/third-party-package.txt"), join(library, "third-party.txt"));
writeFileSync(join(library, "types/asset.d.ts"), assetTypes);
writeFileSync(join(library, "package.json"), `${JSON.stringify(manifest(), undefined, 2)}\n`);
mkdirSync(from("build/packed"));
const packed = JSON.parse(run("npm", "pack", library, "--pack-destination", from("build/packed"), "--json"))[0];
console.log(`build/packed/${packed.filename}: ${packed.files.length} files, ${packed.size} bytes`);

/** These declarations and what they import; the compiler writes those of everything that was compiled. */
function reachable(files) {
  const found = new Set(files);
  for (const file of found) {
    const text = readFileSync(join(library, file), "utf8");
    for (const [, name] of text.matchAll(/(?:from |import\()"(\.[^"]+?)(?:\.d)?\.ts"/g))
      found.add(join(dirname(file), `${name}.d.ts`));
  }
  return found;
}

function keepOnly(folder, files) {
  for (const name of readdirSync(join(library, folder), { recursive: true }))
    if (name.endsWith(".ts") && !files.has(join(folder, name))) rmSync(join(library, folder, name));
}

function manifest() {
  const { version, description, engines } = JSON.parse(readFileSync(from("package.json"), "utf8"));
  const code = (name, types) => ({ types: `./types/${types}.d.ts`, default: `./dist/${name}.js` });
  const asset = (name) => ({ types: "./types/asset.d.ts", default: `./dist/${name}` });
  return {
    name: "emnist-edge",
    version,
    description,
    keywords: ["handwriting", "ocr", "recognition", "emnist", "webassembly", "offline"],
    license: "Apache-2.0",
    type: "module",
    sideEffects: ["./dist/element.js", "./dist/line-element.js"], // they define elements; the others only export
    engines,
    exports: {
      ".": code("index", "library/index"),
      "./line": code("line", "library/line"),
      "./handwriting": code("handwriting", "library/handwriting"),
      "./element": code("element", "library/element"),
      "./line-element": code("line-element", "library/line-element"),
      "./frame": code("frame", "library/frame"),
      "./wasm": asset("emnist-simd.wasm"),
      "./wasm-scalar": asset("emnist-scalar.wasm"),
      "./pictures-wasm": asset("emnist-pictures-simd.wasm"),
      "./pictures-wasm-scalar": asset("emnist-pictures-scalar.wasm"),
      "./model": asset("emnist-edge.onnx"),
      "./line-wasm": asset("emnist-line-simd.wasm"),
      "./line-wasm-scalar": asset("emnist-line-scalar.wasm"),
      "./line-model": asset("emnist-edge-line.onnx"),
      "./words": asset("english.words"),
      "./package.json": "./package.json",
    },
    files: ["dist", "types", "element.md", "LICENSE", "third-party.txt"],
  };
}
