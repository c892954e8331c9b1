// What happens on the sheet: strokes become texts, of which one is meant. Knows nothing of where the text goes.

import type { Alphabet } from "../../core/alphabet.ts";
import type { Stroke } from "../../core/ink.ts";
import type { LineAnswer } from "../../core/line-answer.ts";
import { inCaseOf, wantsSpace } from "../../core/line-context.ts";
import type { LineReader } from "../../core/line-reader.ts";
import { EmnistError } from "../../core/status.ts";
import { connectKeyboard } from "../../pad/keyboard-pen.ts";
import { LineSheet } from "../../pad/line-sheet.ts";
import type { PadChange } from "../../pad/pad.ts";
import { connectPointer } from "../../pad/pointer-pen.ts";
import type { LineAnswerDetail, LineInkDetail } from "./events.ts";
import type { LineTexts } from "./texts.ts";
import type { LineView } from "./view.ts";

export interface LineQuestion {
  readonly alphabet: Alphabet | undefined;
  readonly words: boolean | readonly string[] | undefined;
  /** What stands before the text. */
  readonly context: string;
  /** How many characters fit; the text is cut there. */
  readonly room: number;
}

export interface LineListener {
  /** A new line begins. */
  begins(): void;
  ink(detail: LineInkDetail): void;
  answer(detail: LineAnswerDetail): void;
  /** What the ink means is another text now; "" when the sheet is empty. */
  text(text: string): void;
  /** The pen has rested, or a text was chosen: it is meant to stay. */
  rested(): void;
}

/** As many as stand beside the tools. */
const mostOffers = 3;
/** As many as the reader ever names: the context may prefer another than the first. */
const all = 8;
/** Where a reading takes longer, the pen is not followed: what it wrote is read when it is lifted. */
const followedMilliseconds = 8;

export class LineWriting {
  /** Only a stylus writes. */
  penOnly = false;
  /** Milliseconds that the pen rests before the text is meant to stay; 0: it never is by itself. */
  pause = 1000;

  readonly #view: LineView;
  readonly #texts: LineTexts;
  readonly #load: () => Promise<LineReader>;
  readonly #question: () => LineQuestion;
  readonly #listener: LineListener;
  readonly #sheet: LineSheet;
  #reader: LineReader | undefined;
  #loading = false;
  #problem: EmnistError | undefined;
  #answer: LineAnswer | undefined;
  #offers: readonly string[] = [];
  #text = "";
  #resting: ReturnType<typeof setTimeout> | undefined;
  #blank = true; // when the ink changed last
  #lasted = 0; // milliseconds, the last reading

