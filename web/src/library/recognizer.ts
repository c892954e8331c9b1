// createRecognizer: the core behind one function that takes what a page has at hand. All recognisers of a page share one
// WebAssembly instance; the last one disposed of frees it.

/// <reference lib="esnext.disposable" preserve="true" />

import type { Alphabet } from "../core/alphabet.ts";
import { alphabetOf } from "../core/alphabet-spec.ts";
import type { Answer } from "../core/answer.ts";
import { type Example, examplesOf, setExamples } from "../core/examples.ts";
import { loadRecognizer } from "../core/load.ts";
import type { Source } from "../core/source.ts";
import { EmnistError } from "../core/status.ts";
import { type Files, pictureSourcesOf, recognizerFiles, sourcesOf } from "./files.ts";
import { pictureOf, type RecognizerInput, strokesOf } from "./input.ts";
import type { PictureReader } from "./pictures.ts";
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
  /**
   * Teaches that `input` is a `label`, in the hand of whoever writes here: later answers heed it. A class keeps its newest
   * ten examples. Throws EmnistError, "invalid-example" when the model does not know the label.
   */
  learn(input: RecognizerInput, label: string): void;
  /**
   * What was learnt, oldest first: plain data for JSON, without the drawings. Assigning replaces all of it; what another
   * model learnt is refused with EmnistError "other-model", damage with "invalid-example", and then nothing changes.
   */
  get examples(): readonly Example[];
  set examples(examples: readonly Example[]);
  /** Forgets one of `examples`, or all: answers are then what they would be without. */
  forget(example?: Example): void;
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

const sharedPictures = new Shared(async (sources: readonly [simd: Source, scalar: Source]) => {
  const { createPictureReader } = await import("./pictures.ts").catch((cause: unknown) => {
    throw new EmnistError("unreachable", "pictures.js", { cause });
  });
  return createPictureReader(sources);
}, sameSources);

/** @internal The core behind these files, and how to give it back. */
export const borrow = (files: Files) => shared.borrow(sourcesOf(files));

/** What a recogniser has until it is disposed of. */
async function hold(files: Files) {
  const sources = pictureSourcesOf(files);
  const [core, pictures] = await Promise.allSettled([
    borrow(files),
    sources ? sharedPictures.borrow(sources) : Promise.reject(new EmnistError("no-pictures")),
  ]);
  const giveBackPictures = () => pictures.status === "fulfilled" && pictures.value.giveBack();
  if (core.status === "rejected") {
    giveBackPictures();
    throw core.reason;
  }
  return {
    core: core.value.value,
    /** Ink is read without it, so what went wrong with it is said when a picture comes. */
    readPicture(picture: Parameters<PictureReader["read"]>[0]) {
      if (pictures.status === "rejected") throw pictures.reason;
      return pictures.value.value.read(picture);
    },
    giveBack() {
      core.value.giveBack();
      giveBackPictures();
    },
  };
}

/** Fetches and proves the recogniser; the second of a page costs nothing. Rejects with EmnistError. */
export async function createRecognizer(files: Files = {}): Promise<Recognizer> {
  // The only reference to it: an object that a page keeps after disposing of it holds no memory.
  let held: Awaited<ReturnType<typeof hold>> | undefined = await hold(files);
  const { labels, modelVersion } = held.core;
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

  function live() {
    if (!held) throw new EmnistError("disposed");
    return held;
  }

  function recognize(input: RecognizerInput, options?: RecognizeOptions): Answer {
    const { core, readPicture } = live();
    const { alphabet: spec, alternatives } = options ?? {};
    const asked = { alternatives, alphabet: spec === undefined || spec === null ? undefined : alphabet(spec) };
    if (Array.isArray(input)) return core.recognizeStrokes(strokesOf(input), asked);
    const { glyph, several } = readPicture(pictureOf(input));
    return core.recognizeGlyph(glyph, asked, several);
  }

  return {
    recognize,
    learn(input, label) {
      recognize(input);
      live().core.learn(label);
    },
    get examples() {
      return examplesOf(live().core);
    },
    set examples(examples) {
      setExamples(live().core, examples);
    },
    forget(example) {
      const others = ({ label, data }: Example) => label !== example?.label || data !== example.data;
      setExamples(live().core, example ? examplesOf(live().core).filter(others) : []);
    },
    labels,
    modelVersion,
    dispose,
    [Symbol.dispose]: dispose,
  };
}
