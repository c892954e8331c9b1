// The WICG Handwriting Recognition API for single characters, so that code written for
// navigator.createHandwritingRecognizer runs where the browser has none. Conversions and errors are those of its IDL;
// the reading is createRecognizer's. https://wicg.github.io/handwriting-recognition/

import type { Stroke } from "../core/ink.ts";
import { EmnistError } from "../core/status.ts";
import type { Files } from "./files.ts";
import type {
  HandwritingHints,
  HandwritingModelConstraint,
  HandwritingPoint,
  HandwritingPrediction,
  HandwritingRecognizerQueryResult,
} from "./handwriting-types.ts";
import { createRecognizer, type RecognizeOptions, type Recognizer } from "./recognizer.ts";

export type * from "./handwriting-types.ts";

/** What the API adds to a navigator. */
export interface NavigatorHandwriting {
  queryHandwritingRecognizer(constraint: HandwritingModelConstraint): Promise<HandwritingRecognizerQueryResult | null>;
  createHandwritingRecognizer(constraint: HandwritingModelConstraint): Promise<HandwritingRecognizer>;
  /** The older name: whether each feature that is asked about is there. */
  queryHandwritingRecognizerSupport(query: object): Promise<Record<string, boolean>>;
}

/** Resolves with what this recogniser can do, or with null when it does not know one of the languages. */
export async function queryHandwritingRecognizer(
  constraint: HandwritingModelConstraint,
): Promise<HandwritingRecognizerQueryResult | null> {
  if (!satisfies(languagesOf(constraint))) return null;
  return {
    textAlternatives: true,
    textSegmentation: true,
    hints: {
      recognitionType: ["per-character"],
      inputType: ["mouse", "stylus", "touch"],
      textContext: false,
      alternatives: true,
    },
  };
}

/** The same question as earlier drafts ask it: { languages: ["en"], alternatives: true, … }. */
export async function queryHandwritingRecognizerSupport(query: object): Promise<Record<string, boolean>> {
  const { languages } = dictionary(query as { languages?: readonly string[] });
  const known = ["alternatives", "segmentationResult"];
  const supports = (name: string) =>
    name === "languages" ? satisfies(Array.from((languages ?? []) as Iterable<unknown>, String)) : known.includes(name);
  return Object.fromEntries(Object.keys(query ?? {}).map((name) => [name, supports(name)]));
}

/** `files` as for createRecognizer(), where a bundler does not find them by itself. */
export async function createHandwritingRecognizer(
  constraint: HandwritingModelConstraint,
  files: Files = {},
): Promise<HandwritingRecognizer> {
  if (!satisfies(languagesOf(constraint)))
    throw new DOMException("Only English is read, character by character.", "NotSupportedError");
  try {
    return construct(HandwritingRecognizer, await createRecognizer(files));
  } catch (error) {
    // By the specification the name says whether trying again may help.
    const name = error instanceof EmnistError && error.code === "unreachable" ? "UnknownError" : "OperationError";
    throw new DOMException(String(error), name);
  }
}

/** One movement of the pen. */
export class HandwritingStroke {
  #points: HandwritingPoint[] = [];

  addPoint(point: HandwritingPoint): void {
    const { x, y, t } = dictionary(point);
    this.#points.push({ x: double(x, "x"), y: double(y, "y"), ...(t !== undefined && { t: double(t, "t") }) });
  }

  getPoints(): HandwritingPoint[] {
    return this.#points.map((point) => ({ ...point }));
  }

  clear(): void {
    this.#points = [];
  }
}

/** What was drawn for one prediction; startDrawing() makes it. */
export class HandwritingDrawing {
  readonly #read: Reader;
  readonly #options: RecognizeOptions;
  #strokes: HandwritingStroke[] = [];

  /** @internal */
  constructor(...parts: [read: Reader, options: RecognizeOptions]) {
    [this.#read, this.#options] = constructible(parts);
  }

  addStroke(stroke: HandwritingStroke): void {
    this.#strokes.push(checked(stroke));
  }

  removeStroke(stroke: HandwritingStroke): void {
    checked(stroke);
    this.#strokes = this.#strokes.filter((one) => one !== stroke);
  }

  clear(): void {
    this.#strokes = [];
  }

  getStrokes(): HandwritingStroke[] {
    return [...this.#strokes];
  }

  /** Best first; empty when nothing is drawn that could be read. */
  async getPrediction(): Promise<HandwritingPrediction[]> {
    const strokes = this.#strokes.map((stroke) => stroke.getPoints());
    const drawingSegments = strokes
      .map(({ length }, strokeIndex) => ({ strokeIndex, beginPointIndex: 0, endPointIndex: length }))
      .filter(({ endPointIndex }) => endPointIndex > 0);
    const texts = this.#read(
      strokes.map((points) => points.map(({ x, y }) => [x, y] as const)),
      this.#options,
    );
    return texts.map((text) => ({
      text,
      segmentationResult: [
        {
          grapheme: text,
          beginIndex: 0,
          endIndex: text.length,
          drawingSegments: drawingSegments.map((segment) => ({ ...segment })),
        },
      ],
    }));
  }
}

/** What createHandwritingRecognizer() resolves with. */
export class HandwritingRecognizer {
  readonly #recognizer: Recognizer;
  #active = true;

