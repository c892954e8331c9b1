// What the browser's clock can tell, and timing what is shorter than its tick: many runs between two readings.

/** A batch this many ticks long is timed to within a percent. */
const ticksPerBatch = 100;

/** The smallest step performance.now() makes, in milliseconds. Browsers that hide time tick slowly: one step will do. */
export function clockTick(): number {
  let smallest = Number.POSITIVE_INFINITY;
  const end = performance.now() + 20;
  for (let step = 0; step < 20 && performance.now() < end; step++) {
    const start = performance.now();
    let now = start;
    while (now === start) now = performance.now();
    smallest = Math.min(smallest, now - start);
  }
  return smallest;
}

/** Times one kind of work in batches; remembers how many runs make a batch long enough. */
export class BatchTimer {
  readonly #run: (times: number) => void;
  readonly #shortest: number;
  #times = 1;

  constructor(run: (times: number) => void, tick: number) {
    this.#run = run;
    this.#shortest = ticksPerBatch * tick;
  }

  get times(): number {
    return this.#times;
  }

  /** Milliseconds per run: the mean of one batch. The batches that find out how many runs it takes only warm up. */
  measure(): number {
    let known = this.#times > 1;
    for (;;) {
      const start = performance.now();
      this.#run(this.#times);
      const elapsed = performance.now() - start;
      if (known && elapsed >= this.#shortest) return elapsed / this.#times;
      known = elapsed >= this.#shortest;
      if (known) continue;
      // Aim a quarter beyond the goal, so that the next batch does not fall short by a hair.
      const aim = elapsed > 0 ? (1.25 * this.#shortest) / elapsed : 10;
      this.#times = Math.ceil(this.#times * Math.min(10, aim));
    }
  }
}
