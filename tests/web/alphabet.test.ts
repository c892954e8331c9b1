// Answers within an alphabet: what a specification means, and that confidences are those of the whole softmax,
// renormalised. Oracles: JavaScript's own character classes, the unrestricted answer, the native command.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { restrict } from "../../web/src/core/alphabet.ts";
import {
  type Alphabet,
  alphabetOf,
  lookAlike,
  Recognizer,
  type Stroke,
  startModule,
} from "../../web/src/core/index.ts";
import { binary, binaryNames, bytes, drawings, modelPath, repository, samples } from "./built.ts";
import { random } from "./random.ts";

const alphanumerics = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const classNames = Object.keys(samples);
const invalid = expect.objectContaining({ code: "invalid-alphabet" });

describe("a specification", () => {
  test.each([
    ["0-9", "0123456789"],
    ["ABC123", "ABC123"],
    ["a-cX0-1", "abcX01"],
    ["AAA-B", "AB"],
    ["7", "7"],
  ])("%s is %s", (spec, characters) => expect(alphabetOf(spec).characters).toBe(characters));

  test("means what the same character class means", () => {
    const next = random(1);
    const pick = (from: string) => from[Math.floor(next() * from.length)] ?? "";
    const kinds = [alphanumerics.slice(0, 10), alphanumerics.slice(10, 36), alphanumerics.slice(36)];
    for (let round = 0; round < 500; round++) {
      const spec = Array.from({ length: 1 + Math.floor(4 * next()) }, () => {
        const kind = pick("012");
        const ends = [pick(kinds[Number(kind)] ?? ""), pick(kinds[Number(kind)] ?? "")].sort();
        return next() < 0.5 ? ends.join("-") : ends.join("");
      }).join("");
      const oracle = new RegExp(`[${spec}]`);
      expect([...alphabetOf(spec).characters].sort(), spec).toEqual([...alphanumerics].filter((c) => oracle.test(c)));
    }
  });

  test.each(["", " ", "A B", "9-0", "A9-0", "A-z", "-9", "0-", "é", "0-😀", "^A", "[A]", "A,B"])(
    "%j is refused",
    (spec) => expect(() => alphabetOf(spec)).toThrow(invalid),
  );
});

