// A long day of writing: ten thousand lines by the shipped binary. Nothing grows, and the last are read as the first were.

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import type { Stroke } from "../../web/src/core/index.ts";
import { LineReader } from "../../web/src/core/line-reader.ts";
import { LineRecognizer } from "../../web/src/core/line-recognizer.ts";
import { startModule } from "../../web/src/core/start.ts";
import { bytes, drawings, lineBinary, lineModelPath } from "./built.ts";

const lines = 10_000;
/** The shortest of ours: what could leak does so at every line. */
const length = (strokes: readonly Stroke[]) => strokes.flat().length;
const inks: readonly (readonly Stroke[])[] = [...drawings].sort((a, b) => length(a) - length(b)).slice(0, 20);

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

test(`${lines} lines`, async () => {
  const module = await startModule(lineBinary("simd"));
  const recognizer = new LineRecognizer(module);
  recognizer.load(bytes(lineModelPath));
  const reader = new LineReader(recognizer, bytes("models/english.words"));
  const first = inks.map((strokes) => reader.read(strokes, {}));
  const memory = () => {
    collectGarbage();
    return { linear: module.memoryBytes(), heap: module.heapBytesInUse(), javascript: process.memoryUsage().heapUsed };
  };
  let before = memory();
  for (let count = 0; count < lines; count++) {
    if (count === lines / 10) before = memory(); // the code is compiled
    const answer = reader.read(inks[count % inks.length] ?? [], {});
    if (count >= lines - inks.length) expect(answer).toEqual(first[count % inks.length]);
  }
  const { linear, heap, javascript } = memory();
  expect({ linear, heap }).toEqual({ linear: before.linear, heap: before.heap });
  expect(javascript - before.javascript).toBeLessThan(1e6);
}, 60_000);
