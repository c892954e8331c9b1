// Lines in the package as built: the core's own answers, words that change from question to question, one instance for
// everybody.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, test, vi } from "vitest";
import { lineAlphabetOf } from "../../web/src/core/alphabet-spec.ts";
import type { Stroke } from "../../web/src/core/index.ts";
import { loadLineRecognizer } from "../../web/src/core/load-line.ts";
import { bytes, goldenLines, lineBinary, lineModelPath, packaged, repository } from "./built.ts";

const { lines, library } = await packaged();
const { createLineRecognizer, EmnistError } = lines;
const wordsPath = "models/english.words";
const { recognizer: core } = await loadLineRecognizer({
  binaries: { simd: lineBinary("simd"), scalar: lineBinary("scalar") },
  model: bytes(lineModelPath),
  words: bytes(wordsPath),
  golden: goldenLines,
});
const inks = goldenLines.cases.map(({ strokes }) => strokes);
const [ink = []] = inks;

afterEach(() => vi.restoreAllMocks());

/** For what the types forbid and JavaScript does not. */
const anything = (value: unknown) => value as never;

describe("recognize", () => {
  test("answers as the core does: with words, without, with an alphabet", async () => {
    using recognizer = await createLineRecognizer();
    expect(recognizer.characters).toEqual(core.characters);
    expect(recognizer.modelVersion).toBe(core.modelVersion);
    for (const strokes of inks) {
      expect(recognizer.recognize(strokes)).toEqual(core.recognize(strokes));
      const plain = recognizer.recognize(strokes, { words: false, alternatives: 8 });
      expect(plain).toEqual(core.recognize(strokes, { words: false, alternatives: 8 }));
      const code = recognizer.recognize(strokes, { alphabet: "0-9." });
      expect(code).toEqual(core.recognize(strokes, { alphabet: lineAlphabetOf("0-9.") }));
      expect(code.texts[0]?.text).toMatch(/^[0-9.]*$/);
    }
  });

  test("expects the words it is given, whoever else asks", async () => {
    using one = await createLineRecognizer();
    using other = await createLineRecognizer();
    const usual = core.recognize(ink);
    const { texts } = core.recognize(ink, { words: false, alternatives: 8 });
    const second = texts.slice(1).find(({ text }) => /^[A-Z]+$/.test(text))?.text ?? ""; // words have no case
    const words = [second];
    const expected = one.recognize(ink, { words });
    expect(expected).not.toEqual(usual);
    expect(confidence(expected, second)).toBeGreaterThan(confidence(core.recognize(ink, { words: false }), second));
    expect(other.recognize(ink)).toEqual(usual);
    expect(other.recognize(ink, { words })).toEqual(expected);
    expect(one.recognize(ink, { words: true })).toEqual(usual);
  });

  test("takes the shapes that drawing libraries have, and names the shape of others", async () => {
    using recognizer = await createLineRecognizer();
    const named = ink.map((stroke) => stroke.map(([x, y]) => ({ x, y })));
    expect(recognizer.recognize(named)).toEqual(recognizer.recognize(ink));
    expect(recognizer.recognize(named.map((points) => ({ points })))).toEqual(recognizer.recognize(ink));
    for (const [input, shape] of [
      [null, "null"],
      ["M0 0", "string"],
      [{ strokes: ink }, "{ strokes }"],
      [[[1, 2]], "[[number, …], …]"],
      [{ width: 1, height: 1, data: new Uint8Array(4) }, "{ width, height, data }"],
    ])
      expect(() => recognizer.recognize(anything(input))).toThrow(
        expect.objectContaining({ code: "invalid-ink", detail: expect.stringContaining(`${shape}`) }),
      );
  });

  test("says what is wrong, by code and in a sentence", async () => {
    using recognizer = await createLineRecognizer();
    const coded = (code: string) => expect.objectContaining({ code, sentence: expect.stringMatching(/\.$/) });
    const asking = (options: unknown) => () => recognizer.recognize(ink, anything(options));
    expect(() => recognizer.recognize([])).toThrow(library.EmnistError); // one class for the whole package
    expect(() => recognizer.recognize([])).toThrow(EmnistError);
    expect(() => recognizer.recognize([])).toThrow(coded("empty-ink"));
    expect(() => recognizer.recognize([[[Number.NaN, 0]]] as Stroke[])).toThrow(coded("invalid-ink"));
    for (const alphabet of ["", "é", 5, ["A"]]) expect(asking({ alphabet })).toThrow(coded("invalid-alphabet"));
    for (const words of ["hello", 5, [5], ["two words"]]) expect(asking({ words })).toThrow(coded("words-malformed"));
    expect(recognizer.recognize(ink)).toEqual(core.recognize(ink)); // none of it left a trace
  });

  test("every point belongs to a character, in the numbers of the ink that was given", async () => {
    using recognizer = await createLineRecognizer();
    const { characters } = recognizer.recognize(ink);
    for (const { strokes } of characters)
      for (const [stroke, first, last] of strokes) {
        expect(ink[stroke]?.[first]).toBeDefined();
        expect(ink[stroke]?.[last]).toBeDefined();
      }
  });
});

