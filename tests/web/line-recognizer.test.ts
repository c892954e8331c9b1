// Lines in both binaries: bit for bit what the native command reads, with words and without, and what it was read from.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { alphabetOf, type Stroke, startModule } from "../../web/src/core/index.ts";
import type { InkRange } from "../../web/src/core/line-answer.ts";
import { LineRecognizer } from "../../web/src/core/line-recognizer.ts";
import { lineSelfTest, loadLineRecognizer } from "../../web/src/core/load-line.ts";
import {
  binaryNames,
  bytes,
  drawings,
  goldenLines,
  lineBinary,
  lineModelPath,
  modelPath,
  repository,
} from "./built.ts";

const lines = goldenLines.cases.map(({ strokes }) => strokes);

/** What the native command says to each line. */
function native(...options: string[]): unknown[] {
  return execFileSync(
    join(repository, "build/native/emnist"),
    ["read-ink", "--model", join(repository, lineModelPath), ...options],
    { input: lines.map((strokes) => `${JSON.stringify({ strokes })}\n`).join(""), encoding: "utf8" },
  )
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** Each point of a range by name. */
const pointsOf = ([stroke, first, last]: InkRange) =>
  Array.from({ length: last - first + 1 }, (_, index) => `${stroke}:${first + index}`);

describe.each(binaryNames)("%s binary", (name) => {
  let recognizer: LineRecognizer;

  beforeAll(async () => {
    recognizer = new LineRecognizer(await startModule(lineBinary(name)));
    recognizer.load(bytes(lineModelPath));
    recognizer.setWords(bytes("models/english.words"));
  });
  afterAll(() => recognizer.dispose());

  test("is exact", () => {
    expect(lineSelfTest(recognizer, goldenLines)).toBeUndefined();
  });

  test.each([
    ["words", [], {}],
    ["no words", ["--no-words"], { words: false }],
    ["digits", ["--alphabet", "0-9"], { alphabet: alphabetOf("0-9") }],
  ] as const)("answers as the native command does: %s", (_, options, asked) => {
    const answers = lines.map((strokes) => recognizer.recognize(strokes, { ...asked, alternatives: 8 }));
    const expected = native(...options) as typeof answers;
    for (const [index, { texts, ...rest }] of answers.entries()) {
      const { texts: known = [], ...others } = expected[index] ?? {};
      expect(texts.map(({ text }) => text)).toEqual(known.map(({ text }) => text));
      for (const [i, { confidence }] of texts.entries()) expect(confidence).toBeCloseTo(known[i]?.confidence ?? -1, 5);
      expect(rest).toEqual(others);
    }
  });

  test("every point of the ink belongs to one character", () => {
    for (const strokes of lines) {
      const { characters } = recognizer.recognize(strokes);
      const owned = characters.flatMap(({ strokes: ranges }) => ranges.flatMap(pointsOf)).sort();
      const all = strokes.flatMap((stroke, index) => pointsOf([index, 0, stroke.length - 1])).sort();
      expect(owned).toEqual(all);
      for (const { text, strokes: ranges } of characters) expect(ranges.length > 0 || text === " ").toBe(true);
    }
  });

  test("takes any list of words, and says when it cannot", () => {
    recognizer.setWords(["alpha", "Beta"]);
    expect(recognizer.recognize(lines[0] ?? []).texts).not.toEqual([]);
    expect(() => recognizer.setWords(["two words"])).toThrow(expect.objectContaining({ code: "words-malformed" }));
    expect(() => recognizer.setWords(["x".repeat(400_000)])).toThrow(
      expect.objectContaining({ code: "words-too-large" }),
    );
    recognizer.setWords(bytes("models/english.words"));
  });

  test("refuses a model of characters and keeps its own", () => {
    expect(() => recognizer.load(bytes(modelPath))).toThrow(expect.objectContaining({ code: "model-unsupported" }));
    expect(lineSelfTest(recognizer, goldenLines)).toBeUndefined();
  });

  test("no ink is an error; a dot is an answer", () => {
    expect(() => recognizer.recognize([])).toThrow(expect.objectContaining({ code: "empty-ink" }));
    expect(recognizer.recognize([[[5, 5]]] as readonly Stroke[]).characters.length).toBeLessThan(3);
    for (const drawing of drawings) recognizer.recognize(drawing);
  });
});

test("files become a proven recogniser", async () => {
  const { recognizer, binary, fallback } = await loadLineRecognizer({
    binaries: { simd: lineBinary("simd"), scalar: lineBinary("scalar") },
    model: bytes(lineModelPath),
    words: bytes("models/english.words"),
    golden: goldenLines,
  });
  expect([binary, fallback]).toEqual(["simd", undefined]);
  expect(recognizer.characters).toContain("z");
  recognizer.dispose();
});
