// One loaded network and the question it answers: which character is this? Knows the module's buffers, so that nobody
// else has to; knows nothing of files, the network or the page.

/// <reference lib="esnext.disposable" preserve="true" />

import { type Alphabet, classOf, type Restriction, restrict } from "./alphabet.ts";
import { type Answer, type RecognizeOptions, rejections } from "./answer.ts";
import type { EmnistModule, NativeRecognizer } from "./emnist-module.d.ts";
import type { Stroke } from "./ink.ts";
import { check, EmnistError } from "./status.ts";
import { writeInk } from "./write-ink.ts";

/** How the module's numbers call the stages of an answer. */
export const stages = { ink: 0, network: 1, ranking: 2 } as const;
export type Stage = keyof typeof stages;

const textFields = { diagnostic: 0, labels: 1, version: 2 } as const;

export class Recognizer {
  readonly #module: EmnistModule;
  #native: NativeRecognizer | undefined;
  #labels: readonly string[] = [];
  #restrictions = new WeakMap<Alphabet, Restriction>();

  constructor(module: EmnistModule) {
    this.#module = module;
    this.#native = module.createRecognizer() ?? undefined;
    if (!this.#native) throw new EmnistError("out-of-memory");
  }

  /** Replaces the model by the ONNX file in `bytes`; when it is refused, the old one stays. */
  load(bytes: Uint8Array): void {
    const transfer = this.#live.transferView();
    if (bytes.length > transfer.length) throw new EmnistError("model-too-large", `${bytes.length} bytes`);
    transfer.set(bytes);
    this.#check(this.#live.load(bytes.length));
    this.#labels = this.#text("labels").split("\n");
    this.#restrictions = new WeakMap();
  }

  recognizeStrokes(strokes: readonly Stroke[], options: RecognizeOptions = {}): Answer {
    const labels = this.#restrict(options.alphabet);
    const points = writeInk(strokes, this.#live.pointsView(), this.#live.strokeEndsView());
    this.#check(this.#live.recognizeInk(points, strokes.length));
    return this.#answer(labels, options);
  }

  /** `several`: whoever made the glyph saw more than one character, which it alone does not show. */
  recognizeGlyph(glyph: Uint8Array, options: RecognizeOptions = {}, several = false): Answer {
    const labels = this.#restrict(options.alphabet);
    this.#live.glyphView().set(glyph);
    this.#check(this.#live.recognizeGlyph(several));
    return this.#answer(labels, options);
  }

  /** Teaches that what was asked last is a `label`, in the hand of whoever drew it. Later answers heed it. */
  learn(label: string): void {
    check(this.#live.learn(classOf(label, this.#labels)), () => label);
  }

  /** All that was learnt; examples.ts knows how to read it. Setting it replaces it, or throws and changes nothing. */
  get hand(): Uint8Array {
    return this.#live.examplesView().slice();
  }

  set hand(examples: Uint8Array) {
    const transfer = this.#live.transferView();
    if (examples.length > transfer.length) throw new EmnistError("invalid-example", `${examples.length} bytes`);
    transfer.set(examples);
    check(this.#live.replaceExamples(examples.length));
  }

  /** Bytes of one example; 0 when the model cannot learn. */
  get exampleBytes(): number {
    return this.#live.exampleBytes();
  }

  /** Runs one stage of the last answer `times` times: the only honest way to time what is shorter than a clock's tick. */
  repeat(stage: Stage, times: number): void {
    this.#check(this.#live.repeat(stages[stage], times));
  }

  repeatLayer(layer: number, times: number): void {
    this.#check(this.#live.repeatLayer(layer, times));
  }

  /** The network's own int8 numbers behind the last answer, by class. */
  get logits(): Int8Array {
    return this.#live.logitsView().slice();
  }

  get labels(): readonly string[] {
    return this.#labels;
  }

  get modelVersion(): string {
    return this.#text("version");
  }

  /** The confidence under which the model would rather not say. */
  get unsureBelow(): number {
    return this.#live.unsureBelow();
  }

  get parameters(): number {
    return this.#live.parameters();
  }

  get multiplyAdds(): number {
    return this.#live.multiplyAdds();
  }

  get layers(): number {
    return this.#live.layers();
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

  get #live(): NativeRecognizer {
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

  /** Tells the module which classes may be answered; returns what they are called. */
  #restrict(alphabet: Alphabet | undefined): readonly string[] {
    const classes = this.#live.alphabetView();
    if (!alphabet || classes.length === 0) {
      classes.fill(1);
      return this.#labels;
    }
    const restriction = this.#restrictions.get(alphabet) ?? restrict(alphabet, this.#labels);
    this.#restrictions.set(alphabet, restriction);
    classes.set(restriction.classes);
    return restriction.labels;
  }

  #answer(labels: readonly string[], { alternatives = 3, alphabet }: RecognizeOptions): Answer {
    const native = this.#live;
    const confidences = native.confidencesView();
    const best = [...native.orderView().subarray(0, Math.max(0, alternatives))];
    return {
      alternatives: best.map((index) => ({ label: labels[index] ?? "", confidence: confidences[index] ?? 0 })),
      sure: native.sure(),
      rejected: rejections[native.rejection()],
      outside: alphabet && native.outside(),
      glyph: native.glyphView().slice(),
    };
  }
}
