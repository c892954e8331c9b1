// The package as built: one call for strokes and pictures, one WebAssembly instance for everybody, and memory that comes
// back.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, test, vi } from "vitest";
import { alphabetOf, loadRecognizer, type Stroke } from "../../web/src/core/index.ts";
import { loadPictureReader } from "../../web/src/core/load-pictures.ts";
import {
  binary,
  bytes,
  drawings,
  files,
  modelPath,
  packaged,
  pictureFiles,
  picturesBinary,
  repository,
} from "./built.ts";

const { library } = await packaged();
const { createRecognizer, EmnistError } = library;
const { recognizer: core } = await loadRecognizer(files);
const reader = await loadPictureReader(pictureFiles);
const [letter = []] = drawings;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

afterEach(() => vi.restoreAllMocks());

const { instantiate } = WebAssembly;
afterEach(() => void Object.assign(WebAssembly, { instantiate }));

/** Follows every WebAssembly instance made from here on, without keeping one alive (as a spy would). */
function instances(): WeakRef<WebAssembly.Instance>[] {
  const made: WeakRef<WebAssembly.Instance>[] = [];
  Object.assign(WebAssembly, {
    async instantiate(module: WebAssembly.Module, imports: WebAssembly.Imports) {
      const instance = await instantiate(module, imports);
      if (isOurs(instance)) made.push(new WeakRef(instance));
      return instance;
    },
  });
  return made;
}

/** Node has WebAssembly of its own: its fetch parses HTTP with it. */
const isOurs = ({ exports }: WebAssembly.Instance) =>
  Object.values(exports).some((each) => each instanceof WebAssembly.Memory && each.buffer.byteLength === 2 ** 21);

