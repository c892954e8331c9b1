// Learning a hand on the live modules: a corrected answer changes, what was taught can be kept, given back and taken
// back, and what is no example of this model is refused with a sentence.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Example, examplesOf, setExamples } from "../../web/src/core/examples.ts";
import { alphabetOf, EmnistError, Recognizer, type Stroke, startModule } from "../../web/src/core/index.ts";
import { binary, binaryNames, bytes, drawings, modelPath, repository, samples } from "./built.ts";
import { errorCode } from "./error-code.ts";
import { random } from "./random.ts";

const model = bytes(modelPath);
const [letter = []] = samples.A ?? [];
const lessons = Object.entries(samples).flatMap(([label, variants]) => variants.map((strokes) => ({ label, strokes })));

function teach(recognizer: Recognizer, strokes: readonly Stroke[], label: string): void {
  recognizer.recognizeStrokes(strokes);
  recognizer.learn(label);
}

describe.each(binaryNames)("%s", async (name) => {
  const module = await startModule(binary(name));
  const loaded = (file = model) => {
    const recognizer = new Recognizer(module);
    recognizer.load(file);
    return recognizer;
  };
  const everything = (recognizer: Recognizer) =>
    drawings.map((strokes) => recognizer.recognizeStrokes(strokes, { alternatives: 47 }));

  test("a lesson is heard, and taking it back brings every answer back to the last bit", () => {
    using recognizer = loaded();
    const before = everything(recognizer);
    const [best, second] = recognizer.recognizeStrokes(letter).alternatives;
    teach(recognizer, letter, second?.label ?? "");
    expect(recognizer.recognizeStrokes(letter).alternatives[1]?.confidence).toBeGreaterThan(second?.confidence ?? 1);
    teach(recognizer, letter, best?.label ?? "");
    expect(everything(recognizer)).not.toEqual(before);
    setExamples(recognizer, []);
    expect(everything(recognizer)).toEqual(before);
  });

  test("what is misread and then named is read right", () => {
    using recognizer = loaded();
    const read = (strokes: readonly Stroke[]) => recognizer.recognizeStrokes(strokes).alternatives[0]?.label;
    const misread = lessons.filter(({ label, strokes }) => read(strokes) !== label);
    expect(misread.length).toBeGreaterThan(0);
    for (const { label, strokes } of misread) {
      setExamples(recognizer, []);
      teach(recognizer, strokes, label);
      expect(read(strokes)).toBe(label);
    }
  });

  test("answers as the native command does after the same lessons", () => {
    using recognizer = loaded();
    const output = execFileSync(
      join(repository, "build/native/emnist"),
      ["classify-ink", "--model", join(repository, modelPath), "--alphabet", "a-z"],
      {
        input: [...lessons.map(({ label, strokes }) => ({ strokes, learn: label })), ...lessons]
          .map((line) => `${JSON.stringify(line)}\n`)
          .join(""),
        encoding: "utf8",
      },
    );
    for (const { label, strokes } of lessons) teach(recognizer, strokes, label);
    const answers = output.trim().split("\n").slice(lessons.length);
    expect(answers).toHaveLength(lessons.length);
    const alphabet = alphabetOf("a-z");
    for (const [index, line] of answers.entries()) {
      const { top, sure, outside } = JSON.parse(line);
      const answer = recognizer.recognizeStrokes(lessons[index]?.strokes ?? [], { alphabet });
      expect(answer.alternatives.map(({ label }) => label)).toEqual(top.map(({ label }: { label: string }) => label));
      expect(answer.sure).toBe(sure);
      expect(answer.outside).toBeCloseTo(outside, 5);
      expect(answer.alternatives[0]?.confidence).toBeCloseTo(top[0].confidence, 5);
    }
  });

  test("examples survive JSON and another recogniser of the same model", () => {
    using recognizer = loaded();
    for (const { label, strokes } of lessons.slice(0, 60)) teach(recognizer, strokes, label);
    const answers = everything(recognizer);
    const kept = JSON.stringify(examplesOf(recognizer));
    recognizer.load(model);
    expect(examplesOf(recognizer)).toEqual([]);
    setExamples(recognizer, JSON.parse(kept));
    expect(JSON.stringify(examplesOf(recognizer))).toBe(kept);
    expect(everything(recognizer)).toEqual(answers);
  });

  test("one example can be left out", () => {
    using recognizer = loaded();
    const [first, second, third] = lessons;
    for (const lesson of [first, third]) teach(recognizer, lesson?.strokes ?? [], lesson?.label ?? "");
    const without = everything(recognizer);
    setExamples(recognizer, []);
    for (const lesson of [first, second, third]) teach(recognizer, lesson?.strokes ?? [], lesson?.label ?? "");
    setExamples(
      recognizer,
      examplesOf(recognizer).filter((_, index) => index !== 1),
    );
    expect(everything(recognizer)).toEqual(without);
  });

  test("a small letter teaches the class that stands for both cases", () => {
    using recognizer = loaded();
    teach(recognizer, letter, "c");
    expect(examplesOf(recognizer).map(({ label }) => label)).toEqual(["C"]);
  });

  test("memory does not grow with what is learnt, and each class keeps ten", () => {
    using recognizer = loaded();
    const before = module.heapBytesInUse();
    const next = random(1);
    for (let count = 0; count < 1000; count++) {
      const blot = Array.from({ length: 5 }, () => [next(), next()] as const);
      teach(recognizer, [blot], recognizer.labels[count % 50] ?? "A");
    }
    expect(module.heapBytesInUse()).toBe(before);
    expect(examplesOf(recognizer)).toHaveLength(470);
  });

  test("another model refuses them and keeps its own", () => {
    using recognizer = loaded();
    teach(recognizer, letter, "A");
    const examples = examplesOf(recognizer);
    const exchanged = model.slice();
    const at = Buffer.from(exchanged.buffer).indexOf(" C D ");
    exchanged.set(new TextEncoder().encode(" D C "), at);
    recognizer.load(exchanged);
    teach(recognizer, letter, "B");
    const own = examplesOf(recognizer);
    expect(errorCode(() => setExamples(recognizer, [...own, ...examples]))).toBe("other-model");
    expect(examplesOf(recognizer)).toEqual(own);
  });

  test("what is no example is refused, whatever it is, and nothing changes", () => {
    using recognizer = loaded();
    teach(recognizer, letter, "A");
    const [own] = examplesOf(recognizer) as [Example];
    const refused = (examples: unknown) => errorCode(() => setExamples(recognizer, examples as Example[]));
    for (const examples of [null, {}, "A", 5, [null], [5], [[]], [{}], [{ label: "A" }], [{ ...own, label: "Ä" }]])
      expect(refused(examples)).toBe("invalid-example");
    for (const data of ["*", 7, null, `${own.data}=`]) expect(refused([own, { ...own, data }])).toBe("invalid-example");
    for (const data of ["", btoa("ABCD"), btoa(`${atob(own.data)}.`)])
      expect(refused([{ ...own, data }])).toBe("other-model");
    expect(refused(new Array(20_000).fill(own))).toBe("invalid-example");
    expect(errorCode(() => recognizer.learn("Ä"))).toBe("invalid-example");
    expect(examplesOf(recognizer)).toEqual([own]);
  });

  test("random files are taken or refused with a code, and answers stay answers", () => {
    using recognizer = loaded();
    teach(recognizer, letter, "A");
    const [own] = examplesOf(recognizer) as [Example];
    const next = random(2);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
    for (let round = 0; round < 500; round++) {
      const text = [...JSON.stringify([own, { ...own, label: pick(recognizer.labels) }])];
      for (let edits = Math.floor(next() * 4); edits > 0; edits--)
        text.splice(Math.floor(next() * text.length), Math.floor(next() * 3), pick([...'{}[]",:AZaz09+/=\\ é']));
      try {
        setExamples(recognizer, JSON.parse(text.join("")));
      } catch (error) {
        if (!(error instanceof SyntaxError)) expect(error).toBeInstanceOf(EmnistError);
      }
      const { alternatives } = recognizer.recognizeStrokes(letter, { alternatives: 47 });
      expect(alternatives.reduce((sum, { confidence }) => sum + confidence, 0)).toBeCloseTo(1, 4);
    }
  });
});

test("nothing is learnt before a model is loaded", async () => {
  const module = await startModule(binary("simd"));
  using recognizer = new Recognizer(module);
  expect(errorCode(() => recognizer.learn("A"))).toBe("no-model");
  expect(examplesOf(recognizer)).toEqual([]);
});
