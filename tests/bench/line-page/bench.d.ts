// What lines.ts puts into a page when it builds it.

declare module "bench:reader" {
  /** Fetches what it needs; ready to read when it resolves. */
  export function start(): Promise<import("./page.ts").Prepare>;
}
/** The package's front door for lines, as it is published. */
declare module "bench:library" {
  export const createLineRecognizer: typeof import("../../../web/src/library/line.ts").createLineRecognizer;
}

/** The ink that each visit reads. */
declare const sampleWord: import("./page.ts").Ink;
declare var readWord: (strokes: import("./page.ts").Ink) => Promise<{ text: string; milliseconds: number }>;
