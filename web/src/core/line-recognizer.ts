// One loaded network for lines, a list of words, and the question they answer: what is written here? Knows the module's
// buffers, so that nobody else has to.

import type { Alphabet } from "./alphabet.ts";
import type { EmnistLineModule, NativeLineRecognizer } from "./emnist-line-module.d.ts";
import type { Stroke } from "./ink.ts";
import type { InkRange, LineAnswer } from "./line-answer.ts";
import { check, EmnistError } from "./status.ts";
import { writeInk } from "./write-ink.ts";

export interface LineOptions {
  /** How many texts to name at most, 1 to 8; 3 unless told. */
  readonly alternatives?: number | undefined;
  /** What may be answered: then no word is expected. Everything the model knows unless told. */
  readonly alphabet?: Alphabet | undefined;
  /** Whether to expect the words of the list; unless told, when there is no alphabet. */
  readonly words?: boolean | undefined;
}

/** How the module's numbers call the stages of an answer. */
export const lineStages = { trace: 0, network: 1, decoding: 2 } as const;
export type LineStage = keyof typeof lineStages;

const textFields = { diagnostic: 0, labels: 1, version: 2 } as const;

export class LineRecognizer {
  readonly #module: EmnistLineModule;
  #native: NativeLineRecognizer | undefined;
  /** By class, the character it stands for. */
  #characters: readonly string[] = [];
  #words = new Uint8Array();
  #wordsAreLoaded = false;

  constructor(module: EmnistLineModule) {
    this.#module = module;
    this.#native = module.createLineRecognizer() ?? undefined;
    if (!this.#native) throw new EmnistError("out-of-memory");
  }

  /** Replaces the model by the ONNX file in `bytes`; when it is refused, the old one stays. */
  load(bytes: Uint8Array): void {
    this.#check(this.#live.load(this.#transfer(bytes, "model-too-large")));
    this.#characters = this.#text("labels")
      .split("\n")
      .map((label) => (label === "<space>" ? " " : label));
  }

  /** Replaces the words: a file that scripts/make-words wrote, or any words at all. */
  setWords(words: Uint8Array | Iterable<string>): void {
    const bytes = words instanceof Uint8Array ? words.slice() : new TextEncoder().encode([...words].join("\n"));
    this.#loadWords(bytes);
    this.#words = bytes;
  }

  recognize(strokes: readonly Stroke[], options: LineOptions = {}): LineAnswer {
    const native = this.#live;
    this.#restrict(options.alphabet);
    const wanted = options.words ?? !options.alphabet;
    if (wanted !== this.#wordsAreLoaded) this.#loadWords(wanted ? this.#words : new Uint8Array());
    const points = writeInk(strokes, native.pointsView(), native.strokeEndsView());
    this.#check(native.recognize(points, strokes.length));
    return this.#answer(options.alternatives);
  }

  /** Runs one stage of the last answer `times` times: the only honest way to time what is shorter than a clock's tick. */
  repeat(stage: LineStage, times: number): void {
    this.#check(this.#live.repeat(lineStages[stage], times));
  }

  /** The network's own int8 numbers behind the last piece of the last line, frame by frame. */
  get logits(): Int8Array {
    return this.#live.logitsView().slice();
  }

  /** The characters it can read. */
  get characters(): readonly string[] {
    return this.#characters.slice(1);
  }

  get modelVersion(): string {
    return this.#text("version");
  }

  get unsureBelow(): number {
    return this.#live.unsureBelow();
  }

  get parameters(): number {
    return this.#live.parameters();
  }

  /** Bytes: the module's whole linear memory, and what the loaded network holds of it. */
  get memory(): { readonly linear: number; readonly network: number } {
    return { linear: this.#module.memoryBytes(), network: this.#live.networkBytes() };
  }

  /** Frees the memory; every later call throws. Safe to call twice. */
  dispose(): void {
    this.#native?.delete();
    this.#native = undefined;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  get #live(): NativeLineRecognizer {
    if (!this.#native) throw new EmnistError("disposed");
    return this.#native;
  }

  #check(status: number): void {
    check(status, () => this.#text("diagnostic"));
  }

  #text(field: keyof typeof textFields): string {
    const length = this.#live.writeText(textFields[field]);
    return new TextDecoder().decode(this.#live.textView().subarray(0, length));
  }

  #transfer(bytes: Uint8Array, tooLarge: "model-too-large" | "words-too-large"): number {
    const transfer = this.#live.transferView();
    if (bytes.length > transfer.length) throw new EmnistError(tooLarge, `${bytes.length} bytes`);
    transfer.set(bytes);
    return bytes.length;
  }

  #loadWords(bytes: Uint8Array): void {
    this.#wordsAreLoaded = false;
    this.#check(this.#live.loadWords(this.#transfer(bytes, "words-too-large")));
    this.#wordsAreLoaded = bytes.length > 0;
  }

  #restrict(alphabet: Alphabet | undefined): void {
    const classes = this.#live.alphabetView();
    classes.fill(1);
    if (!alphabet) return;
    const wanted = this.#characters.map((character) => alphabet.characters.includes(character));
    if (!wanted.includes(true)) {
      throw new EmnistError("invalid-alphabet", `the model reads none of ${alphabet.characters}`);
    }
    classes.set(wanted.map(Number));
  }

  #answer(alternatives = 3): LineAnswer {
    const native = this.#live;
    const characters = (reading: number) =>
      [...native.readingView(reading)].map((label) => this.#characters[label] ?? "");
    const count = Math.min(native.readings(), Math.max(0, alternatives));
    const texts = Array.from({ length: count }, (_, reading) => ({
      text: characters(reading).join(""),
      confidence: native.confidence(reading),
    }));
    const ranges: InkRange[][] = characters(0).map(() => []);
    const parts = native.partsView();
    for (let at = 0; at < parts.length; at += 4) {
      const [character = 0, stroke = 0, first = 0, last = 0] = parts.subarray(at, at + 4);
      ranges[character]?.push([stroke, first, last]);
    }
    return {
      texts,
      sure: native.sure(),
      characters: characters(0).map((text, index) => ({ text, strokes: ranges[index] ?? [] })),
    };
  }
}
