// Where a file of the package's comes from, whichever recogniser it is for.

import type { Source } from "../core/source.ts";
import type { Binary, BinaryName } from "../core/start.ts";

/** @internal Node fetches no file: addresses, so they are read. Asked for in a way that no bundler follows. */
export function atHand(source: Source): Source {
  if (source instanceof Uint8Array || !String(source).startsWith("file:")) return source;
  const { process } = globalThis as { process?: { getBuiltinModule?(id: "node:fs"): typeof import("node:fs") } };
  const fs = process?.getBuiltinModule?.("node:fs");
  return fs ? Uint8Array.from(fs.readFileSync(new URL(source))) : source;
}

/** @internal A module's two binaries; their glue is one and the same file. */
export function binariesOf<Module>(
  createModule: Awaited<ReturnType<Binary<Module>["glue"]>>["default"],
  [simd, scalar]: readonly [simd: Source, scalar: Source, ...others: Source[]],
): Readonly<Record<BinaryName, Binary<Module>>> {
  const binary = (wasm: Source) => ({ glue: async () => ({ default: createModule }), wasm: atHand(wasm) });
  return { simd: binary(simd), scalar: binary(scalar) };
}

/** @internal Whether two lists name the same files, one by one. */
export const sameSources = (some: readonly Source[], others: readonly Source[]): boolean =>
  some.every((source, index) => alike(source, others[index] as Source));

const alike = (one: Source, other: Source) =>
  one === other || (!(one instanceof Uint8Array) && !(other instanceof Uint8Array) && String(one) === String(other));
