// The page of every reader of words: start it, read one word, show it. What else is measured is measured on this very page.

import { start } from "bench:reader";
import type { Stroke } from "../../../web/src/core/ink.ts";

export type Ink = readonly Stroke[];

/** Makes of ink what the reader takes, and gives back what reads it: that alone is timed. */
export type Prepare = (strokes: Ink) => () => string | Promise<string>;

const prepare = await start();
globalThis.readWord = async (strokes) => {
  const read = prepare(strokes);
  const begun = performance.now();
  const text = await read();
  return { text, milliseconds: performance.now() - begun };
};
const output = document.getElementById("answer") as HTMLOutputElement;
output.textContent = (await globalThis.readWord(sampleWord)).text;
performance.mark("answered");
