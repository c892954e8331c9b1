// Batch timing on a clock of our own that ticks as coarsely as browsers' do.

import { afterEach, expect, test, vi } from "vitest";
import { BatchTimer, clockTick } from "../../web/src/page/clock.ts";

afterEach(() => vi.restoreAllMocks());

/** A clock that shows only whole ticks; reading it takes a microsecond. */
function coarseClock(tick: number): { time: number } {
  const clock = { time: 0 };
  vi.spyOn(performance, "now").mockImplementation(() => {
    clock.time += 0.001;
    return Math.floor(clock.time / tick) * tick;
  });
  return clock;
}

test.each([0.005, 0.1, 1])("a clock that ticks every %d ms is seen to", (tick) => {
  coarseClock(tick);
  expect(clockTick()).toBeCloseTo(tick, 6);
});

test.each([0.005, 0.1, 1])("40 µs of work is timed to a percent by a clock of %d ms", (tick) => {
  const clock = coarseClock(tick);
  const timer = new BatchTimer((times) => {
    clock.time += 0.04 * times;
  }, tick);
  for (let batch = 0; batch < 5; batch++) expect(Math.abs(timer.measure() / 0.04 - 1)).toBeLessThan(0.0101);
  expect(timer.times * 0.04).toBeLessThan(200 * tick);
});
