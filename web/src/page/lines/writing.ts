// Between the sheet and the text: has the ink read while it is written, as often as the reader's own pace allows, and
// remembers what the visitor put right.

import type { Stroke } from "../../core/index.ts";
import type { LineAnswer } from "../../core/line-answer.ts";
import type { LineRecognizer } from "../../core/line-recognizer.ts";
import type { LineSheet } from "../../pad/line-sheet.ts";
import type { PadChange } from "../../pad/pad.ts";
import { afterPaint } from "../after-paint.ts";
import type { StatusLine } from "../status-line.ts";
import { type Correction, correctionsTo, inReadingOrder, type Word, withCorrections, wordsOf } from "./line-text.ts";
import type { LineSpeed } from "./speed.ts";
import type { TextView } from "./text-view.ts";
import type { LineTexts } from "./texts.ts";

/** Between words, in pad units: less is a gap within one. */
const wordGap = 100;
/** While the pen is down, reading takes one part of the time in so many: the rest is the ink's. */
const share = 4;
/** Milliseconds that an answer may hold up the ink it belongs to. */
const withinFrame = 6;
const mostInstead = 5;

export class LineWriting {
  readonly #sheet: LineSheet;
  readonly #view: TextView;
  readonly #texts: LineTexts;
  readonly #status: StatusLine;
  readonly #sayError: (error: unknown) => void;
  #recognizer: LineRecognizer | undefined;
  #speed: LineSpeed | undefined;
  #corrections: readonly Correction[] = [];
  #words: readonly Word[] = [];
  #change: PadChange | undefined;
  /** What the last reading took, and when it was over. */
  #cost = 0;
  #over = 0;
  #waiting = 0;

  constructor(
    sheet: LineSheet,
    view: TextView,
    texts: LineTexts,
    status: StatusLine,
    sayError: (error: unknown) => void,
  ) {
    this.#sheet = sheet;
    this.#view = view;
    this.#texts = texts;
    this.#status = status;
    this.#sayError = sayError;
    view.onTyped = (text) => this.#correct(correctionsTo(text, this.#words, sheet.strokes));
    view.onOpened = (word) => {
      sheet.mark(word?.strokes ?? []);
      return word ? this.#insteadOf(word) : [];
    };
    view.onChosen = (word, text) => this.#correct([{ strokes: word.strokes, text }]);
    view.onDeleted = ({ strokes }) =>
      sheet.edit((history) => history.replace(history.strokes.filter((stroke) => !strokes.has(stroke))));
  }

  /** From now on there is a reader; reads what was written before. */
  begin(recognizer: LineRecognizer, speed: LineSpeed): void {
    this.#recognizer = recognizer;
    this.#speed = speed;
    if (!this.#sheet.empty) this.#sheet.announce();
  }

  /** Call in the frame that paints the change. */
  inkChanged(change: PadChange): void {
    const cleared = this.#sheet.empty && this.#change?.strokes.length;
    this.#change = change;
    if (cleared) this.#corrections = this.#corrections.filter(({ strokes }) => strokes.size > 0);
    const wait = change.settled ? 0 : this.#over + (share - 1) * this.#cost - performance.now();
    if (wait <= 0 && this.#cost < withinFrame) this.#read();
    else if (wait <= 0) afterPaint(() => this.#read());
    else this.#waiting ||= window.setTimeout(() => this.#read(), wait);
  }

  #read(): void {
    clearTimeout(this.#waiting);
    this.#waiting = 0;
    const change = this.#change;
    if (!change) return;
    const strokes = inReadingOrder(change.strokes, wordGap);
    const start = performance.now();
    const answer = this.#ask(strokes, 1);
    this.#over = performance.now();
    this.#cost = this.#over - start;
    this.#show(answer, strokes);
    if (answer && change.settled) this.#say(answer);
    if (answer) this.#speed?.answered(change);
  }

  #show(answer: LineAnswer | undefined, strokes: readonly Stroke[]): void {
    this.#words = wordsOf(answer, strokes, this.#corrections);
    this.#view.show(this.#words);
  }

  #say({ sure, texts }: LineAnswer): void {
    if (texts.length === 0) this.#status.show(() => this.#texts.say("lineNothing"));
    else if (sure) this.#status.show(() => this.#texts.say("lineRead", { text: this.#view.text }), "quiet");
    else this.#status.show(() => this.#texts.say("lineUnsure"));
  }

  #ask(strokes: readonly Stroke[], alternatives: number): LineAnswer | undefined {
    if (!this.#recognizer || strokes.length === 0) return undefined;
    try {
      return this.#recognizer.recognize(strokes, { alternatives });
    } catch (error) {
      this.#sayError(error);
      return undefined;
    }
  }

  #correct(corrections: readonly Correction[]): void {
    this.#corrections = withCorrections(this.#corrections, corrections);
    this.#sheet.announce();
  }

  /** What else a word may be: what its ink alone is read as, and with its first letter small or capital. */
  #insteadOf({ text, strokes }: Word): readonly string[] {
    const own = inReadingOrder(
      this.#sheet.strokes.filter((stroke) => strokes.has(stroke)),
      wordGap,
    );
    const read = this.#ask(own, 8)?.texts.map(({ text }) => text) ?? [];
    const first = text.slice(0, 1);
    const turned = (first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase()) + text.slice(1);
    const others = new Set([...read.slice(0, mostInstead - 1), turned]);
    others.delete(text);
    return [...others];
  }
}
