// A proper measurement: many batches of every stage, in turn, leaving the page usable in between. Knows no page.

import type { Recognizer, Stage } from "../core/index.ts";
import { BatchTimer } from "./clock.ts";

export const benchmarkStages: readonly Stage[] = ["ink", "network", "ranking"];
/** Rounds of a whole benchmark. */
export const thorough = 200;
/** Where the clock ticks slowly a round takes long: then fewer must do. */
const enough = { milliseconds: 60_000, rounds: 10 };

export interface Benchmark {
  /** Milliseconds per run, the mean of each batch, in the order they were measured; one list for each stage. */
  readonly means: Readonly<Record<Stage, readonly number[]>>;
  /** Runs in each batch. */
  readonly runs: Readonly<Record<Stage, number>>;
  /** Rounds thrown away because the page was hidden, when browsers slow everything down. */
  readonly hidden: number;
}

/** Measures on what the recogniser's buffers hold; `tick` is the clock's. Aborting rejects. */
export async function runBenchmark(
  recognizer: Recognizer,
  tick: number,
  signal: AbortSignal,
  onProgress: (share: number) => void,
  rounds = thorough,
): Promise<Benchmark> {
  const entries = benchmarkStages.map((stage) => ({
    stage,
    timer: new BatchTimer((times) => recognizer.repeat(stage, times), tick),
    means: [] as number[],
  }));
  let hidden = 0;
  const start = performance.now();
  const isDone = (measured: number) =>
    measured >= rounds || (measured >= enough.rounds && performance.now() - start > enough.milliseconds);
  while (hidden < rounds && !isDone(entries[0]?.means.length ?? 0)) {
    await nextTask();
    signal.throwIfAborted();
    const batch = entries.map(({ timer }) => timer.measure());
    if (document.hidden) hidden++;
    else for (const [index, { means }] of entries.entries()) means.push(batch[index] ?? 0);
    onProgress((entries[0]?.means.length ?? 0) / rounds);
  }
  const collect = <Value>(value: (entry: (typeof entries)[number]) => Value) =>
    Object.fromEntries(entries.map((entry) => [entry.stage, value(entry)])) as Record<Stage, Value>;
  return { means: collect(({ means }) => means), runs: collect(({ timer }) => timer.times), hidden };
}

/** The time of one answer in each round: its stages together. */
export function wholeAnswers({ means }: Benchmark): number[] {
  return means.network.map((network, round) => network + (means.ink[round] ?? 0) + (means.ranking[round] ?? 0));
}

/** The smallest of `values` that a share of `rank` does not exceed. */
export function quantile(values: readonly number[], rank: number): number {
  return [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(rank * values.length) - 1)] ?? Number.NaN;
}

export function toCsv({ means }: Benchmark): string {
  const lines = means.network.map((_, round) => benchmarkStages.map((stage) => means[stage][round]).join(","));
  return [benchmarkStages.map((stage) => `${stage}_ms`).join(","), ...lines, ""].join("\n");
}

const nextTask = () => new Promise((resolve) => setTimeout(resolve));