  /** @internal */
  constructor(...parts: [recognizer: Recognizer]) {
    [this.#recognizer] = constructible(parts);
  }

  startDrawing(hints: HandwritingHints = {}): HandwritingDrawing {
    const { alternatives = 3, recognitionType, graphemeSet } = dictionary(hints);
    const most = +(alternatives as number) >>> 0; // unsigned long
    this.#checkActive();
    const alphabet = recognitionType === "number" ? "0-9" : charactersOf(graphemeSet);
    const options = { alternatives: most, alphabet };
    return construct(HandwritingDrawing, (strokes, asked) => this.#read(strokes, asked), options);
  }

  /** Frees what the recogniser holds. */
  finish(): void {
    this.#active = false;
    this.#recognizer.dispose();
  }

  #checkActive(): void {
    if (!this.#active) throw new DOMException("The recogniser has finished.", "InvalidStateError");
  }

  #read(strokes: readonly Stroke[], options: RecognizeOptions): string[] {
    this.#checkActive();
    try {
      return this.#recognizer.recognize(strokes, options).alternatives.map(({ label }) => label);
    } catch (error) {
      if (error instanceof EmnistError && unreadable.includes(error.code)) return [];
      throw error;
    }
  }
}

/**
 * Gives `navigator` the two methods, and the global object the three interfaces, where the browser has none of its own.
 * `files` as for createRecognizer().
 */
export function installHandwriting<Host extends object>(
  navigator: Host,
  files: Files = {},
): asserts navigator is Host & NavigatorHandwriting {
  if ("createHandwritingRecognizer" in navigator) return;
  const methods: NavigatorHandwriting = {
    queryHandwritingRecognizer: (constraint) => queryHandwritingRecognizer(constraint),
    createHandwritingRecognizer: (constraint) => createHandwritingRecognizer(constraint, files),
    queryHandwritingRecognizerSupport: (query) => queryHandwritingRecognizerSupport(query),
  };
  Object.assign(navigator, methods);
  for (const [name, value] of Object.entries(interfaces))
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
}

type Reader = (strokes: readonly Stroke[], options: RecognizeOptions) => string[];

/** What of a set of graphemes this recogniser knows; undefined for all it does. */
function charactersOf(graphemes: unknown): string | undefined {
  if (typeof graphemes !== "object" || graphemes === null || !(Symbol.iterator in graphemes)) return undefined;
  const known = Array.from(graphemes as Iterable<unknown>, String).filter((one) => /^[0-9A-Za-z]$/.test(one));
  return known.length > 0 ? known.join("") : undefined;
}

/** Ink that no reader could make anything of: by the specification no error, but no prediction. */
const unreadable: readonly string[] = ["empty-ink", "invalid-ink", "too-much-ink"];

/** English, in its usual script: every letter it needs is one the model knows. */
function satisfies(languages: readonly string[]): boolean {
  return languages.length > 0 && languages.every(isEnglish);
}

function isEnglish(tag: string): boolean {
  try {
    const { language, script = "Latn" } = new Intl.Locale(tag);
    return language === "en" && script === "Latn";
  } catch {
    return false; // no language tag at all
  }
}

// What Web IDL does to values on their way in.

function dictionary<T extends object>(value: T): { readonly [Key in keyof T]?: unknown } {
  if (value === undefined || value === null) return {};
  if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Not an object.");
  return value;
}

function double(value: unknown, name: string): number {
  const number = +(value as number); // throws for a BigInt or a Symbol, as it should
  if (!Number.isFinite(number)) throw new TypeError(`${name} is not a finite number.`);
  return number;
}

function languagesOf(constraint: HandwritingModelConstraint): string[] {
  const { languages } = dictionary(constraint);
  if (typeof languages !== "object" || languages === null || !(Symbol.iterator in languages))
    throw new TypeError("languages is required: a list of language tags.");
  return Array.from(languages as Iterable<unknown>, (tag) => `${tag}`);
}

function checked(stroke: unknown): HandwritingStroke {
  if (!(stroke instanceof HandwritingStroke)) throw new TypeError("Not a HandwritingStroke.");
  return stroke;
}

// Two of the interfaces have no constructor that a page could call.

let constructing = false;

function constructible<Parts>(parts: Parts): Parts {
  if (!constructing) throw new TypeError("Illegal constructor");
  return parts;
}

function construct<Parts extends unknown[], Made>(made: new (...parts: Parts) => Made, ...parts: Parts): Made {
  constructing = true;
  try {
    return new made(...parts);
  } finally {
    constructing = false;
  }
}

// Members of Web IDL interfaces are enumerable, and objects say what they are, minified or not.
const interfaces = { HandwritingRecognizer, HandwritingDrawing, HandwritingStroke };
for (const [name, made] of Object.entries(interfaces)) {
  Object.defineProperty(made, "name", { value: name, configurable: true });
  for (const member of Object.getOwnPropertyNames(made.prototype).filter((member) => member !== "constructor"))
    Object.defineProperty(made.prototype, member, { enumerable: true });
  Object.defineProperty(made.prototype, Symbol.toStringTag, { value: name, configurable: true });
}
