// Days of drawing: a hundred thousand answers by the shipped binary. The memory is what it was, and the old module, held
// against a fresh one batch by batch in the same minute, has not become slower.

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { Recognizer, type Stroke, startModule } from "../../web/src/core/index.ts";
import { binary, bytes, drawings, modelPath } from "./built.ts";
import { random } from "./random.ts";

const answers = 100_000;
const tenth = answers / 10;
/** How much of a fresh module's time the old one may take more: measured side by side, the rest is noise. */
const tolerance = 1.1;

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

async function start() {
  const module = await startModule(binary("simd"));
  const recognizer = new Recognizer(module);
  recognizer.load(bytes(modelPath));
  return { module, recognizer };
}

/** A drawing nobody has drawn before: one of ours, its points moved a little. */
function someDrawing(next: () => number): readonly Stroke[] {
  const drawing = drawings[Math.floor(next() * drawings.length)] ?? [];
  return drawing.map((stroke) => stroke.map(([x, y]) => [x + 4 * next(), y + 4 * next()] as const));
}

/** Milliseconds that `count` answers take. */
function time(recognizer: Recognizer, strokes: readonly Stroke[], count: number): number {
  const start = performance.now();
  for (let index = 0; index < count; index++) recognizer.recognizeStrokes(strokes);
  return performance.now() - start;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

test(`${answers} answers`, async () => {
  const old = await start();
  const next = random(6);
  const memories: { heap: number; linear: number; javascript: number }[] = [];
  for (let count = 1; count <= answers; count++) {
    const { alternatives } = old.recognizer.recognizeStrokes(someDrawing(next));
    if (alternatives.length !== 3) throw new Error(`answer ${count} has ${alternatives.length} alternatives`);
    if (count % tenth !== 0) continue;
    collectGarbage();
    memories.push({
      heap: old.module.heapBytesInUse(),
      linear: old.module.memoryBytes(),
      javascript: process.memoryUsage().heapUsed,
    });
  }
  const [first, last] = [memories[0], memories.at(-1)];
  if (!first || !last) throw new Error("nothing was measured");
  expect(last.heap).toBe(first.heap);
  expect(last.linear).toBe(first.linear);
  expect(last.javascript - first.javascript).toBeLessThan(1e6);

  const fresh = await start();
  const strokes = someDrawing(next);
  time(fresh.recognizer, strokes, 2000); // until its code is compiled as well as it gets
  const ratios = Array.from({ length: 301 }, (_, pair) => {
    const modules = [old.recognizer, fresh.recognizer];
    if (pair % 2 === 1) modules.reverse(); // who comes second finds a warmer processor
    const [first = 0, second = 0] = modules.map((recognizer) => time(recognizer, strokes, 50));
    return pair % 2 === 1 ? second / first : first / second;
  });
  console.log(
    `old / fresh module: ${median(ratios).toFixed(3)}; JavaScript heap ${((last.javascript - first.javascript) / 1000).toFixed(0)} kB more`,
  );
  expect(median(ratios)).toBeLessThan(tolerance);
}, 900_000);
