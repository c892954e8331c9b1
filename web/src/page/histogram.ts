// Durations counted in buckets that grow by 2^(1/16), the exponential histogram of OpenTelemetry at scale 4: any number
// of samples in little memory, quantiles within 2.2 % of the exact ones.

/** Buckets per doubling, as OpenTelemetry writes it: 2^scale. */
export const histogramScale = 4;
const perDoubling = 2 ** histogramScale;

export interface Bucket {
  /** Counted from the bucket that begins at 1. */
  readonly index: number;
  /** Durations above `from`, up to and including `to`. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export class Histogram {
  readonly #counts = new Map<number, number>();
  #total = 0;
  #sum = 0;
  #smallest = Number.POSITIVE_INFINITY;
  #largest = 0;

  /** Durations are positive; what a clock reports as zero belongs nowhere and is left out. */
  add(duration: number): void {
    if (!(duration > 0 && duration < Number.POSITIVE_INFINITY)) return;
    const index = Math.ceil(Math.log2(duration) * perDoubling) - 1;
    this.#counts.set(index, (this.#counts.get(index) ?? 0) + 1);
    this.#total++;
    this.#sum += duration;
    this.#smallest = Math.min(this.#smallest, duration);
    this.#largest = Math.max(this.#largest, duration);
  }

  get total(): number {
    return this.#total;
  }

  get sum(): number {
    return this.#sum;
  }

  /** The smallest and largest of the samples themselves; infinity and 0 without any. */
  get range(): readonly [smallest: number, largest: number] {
    return [this.#smallest, this.#largest];
  }

  /** Ascending; only buckets that hold something. */
  get buckets(): Bucket[] {
    return [...this.#counts]
      .sort(([a], [b]) => a - b)
      .map(([index, count]) => ({
        index,
        from: 2 ** (index / perDoubling),
        to: 2 ** ((index + 1) / perDoubling),
        count,
      }));
  }

  /** The smallest duration that a share of `rank` (0 to 1) does not exceed; undefined without samples. */
  quantile(rank: number): number | undefined {
    let left = Math.max(1, Math.ceil(rank * this.#total));
    for (const { from, to, count } of this.buckets) {
      left -= count;
      if (left <= 0) return Math.sqrt(from * to);
    }
    return undefined;
  }
}
