// Fetches the reader of lines and says how far it is. The files' sizes are known from the build: what a server says of
// them counts compressed bytes.

import sizes from "emnist:line-sizes";
import { EmnistError, simdIsSupported } from "../../core/index.ts";
import { type LoadedLineRecognizer, loadLineRecognizer } from "../../core/load-line.ts";
import { lineFiles } from "../../files/line-files.ts";

/** `onProgress` hears which share has come, 0 to 1. */
export async function fetchReader(onProgress: (share: number) => void): Promise<LoadedLineRecognizer> {
  const binary = simdIsSupported() ? "simd" : "scalar";
  const { binaries, model, words, ...others } = lineFiles;
  const size = sizes[binary] + sizes.model + sizes.words;
  let come = 0;
  onProgress(0);
  const read = (file: unknown) =>
    readBytes(String(file), (bytes) => {
      come += bytes;
      onProgress(come / size);
    });
  const [wasm, ...rest] = await Promise.all([binaries[binary].wasm, model, words].map(read));
  return loadLineRecognizer({
    ...others,
    binaries: { ...binaries, [binary]: { ...binaries[binary], wasm } },
    model: rest[0] ?? model,
    words: rest[1],
  });
}

/** Throws EmnistError "unreachable". */
async function readBytes(url: string, onBytes: (count: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const response = await fetch(url);
    if (!response.ok || !response.body) throw new Error(String(response.status));
    const counted = response.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          onBytes(chunk.length);
          controller.enqueue(chunk);
        },
      }),
    );
    return new Uint8Array(await new Response(counted).arrayBuffer());
  } catch (cause) {
    throw new EmnistError("unreachable", url, { cause });
  }
}
