// createRecognizer: the core behind one function that takes what a page has at hand. All recognisers of a page share one
// WebAssembly instance; the last one disposed of frees it.

/// <reference lib="esnext.disposable" preserve="true" />

import type { Alphabet } from "../core/alphabet.ts";
import { alphabetOf } from "../core/alphabet-spec.ts";
import type { Answer } from "../core/answer.ts";
import { loadRecognizer } from "../core/load.ts";
import { EmnistError } from "../core/status.ts";
import { sizeDown, sizeDownPixels } from "../pictures/size-down.ts";
import { type Files, recognizerFiles, sourcesOf } from "./files.ts";
import { pictureOf, type RecognizerInput, strokesOf } from "./input.ts";
import { Shared } from "./shared.ts";
import { sameSources } from "./sources.ts";

export interface RecognizeOptions {
  /** How many alternatives to name at most; 3 unless told. */
  readonly alternatives?: number | undefined;
  /** Which characters may be answered, as in a character class: "0-9", "A-Za-z". All unless told. */
  readonly alphabet?: string | undefined;
}

export interface Recognizer {
  /** Answers at once. Throws EmnistError, whose `code` and `sentence` say what is wrong with the ink or the question. */
  recognize(input: RecognizerInput, options?: RecognizeOptions): Answer;
  /** The model's class names. */
  readonly labels: readonly string[];
  readonly modelVersion: string;
  /** Gives back what it holds; recognising afterwards throws. Safe to call twice. */
  dispose(): void;
  [Symbol.dispose](): void;
}

const shared = new Shared(
  async (sources: ReturnType<typeof sourcesOf>) => (await loadRecognizer(recognizerFiles(sources))).recognizer,
  sameSources,
);

/** @internal The core behind these files, and how to give it back. */
export const borrow = (files: Files) => shared.borrow(sourcesOf(files));

/** Fetches and proves the recogniser; the second of a page costs nothing. Rejects with EmnistError. */
export async function createRecognizer(files: Files = {}): Promise<Recognizer> {
  // The only reference to it: an object that a page keeps after disposing of it holds no memory.
  let held: Awaited<ReturnType<typeof borrow>> | undefined = await borrow(files);
  const { labels, modelVersion } = held.value;
  const alphabets = new Map<string, Alphabet>();

  function alphabet(spec: string): Alphabet {
    if (typeof spec !== "string") throw new EmnistError("invalid-alphabet", `got ${typeof spec}, not a string`);
    const known = alphabets.get(spec) ?? alphabetOf(spec);
    alphabets.set(spec, known);
    return known;
  }

  function dispose(): void {
    held?.giveBack();
    held = undefined;
  }

  return {
    recognize(input, options) {
      const core = held?.value;
      if (!core) throw new EmnistError("disposed");
      const { alphabet: spec, alternatives } = options ?? {};
      const asked = { alternatives, alphabet: spec === undefined || spec === null ? undefined : alphabet(spec) };
      if (Array.isArray(input)) return core.recognizeStrokes(strokesOf(input), asked);
      const picture = pictureOf(input);
      return core.recognizePicture("data" in picture ? sizeDownPixels(picture) : sizeDown(picture), asked);
    },
    labels,
    modelVersion,
    dispose,
    [Symbol.dispose]: dispose,
  };
}
