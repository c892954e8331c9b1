// What a runtime does on its page.

import { labels } from "../../../models/model-card.json";

export interface Contestant {
  /** The name of the class that is most likely, of a glyph of 784 bytes. This is what is timed. */
  read(glyph: Uint8Array): string | Promise<string>;
  /** What the classes were ranked by, if those are real numbers. */
  logits?(glyph: Uint8Array): Promise<Float32Array>;
}

type Run = (pixels: Float32Array<ArrayBuffer>) => Float32Array | Promise<Float32Array>;

/** A contestant whose network takes numbers from 0 to 1, always in the same array, and gives logits. */
export function fromLogits(run: Run): Contestant {
  const pixels = new Float32Array(784);
  const logits = async (glyph: Uint8Array) => {
    for (let i = 0; i < pixels.length; i++) pixels[i] = (glyph[i] ?? 0) / 255;
    return run(pixels);
  };
  return { logits, read: async (glyph) => labels[indexOfLargest(await logits(glyph))] ?? "" };
}

function indexOfLargest(values: Float32Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i;
  return best;
}