describe("recognize", () => {
  test("answers as the core does, with alternatives and an alphabet", async () => {
    using recognizer = await createRecognizer();
    expect(recognizer.labels).toEqual(core.labels);
    expect(recognizer.modelVersion).toBe(core.modelVersion);
    for (const drawing of drawings.slice(0, 50)) {
      expect(recognizer.recognize(drawing)).toEqual(core.recognizeStrokes(drawing));
      const asked = recognizer.recognize(drawing, { alternatives: 5, alphabet: "0-9a-z" });
      expect(asked).toEqual(core.recognizeStrokes(drawing, { alternatives: 5, alphabet: alphabetOf("0-9a-z") }));
    }
  });

  test("learns what it is told, gives it out as JSON and forgets it", async () => {
    using recognizer = await createRecognizer();
    const before = recognizer.recognize(letter, { alternatives: 47 });
    const [first, second] = drawings.slice(1);
    recognizer.learn(letter, "b");
    recognizer.learn(enlarged(core.recognizeStrokes(second ?? []).glyph, 10), "7");
    recognizer.learn(first ?? [], "q");
    expect(recognizer.examples.map(({ label }) => label)).toEqual(["b", "7", "q"]);
    expect(recognizer.recognize(letter, { alternatives: 47 })).not.toEqual(before);

    const kept = JSON.stringify(recognizer.examples);
    recognizer.forget(recognizer.examples[1]);
    expect(recognizer.examples.map(({ label }) => label)).toEqual(["b", "q"]);
    recognizer.forget();
    expect(recognizer.recognize(letter, { alternatives: 47 })).toEqual(before);
    recognizer.examples = JSON.parse(kept);
    expect(JSON.stringify(recognizer.examples)).toBe(kept);
    recognizer.forget();

    expect(() => recognizer.learn(letter, "ß")).toThrow(expect.objectContaining({ code: "invalid-example" }));
    expect(() => {
      recognizer.examples = [{ label: "A", data: btoa("another model's") }];
    }).toThrow(expect.objectContaining({ code: "other-model" }));
    recognizer.dispose();
    expect(() => recognizer.examples).toThrow(expect.objectContaining({ code: "disposed" }));
    expect(() => recognizer.learn(letter, "b")).toThrow(expect.objectContaining({ code: "disposed" }));
  });

  test("takes pixels, of any size", async () => {
    using recognizer = await createRecognizer();
    const picture = enlarged(core.recognizeStrokes(letter).glyph, 10);
    expect(recognizer.recognize(picture)).toEqual(core.recognizeGlyph(reader.read(picture).glyph));
    const large = recognizer.recognize(enlarged(core.recognizeStrokes(letter).glyph, 40)); // 1120 pixels
    expect(large.alternatives[0]?.label).toBe(core.recognizeStrokes(letter).alternatives[0]?.label);
  });

  test("says that several characters are several", async () => {
    using recognizer = await createRecognizer();
    const one = enlarged(core.recognizeStrokes(letter).glyph, 8);
    const two = { width: 448, height: 224, data: new Uint8ClampedArray(4 * 448 * 224) };
    for (let y = 0; y < 224; y++)
      for (const x of [0, 224]) two.data.set(one.data.subarray(4 * 224 * y, 4 * 224 * (y + 1)), 4 * (448 * y + x));
    expect(recognizer.recognize(two)).toMatchObject({ rejected: "several", sure: false });
    expect(recognizer.recognize(one).rejected).toBeUndefined();
  });

  test("reads ink where pictures are not wanted or not to be had, and says so when one comes", async () => {
    const picture = enlarged(core.recognizeStrokes(letter).glyph, 10);
    using inkOnly = await createRecognizer({ pictures: false });
    expect(inkOnly.recognize(letter)).toEqual(core.recognizeStrokes(letter));
    expect(() => inkOnly.recognize(picture)).toThrow(expect.objectContaining({ code: "no-pictures" }));
    const away = "https://site.example/pictures.wasm";
    vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("offline"));
    using cut = await createRecognizer({ pictures: away, picturesScalar: away });
    vi.restoreAllMocks();
    expect(cut.recognize(letter)).toEqual(core.recognizeStrokes(letter));
    expect(() => cut.recognize(picture)).toThrow(expect.objectContaining({ code: "unreachable" }));
    using given = await createRecognizer({ pictures: picturesBinary("simd").wasm });
    expect(given.recognize(picture)).toEqual(core.recognizeGlyph(reader.read(picture).glyph));
  });

  test("takes the two shapes that drawing libraries have", async () => {
    using recognizer = await createRecognizer();
    const answer = recognizer.recognize(letter);
    const named = letter.map((stroke) => stroke.map(([x, y]) => ({ x, y })));
    expect(recognizer.recognize(named)).toEqual(answer);
    expect(recognizer.recognize(named.map((points) => ({ penColor: "black", points })))).toEqual(answer);
  });

  test("names the shape of what it cannot take", async () => {
    using recognizer = await createRecognizer();
    const refused = (code: string, shape: string) =>
      expect.objectContaining({ code, detail: expect.stringContaining(shape) });
    for (const [input, shape] of [
      [null, "null"],
      [undefined, "undefined"],
      ["M0 0", "string"],
      [{ strokes: letter }, "{ strokes }"],
      [[1, 2, 3, 4], "[number, …]"],
      [[[1, 2, 3, 4]], "[[number, …], …]"],
      [
        [
          [
            [1, 2, 3, 4, 5],
            [1, 2, 3, 4, 5],
          ],
        ],
        "[[[number, …], …], …]",
      ], // Quick, Draw!: a column of x, a column of y
      [[[{ left: 1, top: 2 }]], "[[{ left, top }, …], …]"],
      [[[["1", "2"]]], "[[[string, …], …], …]"],
    ] as const)
      expect(() => recognizer.recognize(input as never), shape).toThrow(refused("invalid-ink", shape));
    expect(() => recognizer.recognize({ width: 5, height: 5 } as never)).toThrow(
      refused("invalid-picture", "{ width, height }"),
    );
    for (const alphabet of [5, ["A"], {}])
      expect(() => recognizer.recognize(letter, { alphabet: alphabet as never })).toThrow(
        refused("invalid-alphabet", "not a string"),
      );
  });

  test("says what is wrong, by code and in a sentence", async () => {
    using recognizer = await createRecognizer();
    const coded = (code: string) => expect.objectContaining({ code, sentence: expect.stringMatching(/\.$/) });
    expect(() => recognizer.recognize([])).toThrow(EmnistError);
    expect(() => recognizer.recognize([])).toThrow(coded("empty-ink"));
    expect(() => recognizer.recognize([[[Number.NaN, 0]]] as Stroke[])).toThrow(coded("invalid-ink"));
    expect(() => recognizer.recognize({ width: 0, height: 0, data: new Uint8Array() })).toThrow(
      coded("invalid-picture"),
    );
    for (const [width, height, length] of [
      [28, 28, 3135],
      [28, 28, 3140],
      [600, 600, 4],
      [2.5, 4, 40],
      [-1, -1, 4],
    ] as const)
      expect(() => recognizer.recognize({ width, height, data: new Uint8Array(length) })).toThrow(
        coded("invalid-picture"),
      );
    expect(() => recognizer.recognize(letter, { alphabet: "" })).toThrow(coded("invalid-alphabet"));
    expect(() => recognizer.recognize(letter, { alphabet: "ä" })).toThrow(coded("invalid-alphabet"));
    for (const [alternatives, length] of [
      [undefined, 3],
      [0, 0],
      [-1, 0],
      [1.5, 1],
      [1000, 47],
    ] as const)
      expect(recognizer.recognize(letter, { alternatives }).alternatives).toHaveLength(length);
  });
});

