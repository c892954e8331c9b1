// The hand-written emnist-module.d.ts against the live modules: the compiler holds this table to the declaration, the
// tests hold the modules to this table.

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EmnistModule, NativeRecognizer } from "../../web/src/core/emnist-module.d.ts";
import { glyphSide, maxInkPoints, maxInkStrokes, startModule } from "../../web/src/core/index.ts";
import { stages } from "../../web/src/core/recognizer.ts";
import { binary, binaryNames, bytes, modelPath } from "./built.ts";

type Kind = "number" | "boolean" | "undefined" | "Uint8Array" | "Int8Array" | "Float32Array" | "Uint32Array";
type KindOf<T> = T extends Uint8Array
  ? "Uint8Array"
  : T extends Int8Array
    ? "Int8Array"
    : T extends Float32Array
      ? "Float32Array"
      : T extends Uint32Array
        ? "Uint32Array"
        : T extends boolean
          ? "boolean"
          : T extends number
            ? "number"
            : "undefined";

/** One sample call of every declared member, and the kind it is declared to return. */
type Calls<Members> = {
  [Name in keyof Members]: Members[Name] extends (...args: infer Arguments) => infer Result
    ? { with: Arguments; returns: KindOf<Result> }
    : never;
};

const recognizerCalls: Omit<Calls<NativeRecognizer>, "delete"> = {
  transferView: { with: [], returns: "Uint8Array" },
  pointsView: { with: [], returns: "Float32Array" },
  strokeEndsView: { with: [], returns: "Uint32Array" },
  glyphView: { with: [], returns: "Uint8Array" },
  alphabetView: { with: [], returns: "Uint8Array" },
  logitsView: { with: [], returns: "Int8Array" },
  confidencesView: { with: [], returns: "Float32Array" },
  orderView: { with: [], returns: "Uint8Array" },
  textView: { with: [], returns: "Uint8Array" },
  load: { with: [0], returns: "number" },
  writeText: { with: [1], returns: "number" },
  recognizeInk: { with: [0, 0], returns: "number" },
  inkToGlyph: { with: [0, 0], returns: "number" },
  recognizeGlyph: { with: [false], returns: "number" },
  learn: { with: [1], returns: "number" },
  examplesView: { with: [], returns: "Uint8Array" },
  replaceExamples: { with: [0], returns: "number" },
  exampleBytes: { with: [], returns: "number" },
  sure: { with: [], returns: "boolean" },
  rejection: { with: [], returns: "number" },
  outside: { with: [], returns: "number" },
  repeat: { with: [1, 1], returns: "number" },
  repeatLayer: { with: [0, 1], returns: "number" },
  layers: { with: [], returns: "number" },
  parameters: { with: [], returns: "number" },
  multiplyAdds: { with: [], returns: "number" },
  networkBytes: { with: [], returns: "number" },
  unsureBelow: { with: [], returns: "number" },
};
const moduleCalls: Omit<Calls<EmnistModule>, "Recognizer" | "createRecognizer"> = {
  memoryBytes: { with: [], returns: "number" },
  heapBytesInUse: { with: [], returns: "number" },
};

test("the stages have the numbers of the C++ header", () => {
  const header = readFileSync("wasm/include/emnist/recognizer.h", "utf8");
  const [, list = ""] = header.match(/enum class Stage : std::uint8_t \{([^}]*)\}/) ?? [];
  const declared = [...list.matchAll(/k(\w+) = (\d+)/g)].map(([, name = "", number]) => [
    name.toLowerCase(),
    Number(number),
  ]);
  expect(Object.entries(stages)).toEqual(declared);
});

const kind = (value: unknown): Kind => (ArrayBuffer.isView(value) ? value.constructor.name : typeof value) as Kind;

function call(target: object, name: string, parameters: readonly unknown[]): unknown {
  return Reflect.apply(Reflect.get(target, name), target, parameters);
}

describe.each(binaryNames)("the %s module", (name) => {
  let module: EmnistModule;
  let recognizer: NativeRecognizer;
  beforeAll(async () => {
    module = await startModule(binary(name));
    const created = module.createRecognizer();
    if (!created) throw new Error("out of memory");
    recognizer = created;
    const model = bytes(modelPath);
    recognizer.transferView().set(model);
    expect(recognizer.load(model.length)).toBe(0);
  });
  afterAll(() => recognizer.delete());

  test.each(Object.entries(recognizerCalls))("Recognizer.%s", (member, expected) => {
    expect(kind(call(recognizer, member, expected.with))).toBe(expected.returns);
  });

  test.each(Object.entries(moduleCalls))("%s", (member, expected) => {
    expect(kind(call(module, member, expected.with))).toBe(expected.returns);
  });

  test("Recognizer has no undeclared members", () => {
    const live = Object.getOwnPropertyNames(module.Recognizer.prototype).filter((member) => member !== "constructor");
    expect(live.sort()).toEqual(Object.keys(recognizerCalls).sort());
  });

  test("the buffers have the declared sizes", () => {
    expect(recognizer.transferView()).toHaveLength(2 ** 20);
    expect(recognizer.pointsView()).toHaveLength(2 * maxInkPoints);
    expect(recognizer.strokeEndsView()).toHaveLength(maxInkStrokes);
    expect(recognizer.glyphView()).toHaveLength(glyphSide ** 2);
    expect(recognizer.textView()).toHaveLength(4096);
    for (const view of ["alphabetView", "logitsView", "confidencesView"] as const)
      expect(recognizer[view]()).toHaveLength(47);
  });
});
