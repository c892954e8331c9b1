// The typed wrapper on the live modules: answers, errors that say what happened, and memory that comes back.

import { describe, expect, test } from "vitest";
import { type Answer, Recognizer, type Stroke, startModule } from "../../web/src/core/index.ts";
import { binary, binaryNames, bytes, drawings, modelPath } from "./built.ts";
import { errorCode } from "./error-code.ts";

const model = bytes(modelPath);
const [letter = [], ...otherLetters] = drawings;

describe.each(binaryNames)("%s", async (name) => {
  const module = await startModule(binary(name));
  const loaded = () => {
    const recognizer = new Recognizer(module);
    recognizer.load(model);
    return recognizer;
  };

  test("an answer ranks alternatives, confidences falling and summing to one", () => {
    using recognizer = loaded();
    const { alternatives, glyph } = recognizer.recognizeStrokes(letter, { alternatives: 47 });
    const confidences = alternatives.map(({ confidence }) => confidence);
    expect(confidences).toEqual([...confidences].sort((a, b) => b - a));
    expect(confidences.reduce((sum, confidence) => sum + confidence)).toBeCloseTo(1, 4);
    expect(new Set(alternatives.map(({ label }) => label))).toEqual(new Set(recognizer.labels));
    expect(glyph).toHaveLength(784);
    expect(Math.max(...glyph)).toBe(255);
  });

  test("an answer outlives the next one", () => {
    using recognizer = loaded();
    const first = recognizer.recognizeStrokes(letter);
    const before = structuredClone(first);
    for (const other of otherLetters) recognizer.recognizeStrokes(other);
    expect(first).toEqual(before);
  });

  test("pressure does not change an answer", () => {
    using recognizer = loaded();
    const pressed: Stroke[] = letter.map((stroke) => stroke.map(([x, y]) => [x, y, 0.9] as const));
    expect(recognizer.recognizeStrokes(pressed)).toEqual(recognizer.recognizeStrokes(letter));
  });

  test("the glyph of an answer, given back, has the same answer", () => {
    using recognizer = loaded();
    const answer = recognizer.recognizeStrokes(letter);
    expect(recognizer.recognizeGlyph(answer.glyph)).toEqual(answer);
  });

  test("a glyph beside which others were seen is rejected, the next one by itself is not", () => {
    using recognizer = loaded();
    const { glyph, ...answer } = recognizer.recognizeStrokes(letter);
    const one = recognizer.recognizeGlyph(glyph, {}, true);
    expect([one.rejected, one.sure]).toEqual(["several", false]);
    expect(one.alternatives).toEqual(answer.alternatives);
    expect(recognizer.recognizeGlyph(glyph)).toEqual({ glyph, ...answer });
  });

  test("repeating a stage changes nothing", () => {
    using recognizer = loaded();
    const answer = recognizer.recognizeStrokes(letter);
    for (const stage of ["ink", "network", "ranking"] as const) recognizer.repeat(stage, 3);
    for (let layer = 0; layer < recognizer.layers; layer++) recognizer.repeatLayer(layer, 1);
    expect(recognizer.recognizeStrokes(letter)).toEqual(answer);
  });

  test("what cannot be answered says why", () => {
    using recognizer = loaded();
    const dots: Stroke = Array.from({ length: 8193 }, (_, index) => [index, 0]);
    expect(errorCode(() => recognizer.recognizeStrokes([]))).toBe("empty-ink");
    expect(errorCode(() => recognizer.recognizeStrokes([[], []]))).toBe("empty-ink");
    expect(errorCode(() => recognizer.recognizeStrokes([[[Number.NaN, 0]]]))).toBe("invalid-ink");
    expect(errorCode(() => recognizer.recognizeStrokes([dots]))).toBe("too-much-ink");
    expect(errorCode(() => recognizer.recognizeStrokes(new Array<Stroke>(513).fill([[0, 0]])))).toBe("too-much-ink");
  });

  test("a broken model is refused and the old one still answers", () => {
    using recognizer = loaded();
    const answer = recognizer.recognizeStrokes(letter);
    expect(errorCode(() => recognizer.load(model.subarray(0, model.length / 2)))).toBe("model-malformed");
    expect(errorCode(() => recognizer.load(new Uint8Array(2 ** 20 + 1)))).toBe("model-too-large");
    expect(recognizer.recognizeStrokes(letter)).toEqual(answer);
  });

  test("asking before loading, and after disposing, is refused", () => {
    const recognizer = new Recognizer(module);
    expect(errorCode(() => recognizer.recognizeStrokes(letter))).toBe("no-model");
    recognizer.dispose();
    recognizer.dispose();
    expect(errorCode(() => recognizer.recognizeStrokes(letter))).toBe("disposed");
    expect(errorCode(() => recognizer.load(model))).toBe("disposed");
  });

  test("one more recogniser than the memory holds is refused, as often as it is asked for, and the first goes on", () => {
    using recognizer = loaded();
    const answer = recognizer.recognizeStrokes(letter);
    const before = module.heapBytesInUse();
    for (let count = 0; count < 3; count++) expect(errorCode(() => new Recognizer(module))).toBe("out-of-memory");
    expect(module.heapBytesInUse()).toBe(before);
    expect(recognizer.recognizeStrokes(otherLetters[0] ?? [])).not.toEqual(answer);
    expect(recognizer.recognizeStrokes(letter)).toEqual(answer);
  });

  const many = 1_000;
  test(`memory after ${many} recognisers is what it was after 10`, () => {
    const broken = model.slice();
    broken.fill(0xff, model.length / 2, model.length / 2 + 64);
    const cycle = (): Answer => {
      using recognizer = new Recognizer(module);
      try {
        recognizer.load(broken);
      } catch {
        // refused or not, its memory is what counts
      }
      recognizer.load(model);
      return recognizer.recognizeStrokes(letter);
    };
    const heapAfter = (cycles: number) => {
      for (let count = 0; count < cycles; count++) cycle();
      return module.heapBytesInUse();
    };
    const early = heapAfter(10);
    expect(heapAfter(many - 10)).toBe(early);
    expect(module.memoryBytes()).toBeLessThanOrEqual(2 * 2 ** 20);
  }, 600_000);
});