describe("files", () => {
  const explicit = { wasm: binary("simd").wasm, wasmScalar: binary("scalar").wasm, model: bytes(modelPath) };

  test("come as bytes or as addresses", async () => {
    using first = await createRecognizer(explicit);
    using second = await createRecognizer({ model: pathToFileURL(join(repository, modelPath)).href });
    expect(first.recognize(letter)).toEqual(second.recognize(letter));
  });

  test("our own model still proves the binary when its address is given", async () => {
    const broken = bytes("build/wasm-simd/emnist.wasm");
    broken.fill(0, broken.length / 2, broken.length / 2 + 2000);
    using recognizer = await createRecognizer({ ...explicit, wasm: broken });
    expect(recognizer.recognize(letter)).toEqual(core.recognizeStrokes(letter));
  });

  test("may be a model of one's own, which is not held to the known answers of ours", async () => {
    const own = bytes(modelPath);
    own[own.indexOf(0x7f, own.length / 2)] = 0x7e; // one weight, by one step
    own.set(new TextEncoder().encode(" D C "), Buffer.from(own.buffer).indexOf(" C D "));
    using recognizer = await createRecognizer({ model: own });
    expect(recognizer.labels.indexOf("D")).toBe(core.labels.indexOf("C"));
  });

  test("that are not what they should be are refused, and the next attempt starts anew", async () => {
    const model = new Uint8Array([1, 2, 3]);
    await expect(createRecognizer({ ...explicit, model })).rejects.toMatchObject({ code: "model-malformed" });
    await expect(createRecognizer({ ...explicit, model })).rejects.toMatchObject({ code: "model-malformed" });
    vi.spyOn(globalThis, "fetch").mockRejectedValueOnce(new TypeError("offline"));
    const away = { wasm: explicit.wasm, model: "https://site.example/model.onnx" };
    await expect(createRecognizer(away)).rejects.toMatchObject({ code: "unreachable" });
    vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response("<!doctype html><title>Home</title>"));
    await expect(createRecognizer(away)).rejects.toMatchObject({
      code: "unreachable",
      detail: expect.stringContaining("not found at"),
    });
    vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response(bytes(modelPath)));
    using recognizer = await createRecognizer(away);
    expect(recognizer.recognize(letter).alternatives).toHaveLength(3);
  });
});

describe("memory", () => {
  test("fifty recognisers are one instance, which the last one disposed of frees", async () => {
    const made = instances();
    let recognizers = await Promise.all(Array.from({ length: 50 }, () => createRecognizer()));
    expect(made).toHaveLength(1);
    const [last] = recognizers;
    for (const recognizer of recognizers.slice(1)) recognizer.dispose();
    for (const recognizer of recognizers.slice(1)) recognizer.dispose(); // a second time takes nothing from the others
    expect(last?.recognize(letter).alternatives).toHaveLength(3);
    expect(() => recognizers[1]?.recognize(letter)).toThrow(expect.objectContaining({ code: "disposed" }));
    last?.dispose();
    expect(() => last?.recognize(letter)).toThrow(expect.objectContaining({ code: "disposed" }));
    await collected(made);
    expect(made.filter((instance) => instance.deref())).toEqual([]); // although all fifty objects are still held
    recognizers = [];
  });

  test("200 created and removed one after another leave none behind", async () => {
    const made = instances();
    for (let count = 0; count < 200; count++) {
      using recognizer = await createRecognizer({ pictures: false }); // with pictures each takes long to prove
      if (count % 50 === 0) recognizer.recognize(letter);
    }
    expect(made).toHaveLength(200);
    await collected(made);
    expect(made.filter((instance) => instance.deref())).toEqual([]);
  });

  test("other files are another instance", async () => {
    const made = instances();
    using _ = await createRecognizer();
    using __ = await createRecognizer({ model: bytes(modelPath) });
    expect(made).toHaveLength(2);
  });
});

/** Collects until nothing is left to, at most ten times: engines free what code and promises held a little later. */
async function collected(made: readonly WeakRef<WebAssembly.Instance>[]): Promise<void> {
  for (let round = 0; round < 10 && made.some((instance) => instance.deref()); round++) {
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
  }
}

function enlarged(glyph: Uint8Array, factor: number) {
  const side = 28 * factor;
  const data = new Uint8ClampedArray(4 * side * side).fill(255);
  for (let index = 0; index < side * side; index++) {
    const [x, y] = [Math.floor((index % side) / factor), Math.floor(index / side / factor)];
    data.fill(255 - (glyph[28 * y + x] ?? 0), 4 * index, 4 * index + 3);
  }
  return { width: side, height: side, data };
}
