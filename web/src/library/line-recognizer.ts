// createLineRecognizer: lines of handwriting by one call, as recognizer.ts has it for characters. All recognisers of a
// page share one WebAssembly instance; which words it expects changes from question to question.

/// <reference lib="esnext.disposable" preserve="true" />

import { lineAlphabetOf } from "../core/alphabet-spec.ts";
import type { LineAnswer } from "../core/line-answer.ts";
import { loadLineReader } from "../core/line-reader.ts";
import { EmnistError } from "../core/status.ts";
import { type StrokesInput, strokesOf } from "./input.ts";
import { type LineFiles, recognizerFiles, sourcesOf, wordsOf } from "./line-files.ts";
import { Shared } from "./shared.ts";
import { sameSources } from "./sources.ts";

export interface ReadLineOptions {
  /** How many texts to name at most, 1 to 8; 3 unless told. */
  readonly alternatives?: number | undefined;
  /** Which characters may be answered, as in a character class: "0-9.", "A-Z0-9 -". All unless told. */
  readonly alphabet?: string | undefined;
  /**
   * Words to expect, in lower case unless they are names; other texts stay possible. True: the English ones; false: none.
   * Unless told, the English ones where there is no alphabet. A list is read when it is first seen: keep it, and change
   * nothing in it.
   */
  readonly words?: boolean | readonly string[] | undefined;
}

export interface LineRecognizer {
  /** Answers at once. Throws EmnistError, whose `code` and `sentence` say what is wrong with the ink or the question. */
  recognize(strokes: StrokesInput, options?: ReadLineOptions): LineAnswer;
  /** The characters it can read. */
  readonly characters: readonly string[];
  readonly modelVersion: string;
  /** Gives back what it holds; recognising afterwards throws. Safe to call twice. */
  dispose(): void;
  [Symbol.dispose](): void;
}

const shared = new Shared(
  (sources: ReturnType<typeof sourcesOf>) => loadLineReader(recognizerFiles(sources), wordsOf(sources)),
  sameSources,
);

/** @internal The reader behind these files, and how to give it back. */
export const borrowReader = (files: LineFiles) => shared.borrow(sourcesOf(files));

/** Fetches and proves the reader of lines; the second of a page costs nothing. Rejects with EmnistError. */
export async function createLineRecognizer(files: LineFiles = {}): Promise<LineRecognizer> {
  // The only reference to it: an object that a page keeps after disposing of it holds no memory.
  let held: Awaited<ReturnType<typeof borrowReader>> | undefined = await borrowReader(files);
  const { characters, modelVersion } = held.value.recognizer;

  function dispose(): void {
    held?.giveBack();
    held = undefined;
  }

  return {
    recognize(strokes, options) {
      if (!held) throw new EmnistError("disposed");
      const { alphabet, words, alternatives } = checked(options ?? {});
      const restricted = alphabet === undefined || alphabet === null ? undefined : lineAlphabetOf(alphabet);
      return held.value.read(strokesOf(strokes), { alternatives, alphabet: restricted, words: words ?? undefined });
    },
    characters,
    modelVersion,
    dispose,
    [Symbol.dispose]: dispose,
  };
}

/** Not everybody's editor knows the types. */
function checked(options: ReadLineOptions): ReadLineOptions {
  const { alphabet, words } = options;
  if (typeof (alphabet ?? "") !== "string")
    throw new EmnistError("invalid-alphabet", `got ${typeof alphabet}, not a string`);
  const isList = Array.isArray(words) && words.every((word) => typeof word === "string");
  if (!isList && typeof (words ?? true) !== "boolean")
    throw new EmnistError("words-malformed", "words are a list of strings, true or false");
  return options;
}