const confidence = (answer: ReturnType<typeof core.recognize>, text: string) =>
  answer.texts.find((one) => one.text === text)?.confidence ?? 0;

describe("files", () => {
  const { wasm } = lineBinary("simd");
  const explicit = {
    wasm,
    wasmScalar: lineBinary("scalar").wasm,
    model: bytes(lineModelPath),
    words: bytes(wordsPath),
  };

  test("come as bytes or as addresses", async () => {
    using first = await createLineRecognizer(explicit);
    using second = await createLineRecognizer({ words: pathToFileURL(join(repository, wordsPath)) });
    expect(first.recognize(ink)).toEqual(core.recognize(ink));
    expect(second.recognize(ink)).toEqual(core.recognize(ink));
  });

  test("may be words of one's own, one a line", async () => {
    const words = new TextEncoder().encode("zebra\nquartz\n");
    using recognizer = await createLineRecognizer({ ...explicit, words });
    expect(recognizer.recognize(ink)).toEqual(recognizer.recognize(ink, { words: ["zebra", "quartz"] }));
  });

  test("that are not what they should be are refused, and the next attempt starts anew", async () => {
    const broken = new Uint8Array([1, 2, 3]);
    await expect(createLineRecognizer({ ...explicit, model: broken })).rejects.toMatchObject({
      code: "model-malformed",
    });
    vi.spyOn(globalThis, "fetch").mockRejectedValueOnce(new TypeError("offline"));
    const away = { ...explicit, words: "https://site.example/english.words" };
    await expect(createLineRecognizer(away)).rejects.toMatchObject({ code: "unreachable" });
    vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response(bytes(wordsPath)));
    using recognizer = await createLineRecognizer(away);
    expect(recognizer.recognize(ink)).toEqual(core.recognize(ink));
  });
});

test("fifty recognisers are one instance; the last one disposed of lets it go", async () => {
  const compile = vi.spyOn(WebAssembly, "compile");
  const { wasm } = lineBinary("simd"); // of their own
  const made = () => compile.mock.calls.filter(([bytes]) => bytes === wasm).length;
  const fifty = await Promise.all(Array.from({ length: 50 }, () => createLineRecognizer({ wasm })));
  expect(made()).toBe(1);
  const [last, ...others] = fifty;
  for (const recognizer of [...others, ...others]) recognizer.dispose(); // a second time takes nothing from the last
  expect(last?.recognize(ink)).toEqual(core.recognize(ink));
  expect(() => others[0]?.recognize(ink)).toThrow(expect.objectContaining({ code: "disposed" }));
  last?.dispose();
  (await createLineRecognizer({ wasm })).dispose();
  expect(made()).toBe(2);
});
