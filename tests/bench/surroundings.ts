// What the benches share: the browser, what else the machine was like, and how many measured values become one.

import { cpus, loadavg } from "node:os";
import { type Browser, chromium } from "@playwright/test";

export interface Surroundings {
  readonly date: string;
  readonly browser: string;
  readonly processor: string;
  readonly cores: number;
  /** Processes that wanted to run, a minute's mean, before the first was measured. */
  readonly load: number;
}

/** How first visits are measured. */
export interface Visits {
  readonly visits: number;
  readonly brotliQuality: number;
  readonly line: { readonly bitsPerSecond: number; readonly latencyMilliseconds: number };
}

export const visitsInFull = (visits: number): Visits => ({
  visits,
  brotliQuality: 11,
  line: { bitsPerSecond: 10e6, latencyMilliseconds: 40 },
});
export const visitInSmall: Visits = {
  visits: 1,
  brotliQuality: 1,
  line: { bitsPerSecond: 100e6, latencyMilliseconds: 5 },
};

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });

/** To be asked before anything is measured. */
export const loadNow = (): number => Math.round(10 * (loadavg()[0] ?? Number.NaN)) / 10;

export const surroundings = (browser: Browser, load: number): Surroundings => ({
  date: new Date().toISOString().slice(0, 10),
  browser: `Chromium ${browser.version()}`,
  processor: cpus()[0]?.model ?? "unknown processor",
  cores: cpus().length,
  load,
});

export function quantile(values: readonly number[], rank: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(rank * sorted.length) - 1] ?? Number.NaN;
}
