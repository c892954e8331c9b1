// In the browser: our module and onnxruntime-web on the same network and the same glyph, batch by batch in turn, so that
// whatever else the machine does falls on all alike. Figures are means of batches, each at least 100 clock ticks long.

import * as ort from "onnxruntime-web/wasm";
import { Recognizer, type Stroke, startModule } from "../../web/src/core/index.ts";
import { clockTick } from "../../web/src/ui/clock.ts";

/** Where the files are, as the bench's server knows them. */
export interface Setup {
  readonly modules: readonly {
    readonly name: string;
    readonly glue: string;
    readonly wasm: string;
    readonly model: string;
  }[];
  readonly peers: readonly { readonly name: string; readonly model: string }[];
  readonly drawing: readonly Stroke[];
  readonly rounds: number;
}

export interface Timing {
  readonly name: string;
  /** Runs in each batch, and milliseconds per run of each batch. */
  readonly runs: number;
  readonly means: readonly number[];
}

interface Contestant {
  readonly name: string;
  readonly run: (times: number) => Promise<void>;
}

export async function compare(setup: Setup): Promise<{ tick: number; timings: Timing[] }> {
  const tick = clockTick();
  const glyph = new Uint8Array(784);
  const contestants: Contestant[] = [];
  for (const module of setup.modules) contestants.push(...(await ours(module, setup.drawing, glyph)));
  for (const peer of setup.peers) contestants.push(await onnxruntime(peer, glyph));

  const entries = [];
  for (const { name, run } of contestants)
    entries.push({ name, run, runs: await enough(run, tick), means: [] as number[] });
  for (let round = 0; round < setup.rounds; round++)
    for (const { run, runs, means } of entries) means.push((await elapsed(() => run(runs))) / runs);
  return { tick, timings: entries.map(({ name, runs, means }) => ({ name, runs, means })) };
}

/** Glyph in, probabilities out; and the network alone. */
async function ours(
  { name, glue, wasm, model }: Setup["modules"][number],
  drawing: readonly Stroke[],
  glyph: Uint8Array,
): Promise<Contestant[]> {
  const recognizer = new Recognizer(await startModule({ glue: () => import(/* @vite-ignore */ glue), wasm }));
  recognizer.load(new Uint8Array(await (await fetch(model)).arrayBuffer()));
  glyph.set(recognizer.recognizeStrokes(drawing).glyph);
  return [
    {
      name,
      run: async (times) => {
        for (let run = 0; run < times; run++) recognizer.recognizeGlyph(glyph);
      },
    },
    { name: `${name}, network alone`, run: async (times) => recognizer.repeat("network", times) },
  ];
}

/** Glyph in, logits out: onnxruntime is spared the softmax and the ranking. */
async function onnxruntime({ name, model }: Setup["peers"][number], glyph: Uint8Array): Promise<Contestant> {
  ort.env.wasm.numThreads = 1; // a network this small only loses by more
  const session = await ort.InferenceSession.create(model);
  return {
    name,
    run: async (times) => {
      for (let run = 0; run < times; run++) {
        const pixels = Float32Array.from(glyph, (pixel) => pixel / 255);
        await session.run({ image: new ort.Tensor("float32", pixels, [1, 1, 28, 28]) });
      }
    },
  };
}

/** How many runs last long enough to be timed; also the warm-up. */
async function enough(run: Contestant["run"], tick: number): Promise<number> {
  for (let runs = 100; ; runs *= 2) if ((await elapsed(() => run(runs))) >= 200 * tick) return runs;
}

async function elapsed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
