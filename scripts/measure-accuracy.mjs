// Accuracy of the shipped model on IDX files in all three builds, which must agree to the bit: native, WebAssembly with
// SIMD and without. Usage: node scripts/measure-accuracy.mjs IMAGES LABELS [lowest top-1 allowed]

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fnv1a } from "../web/src/core/fnv1a.mjs";
import { modelPath } from "./model.mjs";

const [images, labels, lowest = "0"] = process.argv.slice(2);
const repository = join(import.meta.dirname, "..");

function native() {
  const parameters = ["evaluate", "--model", modelPath, "--images", images, "--labels", labels, "--json"];
  const report = execFileSync(join(repository, "build/native/emnist"), parameters, { maxBuffer: 1 << 26 });
  return JSON.parse(report.toString());
}

async function wasm(binary) {
  const folder = join(repository, `build/wasm-${binary}`);
  const { default: createModule } = await import(join(folder, "emnist.mjs"));
  const module = await createModule({ wasmBinary: readFileSync(join(folder, "emnist.wasm")) });
  const recognizer = module.createRecognizer();
  const file = readFileSync(modelPath);
  recognizer.transferView().set(file);
  if (recognizer.load(file.length) !== 0) throw new Error(`the ${binary} binary refuses ${modelPath}`);
  const pixels = readFileSync(images).subarray(16);
  const truth = readFileSync(labels).subarray(8);
  const [glyph, logits] = [recognizer.glyphView(), recognizer.logitsView()];
  let [top1, top3, digest] = [0, 0, fnv1a([])];
  truth.forEach((label, index) => {
    glyph.set(pixels.subarray(index * glyph.length, (index + 1) * glyph.length));
    if (recognizer.recognizeGlyph(false) !== 0) throw new Error(`the ${binary} binary fails on image ${index}`);
    const order = recognizer.orderView();
    if (order[0] === label) top1 += 1;
    if (order.subarray(0, 3).includes(label)) top3 += 1;
    digest = fnv1a(logits, digest);
  });
  return { n: truth.length, top1: top1 / truth.length, top3: top3 / truth.length, logits_digest: digest };
}

const reports = { native: native(), "wasm simd": await wasm("simd"), "wasm scalar": await wasm("scalar") };
for (const [build, { n, top1, top3, logits_digest }] of Object.entries(reports)) {
  const percent = (part) => (100 * part).toFixed(2);
  console.log(
    `${build.padEnd(12)} ${n} images: top-1 ${percent(top1)} %, top-3 ${percent(top3)} %, logits ${logits_digest}`,
  );
}
const digests = new Set(Object.values(reports).map(({ logits_digest }) => logits_digest));
if (digests.size !== 1) throw new Error("the builds do not agree to the bit");
if (reports.native.top1 < Number(lowest)) throw new Error(`top-1 is below ${lowest}`);
