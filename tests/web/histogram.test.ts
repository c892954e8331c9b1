// The histogram's quantiles against exact ones, over samples of many shapes.

import { describe, expect, test } from "vitest";
import { Histogram } from "../../web/src/page/histogram.ts";
import { random } from "./random.ts";

const shapes: Record<string, (next: () => number) => number> = {
  uniform: (next) => 1 + next(),
  "many orders of magnitude": (next) => 10 ** (8 * next() - 5),
  "heavy tail": (next) => 0.05 / (1 - next()),
  "two values": (next) => (next() < 0.9 ? 0.04 : 3),
};

describe.each(Object.entries(shapes))("%s", (_shape, draw) => {
  test.each([1, 2, 3, 10, 997])("%i samples", (count) => {
    const next = random(count);
    const samples = Array.from({ length: count }, () => draw(next)).sort((a, b) => a - b);
    const histogram = new Histogram();
    for (const sample of samples) histogram.add(sample);
    for (const rank of [0, 0.01, 0.25, 0.5, 0.95, 0.99, 1]) {
      const exact = samples[Math.max(1, Math.ceil(rank * count)) - 1] ?? Number.NaN;
      expect(Math.abs((histogram.quantile(rank) ?? Number.NaN) / exact - 1)).toBeLessThan(0.0222);
    }
  });
});

test("every sample lies in exactly one bucket, edges included", () => {
  const histogram = new Histogram();
  const samples = [1, 2, 2 ** (1 / 16), 0.5, 1.0000001];
  for (const sample of samples) histogram.add(sample);
  const { buckets } = histogram;
  expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(samples.length);
  for (const sample of samples.slice(0, 2)) {
    const holding = buckets.filter(({ from, to }) => from < sample && sample <= to);
    expect(holding).toHaveLength(1);
  }
});

test("nothing measured has no quantiles", () => {
  const histogram = new Histogram();
  for (const nothing of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) histogram.add(nothing);
  expect(histogram.total).toBe(0);
  expect(histogram.quantile(0.5)).toBeUndefined();
});
