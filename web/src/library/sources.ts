// Where a file of the package's comes from, whichever recogniser it is for.

import type { Source } from "../core/source.ts";

/** @internal Node fetches no file: addresses, so they are read. Asked for in a way that no bundler follows. */
export function atHand(source: Source): Source {
  if (source instanceof Uint8Array || !String(source).startsWith("file:")) return source;
  const { process } = globalThis as { process?: { getBuiltinModule?(id: "node:fs"): typeof import("node:fs") } };
  const fs = process?.getBuiltinModule?.("node:fs");
  return fs ? Uint8Array.from(fs.readFileSync(new URL(source))) : source;
}

/** @internal Whether two lists name the same files, one by one. */
export const sameSources = (some: readonly Source[], others: readonly Source[]): boolean =>
  some.every((source, index) => alike(source, others[index] as Source));

const alike = (one: Source, other: Source) =>
  one === other || (!(one instanceof Uint8Array) && !(other instanceof Uint8Array) && String(one) === String(other));
