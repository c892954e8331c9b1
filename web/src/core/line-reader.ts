// What all who read lines on a page share: one recogniser, in which the words are exchanged from question to question.

import type { Alphabet } from "./alphabet.ts";
import type { Stroke } from "./ink.ts";
import type { LineAnswer } from "./line-answer.ts";
import type { LineRecognizer } from "./line-recognizer.ts";
import { type LineRecognizerFiles, loadLineRecognizer } from "./load-line.ts";
import type { Source } from "./source.ts";
import { readBytes } from "./start.ts";

export interface LineQuestion {
  /** As the recogniser has it. */
  readonly alternatives?: number | undefined;
  readonly alphabet?: Alphabet | undefined;
  /** True: the reader's own words; false: none; or a list, which is read when it is first seen. */
  readonly words?: boolean | readonly string[] | undefined;
}

export class LineReader {
  readonly recognizer: LineRecognizer;
  readonly #own: Uint8Array;
  #loaded: Uint8Array | readonly string[] | undefined;

  constructor(recognizer: LineRecognizer, words: Uint8Array) {
    this.recognizer = recognizer;
    this.#own = words;
    this.#expect(words);
  }

  /** Throws EmnistError about the ink or the question. */
  read(strokes: readonly Stroke[], { alternatives, alphabet, words = !alphabet }: LineQuestion): LineAnswer {
    if (words) this.#expect(words === true ? this.#own : words);
    return this.recognizer.recognize(strokes, { alternatives, alphabet, words: words !== false });
  }

  dispose(): void {
    this.recognizer.dispose();
  }

  #expect(words: Uint8Array | readonly string[]): void {
    if (words === this.#loaded) return;
    this.recognizer.setWords(words);
    this.#loaded = words;
  }
}

/** Rejects with EmnistError. */
export async function loadLineReader(files: Omit<LineRecognizerFiles, "words">, words: Source): Promise<LineReader> {
  const own = readBytes(words);
  own.catch(() => {}); // awaited below; until then a failure must not count as unhandled
  const { recognizer } = await loadLineRecognizer(files);
  try {
    return new LineReader(recognizer, await own);
  } catch (error) {
    recognizer.dispose();
    throw error;
  }
}
