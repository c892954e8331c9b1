// The WICG Handwriting Recognition API, so that code written for navigator.createHandwritingRecognizer runs where the
// browser has none. Conversions and errors are those of its IDL; characters are read by createRecognizer's recogniser,
// lines by what handwriting-text.ts brings when they are asked for. https://wicg.github.io/handwriting-recognition/

import type { Stroke } from "../core/ink.ts";
import { EmnistError } from "../core/status.ts";
import type { Files } from "./files.ts";
import type { TextReader } from "./handwriting-text.ts";
import type {
  HandwritingHints,
  HandwritingModelConstraint,
  HandwritingPoint,
  HandwritingPrediction,
  HandwritingRecognizerQueryResult,
} from "./handwriting-types.ts";
import type { LineFiles } from "./line-files.ts";
import { createRecognizer, type RecognizeOptions, type Recognizer } from "./recognizer.ts";

export type * from "./handwriting-types.ts";

/** Where the files are, where a bundler does not find them by itself. */
export interface HandwritingFiles extends Files {
  /** Those that read lines. */
  readonly line?: LineFiles | undefined;
}

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
      recognitionType: ["text", "number", "email", "per-character"],
      inputType: ["mouse", "stylus", "touch"],
      textContext: true,
      alternatives: true,
    },
  };
}

/** The same question as earlier drafts ask it: { languages: ["en"], alternatives: true, … }. */
export async function queryHandwritingRecognizerSupport(query: object): Promise<Record<string, boolean>> {
  const { languages } = dictionary(query as { languages?: readonly string[] });
  const known = ["alternatives", "segmentationResult", "textContext", "graphemeSet", "recognitionType"];
  const supports = (name: string) =>
    name === "languages" ? satisfies(Array.from((languages ?? []) as Iterable<unknown>, String)) : known.includes(name);
  return Object.fromEntries(Object.keys(query ?? {}).map((name) => [name, supports(name)]));
}

export async function createHandwritingRecognizer(
  constraint: HandwritingModelConstraint,
  files: HandwritingFiles = {},
): Promise<HandwritingRecognizer> {
  if (!satisfies(languagesOf(constraint))) throw new DOMException("Only English is read.", "NotSupportedError");
  const recognizer = await createRecognizer({ ...files, pictures: false }).catch(refuse);
  return construct(HandwritingRecognizer, recognizer, files.line ?? {});
}

/** By the specification the name says whether trying again may help. */
function refuse(error: unknown): never {
  const name = error instanceof EmnistError && error.code === "unreachable" ? "UnknownError" : "OperationError";
  throw new DOMException(String(error), name);
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
  #strokes: HandwritingStroke[] = [];

  /** @internal */
  constructor(...parts: [read: Reader]) {
    [this.#read] = constructible(parts);
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
    const strokes = this.#strokes.map((stroke) => stroke.getPoints().map(({ x, y }) => [x, y] as const));
    try {
      return await this.#read(strokes);
    } catch (error) {
      if (error instanceof EmnistError && unreadable.includes(error.code)) return [];
      throw error;
    }
  }
}

/** What createHandwritingRecognizer() resolves with. */
export class HandwritingRecognizer {
  readonly #characters: Recognizer;
  readonly #lineFiles: LineFiles;
  /** Fetched by the first drawing that is text. */
  #text: Promise<TextReader> | undefined;
  #active = true;

  /** @internal */
  constructor(...parts: [characters: Recognizer, lineFiles: LineFiles]) {
    [this.#characters, this.#lineFiles] = constructible(parts);
  }

  startDrawing(hints: HandwritingHints = {}): HandwritingDrawing {
    const { alternatives = 3, recognitionType = "text", graphemeSet, textContext = "" } = dictionary(hints);
    const most = +(alternatives as number) >>> 0; // unsigned long
    const [type, context] = [`${recognitionType}`, `${textContext}`];
    const graphemes = graphemesOf(graphemeSet);
    this.#checkActive();
    if (type === "per-character") {
      const options = { alternatives: most, alphabet: alphabetOf(graphemes) };
      return construct(HandwritingDrawing, async (strokes) => this.#readCharacter(strokes, options));
    }
    this.#loadText().catch(() => {}); // whoever asks for a prediction is told, and tries again
    return construct(HandwritingDrawing, async (strokes) => {
      this.#checkActive();
      const reader = await this.#loadText();
      this.#checkActive();
      return reader.read(strokes, { alternatives: most, type, graphemes, context });
    });
  }

  /** Frees what the recogniser holds. */
  finish(): void {
    this.#active = false;
    this.#characters.dispose();
    this.#text?.then(
      (text) => text.dispose(),
      () => {},
    );
    this.#text = undefined;
  }

  #checkActive(): void {
    if (!this.#active) throw new DOMException("The recogniser has finished.", "InvalidStateError");
  }

  #loadText(): Promise<TextReader> {
    this.#text ??= import("./handwriting-text.ts")
      .then(({ createTextReader }) => createTextReader(this.#lineFiles))
      .catch((error) => {
        this.#text = undefined;
        return refuse(error);
      });
    return this.#text;
  }

  #readCharacter(strokes: readonly Stroke[], options: RecognizeOptions): HandwritingPrediction[] {
    this.#checkActive();
    return this.#characters.recognize(strokes, options).alternatives.map(({ label }) => {
      const drawingSegments = strokes
        .map(({ length }, strokeIndex) => ({ strokeIndex, beginPointIndex: 0, endPointIndex: length }))
        .filter(({ endPointIndex }) => endPointIndex > 0);
      const segment = { grapheme: label, beginIndex: 0, endIndex: label.length, drawingSegments };
      return { text: label, segmentationResult: [segment] };
    });
  }
}

/**
 * Gives `navigator` the two methods, and the global object the three interfaces, where the browser has none of its own.
 */
export function installHandwriting<Host extends object>(
  navigator: Host,
  files: HandwritingFiles = {},
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

type Reader = (strokes: readonly Stroke[]) => Promise<HandwritingPrediction[]>;

function graphemesOf(set: unknown): string[] {
  if (typeof set !== "object" || set === null || !(Symbol.iterator in set)) return [];
  return Array.from(set as Iterable<unknown>, String);
}

/** What of a set of graphemes may be answered as a character; undefined for everything. */
function alphabetOf(graphemes: readonly string[]): string | undefined {
  return graphemes.filter((one) => /^[0-9A-Za-z]$/.test(one)).join("") || undefined;
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