  constructor(
    view: LineView,
    texts: LineTexts,
    load: () => Promise<LineReader>,
    question: () => LineQuestion,
    listener: LineListener,
  ) {
    this.#view = view;
    this.#texts = texts;
    this.#load = load;
    this.#question = question;
    this.#listener = listener;
    this.#sheet = new LineSheet(view.canvas, (change) => this.#inkChanged(change));
    this.#sheet.onMove = () => this.show();
    connectPointer(view.canvas, this.#sheet, ({ pointerType }) => !this.penOnly || pointerType === "pen");
    connectKeyboard(view.canvas, this.#sheet);
    view.undo.addEventListener("click", () => this.undo());
    view.back.addEventListener("click", () => this.#sheet.turn(-0.7));
    view.forward.addEventListener("click", () => this.#sheet.turn(0.7));
    view.choices.addEventListener("click", ({ target }) => {
      if (target instanceof HTMLButtonElement) this.#choose(target.value);
    });
  }

  /** Comes to life on the screen, until `until` is aborted. */
  begin(until: AbortSignal): void {
    this.#sheet.follow(until);
    until.addEventListener("abort", () => this.#stay());
  }

  get strokes(): readonly Stroke[] {
    return this.#sheet.strokes;
  }

  get empty(): boolean {
    return this.#sheet.empty;
  }

  get sure(): boolean {
    return this.#answer?.sure ?? true;
  }

  /** What the ink means; "" while it means nothing. */
  get text(): string {
    return this.#text;
  }

  /** Puts ink on the sheet as if a pen had written it. */
  write(strokes: readonly Stroke[]): void {
    this.#sheet.edit((history) => history.replace(strokes));
  }

  undo(): void {
    this.#sheet.edit((history) => history.undo());
  }

  redo(): void {
    this.#sheet.edit((history) => history.redo());
  }

  /** Wipes the sheet, which takes the text back; undoing brings it again. */
  wipe(): void {
    this.#sheet.edit((history) => history.replace([]));
  }

  /** Takes a new sheet; nothing is told. What the old one may have meant can still be chosen if it is `kept`. */
  restart(kept = false): void {
    this.#stay();
    this.#sheet.restart();
    this.#blank = true;
    if (!kept) {
      this.#answer = undefined;
      this.#offers = [];
      this.#text = "";
    }
    this.show();
  }

  /** Whoever waits for the pen to rest need not: returns whether anybody did. */
  settle(): boolean {
    if (this.#resting === undefined) return false;
    this.#stay();
    const { strokes } = this.#sheet;
    if (this.#answer) this.#listener.answer({ strokes, answer: this.#answer, settled: true });
    this.#listener.rested();
    return true;
  }

  repaint(): void {
    this.#sheet.repaint();
  }

  /** Fetches what reads, if it is not there. */
  async prepare(): Promise<void> {
    if (this.#reader || this.#loading) return;
    this.#loading = true;
    this.#problem = undefined;
    try {
      this.#reader = await this.#load();
      if (!this.#sheet.empty) this.#sheet.announce(); // written meanwhile
    } catch (error) {
      if (!(error instanceof EmnistError)) throw error;
      this.#problem = error;
    } finally {
      this.#loading = false;
      this.show();
    }
  }

  show(): void {
    const waits = this.#loading && !this.#sheet.empty;
    this.#view.show({
      offers: this.#offers,
      chosen: this.#text || undefined,
      sure: this.sure,
      empty: this.#sheet.empty,
      canUndo: this.#sheet.history.canUndo,
      canClear: !this.#sheet.empty || this.#view.input.value !== "",
      beyond: this.#sheet.beyond,
      note: this.#problem ? this.#texts.sentence(this.#problem) : waits ? this.#texts.say("loading") : "",
    });
  }

  #inkChanged({ strokes, settled }: PadChange): void {
    this.#stay();
    if (settled || !this.#problem) this.prepare();
    if (this.#blank && strokes.length > 0) this.#listener.begins();
    this.#blank = strokes.length === 0;
    const follows = settled || this.#lasted < followedMilliseconds;
    if (follows) this.#read(strokes);
    this.show();
    this.#listener.ink({ strokes, settled });
    if (follows && this.#answer) this.#listener.answer({ strokes, answer: this.#answer, settled: false });
    if (follows) this.#listener.text(this.#text);
    if (!settled) return;
    if (strokes.length === 0) this.#listener.rested();
    else if (this.pause > 0 && this.#text) {
      this.#view.rest(this.pause);
      this.#resting = setTimeout(() => this.settle(), this.pause);
    }
  }

  #read(strokes: readonly Stroke[]): void {
    this.#answer = undefined;
    this.#offers = [];
    this.#text = "";
    if (strokes.length === 0 || !this.#reader) return;
    const { context, room, alphabet, words } = this.#question();
    const begun = performance.now();
    try {
      this.#problem = undefined;
      this.#answer = this.#reader.read(strokes, { alternatives: all, alphabet, words });
    } catch (error) {
      if (!(error instanceof EmnistError)) throw error;
      this.#problem = error;
      return;
    }
    this.#lasted = performance.now() - begun;
    const texts = alphabet ? this.#answer.texts : inCaseOf(context, this.#answer.texts);
    const spaced = (text: string) => (!alphabet && wantsSpace(context, text) ? ` ${text}` : text).slice(0, room);
    this.#offers = [...new Set(texts.slice(0, mostOffers).map(({ text }) => spaced(text)))];
    this.#text = this.#offers[0] ?? "";
  }

  #choose(text: string): void {
    this.#stay();
    this.#text = text;
    this.show();
    this.#listener.text(text);
    this.#listener.rested();
  }

  #stay(): void {
    clearTimeout(this.#resting);
    this.#resting = undefined;
    this.#view.rest(0);
  }
}
