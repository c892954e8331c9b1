// The benchmark's buttons: start, cancel, progress, the result in a sentence, and the figures to take away.

import { type LoadedRecognizer, type Recognizer, selfTest } from "../core/index.ts";
import { files } from "../files/files.ts";
import { find } from "../site/find.ts";
import { type Benchmark, quantile, runBenchmark, toCsv, wholeAnswers } from "./benchmark.ts";
import { clockTick } from "./clock.ts";
import { copy } from "./copy.ts";
import { download } from "./download.ts";
import type { StatusLine } from "./status-line.ts";
import type { Texts } from "./texts.ts";

/** Answers per second that the page this one follows reports of itself. */
const followed = 731.8;

const controls = ["json", "csv", "copy"] as const;

export class BenchmarkPanel {
  readonly #texts: Texts;
  readonly #loaded: LoadedRecognizer;
  readonly #start = find<HTMLButtonElement>("benchmark-start");
  readonly #cancel = find<HTMLButtonElement>("benchmark-cancel");
  readonly #progress = find<HTMLProgressElement>("benchmark-progress");
  #running: AbortController | undefined;
  #result: Benchmark | undefined;

  /** `drawn` says whether the recogniser holds a drawing; without one the benchmark reads a known one. */
  constructor(loaded: LoadedRecognizer, texts: Texts, status: StatusLine, drawn: () => boolean) {
    this.#texts = texts;
    this.#loaded = loaded;
    this.#start.addEventListener("click", () => this.#run(drawn()));
    this.#cancel.addEventListener("click", () => this.#running?.abort());
    const takeAway = (name: (typeof controls)[number], take: (result: Benchmark) => void) =>
      find(`benchmark-${name}`).addEventListener("click", () => this.#result && take(this.#result));
    takeAway("json", (result) => download("emnist-edge-benchmark.json", "application/json", this.#json(result)));
    takeAway("csv", (result) => download("emnist-edge-benchmark.csv", "text/csv", toCsv(result)));
    takeAway("copy", (result) => copy(this.#sentence(result), texts, status));
    texts.whenSpoken(() => this.#show());
    this.#setRunning(false);
  }

  async #run(drawn: boolean): Promise<void> {
    this.#running = new AbortController();
    this.#setRunning(true);
    try {
      if (!drawn) selfTest(this.#loaded.recognizer, files.golden);
      const onProgress = (share: number) => {
        this.#progress.value = share;
      };
      this.#result = await runBenchmark(this.#loaded.recognizer, clockTick(), this.#running.signal, onProgress);
    } catch (error) {
      if (!this.#running.signal.aborted) throw error;
    } finally {
      this.#setRunning(false);
      this.#show();
    }
  }

  #setRunning(running: boolean): void {
    this.#start.disabled = running;
    this.#cancel.disabled = !running;
    this.#progress.value = 0;
    for (const name of controls) find<HTMLButtonElement>(`benchmark-${name}`).disabled = running || !this.#result;
  }

  #show(): void {
    const notes = this.#result
      ? [this.#sentence(this.#result), this.#result.hidden > 0 ? this.#texts.say("benchmarkHidden") : ""]
      : [];
    find("benchmark-result").textContent = notes.join(" ");
    const median = this.#result && quantile(wholeAnswers(this.#result), 0.5);
    const duration = median === undefined ? "" : this.#texts.duration(median);
    find("benchmark-gist").textContent = duration && this.#texts.say("perAnswer", { duration });
    for (const name of controls) find<HTMLButtonElement>(`benchmark-${name}`).disabled = !this.#result;
  }

  #sentence(result: Benchmark): string {
    const whole = wholeAnswers(result);
    const [median, slow, slowest] = [0.5, 0.95, 0.99].map((rank) => quantile(whole, rank)) as [number, number, number];
    return this.#texts.say("benchmarkResult", {
      median: this.#texts.duration(median),
      slow: this.#texts.duration(slow),
      slowest: this.#texts.duration(slowest),
      count: this.#texts.count(1000 / median),
      batches: whole.length,
      times: this.#texts.count(1000 / median / followed),
    });
  }

  #json(result: Benchmark): string {
    return JSON.stringify({ ...describeRun(this.#loaded), ...result });
  }
}

/** What a figure means nothing without. */
export function describeRun({ binary, recognizer }: { binary: string; recognizer: Recognizer }) {
  return {
    time: new Date().toISOString(),
    userAgent: navigator.userAgent,
    binary,
    model: recognizer.modelVersion,
    parameters: recognizer.parameters,
    multiplyAdds: recognizer.multiplyAdds,
    memory: recognizer.memory,
    clockTickMilliseconds: clockTick(),
    crossOriginIsolated,
  };
}
