// What docs/peers.json holds, and how its numbers are written.

import type { Surroundings, Visits } from "./surroundings.ts";

export interface Figures {
  readonly measured: Surroundings &
    Visits & {
      /** How many glyphs all had to read alike. */
      readonly glyphs: number;
      readonly rounds: number;
      readonly batchMilliseconds: number;
    };
  readonly contestants: readonly Entry[];
  /** Our whole page, as visitors get it. */
  readonly wholePage: { readonly firstAnswerMilliseconds: FirstAnswer };
}

/** Medians, from the start of the navigation. */
export interface FirstAnswer {
  readonly nearby: number;
  readonly line: number;
}

export interface Entry {
  readonly id: string;
  readonly name: string;
  readonly version?: string;
  readonly weights: string;
  readonly settings: string;
  /** Percentiles of batch means. */
  readonly inferenceMicroseconds: {
    readonly runsPerBatch: number;
    readonly p50: number;
    readonly p95: number;
    readonly p99: number;
  };
  /** Until the first answer, as they travelled. */
  readonly download: readonly { readonly file: string; readonly bytes: number }[];
  readonly firstAnswerMilliseconds: FirstAnswer;
  /** Bytes after the first answer: WebAssembly's linear memory, and JavaScript's heap with what it holds. */
  readonly memory: { readonly linear: number; readonly heap: number };
}

export const totalBytes = ({ download }: Entry) => download.reduce((sum, { bytes }) => sum + bytes, 0);

export const fullName = ({ name, version }: Entry) => (version ? `${name} ${version}` : name);

/** Three digits, at most one of them behind the point: more is not known. */
export function threeDigits(value: number): string {
  const decimals = value < 100 ? 1 : 0;
  const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return Number(value.toPrecision(3)).toLocaleString("en", options);
}

export const kilobytes = (bytes: number) => threeDigits(bytes / 1000);
export const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