describe("in terms of the model's classes", () => {
  const named = (spec: string) => {
    const { classes, labels } = restrict(alphabetOf(spec), classNames);
    return labels.filter((_, index) => classes[index] === 1).join("");
  };

  test("classes are called by the alphabet's own characters, by their name where both cases are in it", () => {
    expect(named("0-9")).toBe("0123456789");
    expect(named("A-Z")).toBe("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    expect([...named("a-z")].sort().join("")).toBe("abcdefghijklmnopqrstuvwxyz");
    expect(named("a-zA-Z0-9")).toBe(classNames.join(""));
    expect(named("cC")).toBe("C");
    expect(named("cD")).toBe("cD");
  });

  test("a model with a class for each case keeps them apart", () => {
    const { classes, labels } = restrict(alphabetOf("ck"), ["C", "c", "K"]);
    expect([[...classes], labels]).toEqual([
      [0, 1, 1],
      ["C", "c", "k"],
    ]);
  });

  test("an alphabet of which the model has nothing is refused", () => {
    expect(() => restrict(alphabetOf("A-Z"), ["0", "1"])).toThrow(invalid);
  });
});

/** The probability of all of them together. */
const total = (alternatives: readonly { readonly confidence: number }[]) =>
  alternatives.reduce((sum, { confidence }) => sum + confidence, 0);

describe.each(binaryNames)("the %s binary", async (name) => {
  const module = await startModule(binary(name));
  const recognizer = new Recognizer(module);
  recognizer.load(bytes(modelPath));
  const unsureBelow = recognizer.unsureBelow;
  const all = { alternatives: 47 };

  test.each(["0-9", "A-Z", "a-z", "A-Za-z0-9", "O0", "x"])("within %s confidences are renormalised", (spec) => {
    const alphabet = alphabetOf(spec);
    const { classes, labels } = restrict(alphabet, recognizer.labels);
    const inAlphabet = new Set(recognizer.labels.filter((_, index) => classes[index] === 1));
    const looksKnown = (label: string) => inAlphabet.has(label) || [...inAlphabet].some((one) => lookAlike(one, label));
    for (const drawing of drawings) {
      const free = recognizer.recognizeStrokes(drawing, all);
      const within = recognizer.recognizeStrokes(drawing, { ...all, alphabet });
      const inside = free.alternatives
        .map(({ label, confidence }) => ({ index: recognizer.labels.indexOf(label), confidence }))
        .filter(({ index }) => classes[index] === 1);
      const mass = total(inside);
      expect(within.alternatives.map(({ label }) => label)).toEqual(inside.map(({ index }) => labels[index]));
      const outside = free.alternatives.filter(({ label }) => !looksKnown(label));
      expect(within.outside).toBeCloseTo(total(outside), 5);
      expect(within.glyph).toEqual(free.glyph);
      // The oracle divides what is left of numbers that single precision rounded.
      if (mass > 1e-3)
        for (const [place, { confidence }] of inside.entries())
          expect(within.alternatives[place]?.confidence).toBeCloseTo(confidence / mass, 3);
      const confident = (within.alternatives[0]?.confidence ?? 0) >= unsureBelow;
      expect(within.sure).toBe(confident && within.rejected === undefined);
    }
  });

  test("rejected as outside is what lies outside by more than 0.8", () => {
    const answers = drawings.map((drawing) => recognizer.recognizeStrokes(drawing, { alphabet: alphabetOf("0-9") }));
    const characters = answers.filter(({ rejected }) => rejected === undefined || rejected === "outside");
    expect(characters.length).toBeGreaterThan(drawings.length / 2);
    for (const { rejected, outside = 0 } of characters) expect(rejected).toBe(outside > 0.8 ? "outside" : undefined);
  });

  test("an O among capitals is taken, though it may be a zero, and what looks like nothing there is not", () => {
    const ring = [
      Array.from({ length: 25 }, (_, step) => [50 + 46 * Math.sin(step / 4), 50 + 50 * Math.cos(step / 4)] as const),
    ];
    const capitals = recognizer.recognizeStrokes(ring, { alphabet: alphabetOf("A-Z") });
    expect(capitals.alternatives[0]?.label).toBe("O");
    expect([capitals.sure, capitals.rejected]).toEqual([true, undefined]);
    const [drawing = []] = samples.R ?? [];
    expect(recognizer.recognizeStrokes(drawing, { alphabet: alphabetOf("0-9") }).rejected).toBe("outside");
  });

  test("a dot, a scribble and two characters are rejected, each for its reason", () => {
    const rejected = (strokes: readonly Stroke[]) => recognizer.recognizeStrokes(strokes).rejected;
    const scribble = Array.from({ length: 90 }, (_, step) => [Math.cos(step * 0.57), Math.sin(step * 0.77)] as const);
    expect(rejected([[[5, 5]]])).toBe("no-character");
    expect(rejected([scribble])).toBe("no-character");
    const [one = [], three = []] = [samples["1"]?.[0], samples["3"]?.[0]];
    const beside = (strokes: readonly Stroke[], dx: number) =>
      strokes.map((stroke) => stroke.map(([x, y]) => [x + dx, y] as const));
    const right = Math.max(...one.flat().map(([x]) => x)) + 40 - Math.min(...three.flat().map(([x]) => x));
    expect(rejected([...one, ...beside(three, right)])).toBe("several");
  });

  test("an alphabet holds for its own question only", () => {
    const [drawing = []] = drawings;
    const before = recognizer.recognizeStrokes(drawing);
    recognizer.recognizeStrokes(drawing, { alphabet: alphabetOf("7") });
    expect(recognizer.recognizeStrokes(drawing)).toEqual(before);
    expect(before.outside).toBeUndefined();
  });

  test("fewer alternatives than asked for, where the alphabet is smaller", () => {
    const [drawing = []] = drawings;
    const { alternatives } = recognizer.recognizeStrokes(drawing, { alphabet: alphabetOf("AB") });
    expect(alternatives).toHaveLength(2);
    expect(alternatives.reduce((sum, { confidence }) => sum + confidence, 0)).toBeCloseTo(1, 6);
  });

  test("an alphabet is put in terms of the model that is loaded when it is used", async () => {
    const exchanged = bytes(modelPath);
    const at = Buffer.from(exchanged.buffer).indexOf(" C D ");
    exchanged.set(new TextEncoder().encode(" D C "), at);
    using used = new Recognizer(await startModule(binary(name)));
    using fresh = new Recognizer(await startModule(binary(name)));
    const alphabet: Alphabet = alphabetOf("D0");
    const [drawing = []] = drawings;
    used.load(bytes(modelPath));
    used.recognizeStrokes(drawing, { alphabet });
    for (const each of [used, fresh]) each.load(exchanged);
    expect(used.labels.indexOf("D")).toBe(recognizer.labels.indexOf("C"));
    for (const drawing of drawings.slice(0, 20))
      expect(used.recognizeStrokes(drawing, { alphabet })).toEqual(fresh.recognizeStrokes(drawing, { alphabet }));
  });

  test.each(["0-9", "a-z", "A-Za-z0-9", "cCdx7"])("answers as the native command does within %s", (spec) => {
    const output = execFileSync(
      join(repository, "build/native/emnist"),
      ["classify-ink", "--model", join(repository, modelPath), "--alphabet", spec],
      { input: drawings.map((strokes) => `${JSON.stringify({ strokes })}\n`).join(""), encoding: "utf8" },
    );
    const native = output.trim().split("\n");
    expect(native).toHaveLength(drawings.length);
    for (const [index, line] of native.entries()) {
      const { top, sure, rejected, outside = 0 } = JSON.parse(line);
      const answer = recognizer.recognizeStrokes(drawings[index] ?? [], { alphabet: alphabetOf(spec) });
      expect(answer.alternatives.map(({ label }) => label)).toEqual(top.map(({ label }: { label: string }) => label));
      expect([answer.sure, answer.rejected]).toEqual([sure, rejected]);
      expect(answer.outside).toBeCloseTo(outside, 5);
      for (const [place, { confidence }] of top.entries())
        expect(answer.alternatives[place]?.confidence).toBeCloseTo(confidence, 5);
    }
  });
});

test("the native command refuses what the library refuses", () => {
  for (const spec of ["9-0", "A-z", "é", " "])
    expect(() =>
      execFileSync(
        join(repository, "build/native/emnist"),
        ["classify-ink", "--model", join(repository, modelPath), "--alphabet", spec],
        { input: "", stdio: "pipe" },
      ),
    ).toThrow(/--alphabet/);
});
