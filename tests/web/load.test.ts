// Which binary runs: SIMD where it works, the scalar one where it does not, and none that computes anything else than
// the native command does.

import { afterEach, describe, expect, test, vi } from "vitest";
import type { EmnistModule, NativeRecognizer } from "../../web/src/core/emnist-module.d.ts";
import { fnv1a } from "../../web/src/core/fnv1a.mjs";
import { type BinaryName, loadRecognizer, type RecognizerFiles } from "../../web/src/core/index.ts";
import { binary, binaryNames, files, golden } from "./built.ts";
import { random } from "./random.ts";

const empty = new Uint8Array();
const changed = { ...golden, cases: golden.cases.map((drawing) => ({ ...drawing, logits: drawing.logits ^ 1 })) };
const withBinary = (name: BinaryName, wasm: Uint8Array<ArrayBuffer>): RecognizerFiles => ({
  ...files,
  binaries: { ...files.binaries, [name]: { ...binary(name), wasm } },
});

afterEach(() => vi.restoreAllMocks());

test("FNV-1a is the published function", () => {
  const hash = (text: string) => fnv1a(new TextEncoder().encode(text));
  expect([hash(""), hash("a"), hash("foobar")]).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
  expect(fnv1a(new Int8Array([-1]))).toBe(fnv1a(new Uint8Array([255])));
});

test("there are at least eight golden drawings", () => expect(golden.cases.length).toBeGreaterThanOrEqual(8));

test("SIMD runs where there is SIMD", async () => {
  const { binary, fallback, recognizer } = await loadRecognizer(files);
  using _ = recognizer;
  expect({ binary, fallback }).toEqual({ binary: "simd", fallback: undefined });
});

describe.each(binaryNames)("the %s binary", (name) => {
  test("passes the self-test", async () => {
    if (name === "scalar") vi.spyOn(WebAssembly, "validate").mockReturnValue(false);
    const { binary, recognizer } = await loadRecognizer(files);
    using _ = recognizer;
    expect(binary).toBe(name);
  });
});

test("without SIMD the scalar binary runs, and the SIMD one is not even looked at", async () => {
  vi.spyOn(WebAssembly, "validate").mockReturnValue(false);
  const { binary, recognizer } = await loadRecognizer(withBinary("simd", empty));
  using _ = recognizer;
  expect(binary).toBe("scalar");
});

test("a damaged SIMD binary is replaced by the scalar one, and the reason is kept", async () => {
  const { binary, fallback, recognizer } = await loadRecognizer(withBinary("simd", empty));
  using _ = recognizer;
  expect(binary).toBe("scalar");
  expect(fallback?.code).toBe("binary-broken");
});

test("glue that does not fit its wasm is a damaged binary", async () => {
  const glue = async () => ({ default: async () => ({}) as EmnistModule });
  const strange = { ...files.binaries, simd: { glue, wasm: binary("simd").wasm } };
  const { fallback, recognizer } = await loadRecognizer({ ...files, binaries: strange });
  using _ = recognizer;
  expect(fallback?.code).toBe("binary-broken");
});

test("a SIMD binary that computes something else is replaced by the scalar one", async () => {
  const { glue, wasm } = binary("simd");
  const wrong: typeof glue = async () => {
    const { default: create } = await glue();
    return { default: async (options) => withFirstLogitFlipped(await create(options)) };
  };
  const wrongSimd = { ...files, binaries: { ...files.binaries, simd: { glue: wrong, wasm } } };
  const { binary: running, fallback, recognizer } = await loadRecognizer(wrongSimd);
  using _ = recognizer;
  expect(running).toBe("scalar");
  expect(fallback?.detail).toBe("simd binary, logits of drawing 0");
});

test("when both compute something else, nothing answers", async () => {
  await expect(loadRecognizer({ ...files, golden: changed })).rejects.toMatchObject({ code: "self-test-failed" });
});

test("a model of one's own is not held to the answers of ours, ours is", async () => {
  const own = (files.model as Uint8Array<ArrayBuffer>).slice();
  own[own.indexOf(0x7f, own.length / 2)] = 0x7e; // one weight, by one step
  const { recognizer } = await loadRecognizer({ ...files, model: own, golden: changed, anyModel: true });
  recognizer.dispose();
  await expect(loadRecognizer({ ...files, golden: changed, anyModel: true })).rejects.toMatchObject({
    code: "self-test-failed",
  });
});

test("a model that is refused is not blamed on the binary", async () => {
  const scalarUntouched = withBinary("scalar", empty);
  await expect(loadRecognizer({ ...scalarUntouched, model: new Uint8Array([1, 2, 3]) })).rejects.toMatchObject({
    code: "model-malformed",
  });
});

test("a model with one byte changed anywhere is refused, even where it changes no answer", async () => {
  const model = files.model as Uint8Array<ArrayBuffer>;
  const names = Buffer.from(model).indexOf("0 1 2 3 4 5"); // of the classes
  expect(names).toBeGreaterThan(0);
  const next = random(1);
  const places = [names, ...Array.from({ length: 100 }, () => Math.floor(next() * model.length))];
  for (const place of places) {
    const changed = model.slice();
    changed[place] = (changed[place] ?? 0) ^ (1 << Math.floor(next() * 8));
    await expect(loadRecognizer({ ...files, model: changed })).rejects.toMatchObject({ code: "model-malformed" });
  }
});

test.each(["wasm", "model"])("a connection that is lost half-way through the %s is no damage", async (lost) => {
  const half = () =>
    new ReadableStream({
      start(body) {
        body.enqueue(new Uint8Array(100));
        body.error(new TypeError("terminated"));
      },
    });
  const headers = { "Content-Type": lost === "wasm" ? "application/wasm" : "application/octet-stream" };
  vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response(half(), { headers }));
  const address = "https://site.example/file";
  const binaries = { simd: { ...binary("simd"), wasm: address }, scalar: { ...binary("scalar"), wasm: address } };
  const broken = lost === "wasm" ? { ...files, binaries } : { ...files, model: address };
  await expect(loadRecognizer(broken)).rejects.toMatchObject({ code: "unreachable" });
});

test("a file that cannot be fetched is named", async () => {
  vi.spyOn(globalThis, "fetch").mockResolvedValue(new Response("", { status: 404 }));
  await expect(loadRecognizer({ ...files, model: "https://site.example/model.onnx" })).rejects.toMatchObject({
    code: "unreachable",
    detail: "https://site.example/model.onnx: 404",
  });
});

test("a page served in place of the wasm means that the file is not there", async () => {
  const page = () => new Response("<!doctype html>", { headers: { "Content-Type": "text/html" } });
  vi.spyOn(globalThis, "fetch").mockImplementation(async () => page());
  const wasm = "https://site.example/emnist.wasm";
  const both = { simd: { ...binary("simd"), wasm }, scalar: { ...binary("scalar"), wasm } };
  await expect(loadRecognizer({ ...files, binaries: both })).rejects.toMatchObject({ code: "unreachable" });
});

test("a browser without WebAssembly is told so", async () => {
  vi.stubGlobal("WebAssembly", undefined);
  await expect(loadRecognizer(files)).rejects.toMatchObject({ code: "webassembly-missing" });
  vi.unstubAllGlobals();
});

function withFirstLogitFlipped(module: EmnistModule): EmnistModule {
  const prototype: NativeRecognizer = module.Recognizer.prototype;
  const { logitsView } = prototype;
  prototype.logitsView = function () {
    const logits = logitsView.call(this);
    logits[0] = ~(logits[0] ?? 0);
    return logits;
  };
  return module;
}
