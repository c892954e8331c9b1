// What happens on a pad: strokes become answers, answers become characters in cells, and when the pen rests the next
// cell's turn comes. Knows nothing of forms, attributes or pages.

import { type Alphabet, type Answer, EmnistError, type Recognizer, type Stroke } from "../core/index.ts";
import { connectKeyboard } from "../pad/keyboard-pen.ts";
import { Pad, type PadChange } from "../pad/pad.ts";
import { connectPointer } from "../pad/pointer-pen.ts";
import { Cells } from "./cells.ts";
import type { AnswerDetail, InkDetail } from "./events.ts";
import { accepted, offers, readable, spelt } from "./spelling.ts";
import type { PadTexts } from "./texts.ts";
import type { PadView } from "./view.ts";

export interface WritingOptions {
  readonly length: number;
  readonly alphabet: Alphabet | undefined;
  /** Milliseconds that the pen rests before the next cell's turn comes; 0: it does not come by itself. */
  readonly pause: number;
  /** A mistake in the options: shown in place of everything else. */
  readonly mistake: EmnistError | undefined;
}

/** What a pad has to tell. The text is up to date whenever it does. */
export interface WritingListener {
  ink(detail: InkDetail): void;
  answer(detail: AnswerDetail): void;
  /** The text changed by the visitor's hand. */
  input(): void;
  /** … and is meant to stay. */
  change(): void;
}

/** As many as stand beside the tools. */
const mostOffers = 3;

export class Writing {
  /** The arrow keys move the pen: then only moveOn() leaves a cell. */
  byKeys = false;

  readonly #view: PadView;
  readonly #texts: PadTexts;
  readonly #load: () => Promise<Recognizer>;
  readonly #listener: WritingListener;
  readonly #pad: Pad;
  #options: WritingOptions = { length: 1, alphabet: undefined, pause: 1000, mistake: undefined };
  #cells = new Cells(1);
  #recognizer: Recognizer | undefined;
  #problem: EmnistError | undefined;
  #typing = false;
  #disabled = false;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #told = ""; // the text as of the last input(), and of the last change()
  #kept = "";

  constructor(view: PadView, texts: PadTexts, load: () => Promise<Recognizer>, listener: WritingListener) {
    this.#view = view;
    this.#texts = texts;
    this.#load = load;
    this.#listener = listener;
    this.#pad = new Pad(view.canvas, (change) => this.#inkChanged(change));
    connectPointer(view.canvas, this.#pad);
    connectKeyboard(view.canvas, this.#pad);
    view.canvas.addEventListener("pointerdown", () => {
      this.byKeys = false;
    });
  }

  /** Comes to life on the screen, until `until` is aborted. */
  begin(until: AbortSignal): void {
    this.#pad.follow(until);
    until.addEventListener("abort", () => this.#stay());
    this.#prepare();
  }

  get text(): string {
    return this.#cells.text;
  }

  /** Replaces the text; nothing is told. */
  set text(text: string) {
    const { length, alphabet } = this.#options;
    this.#stay();
    this.#cells.fill(spelt(text, length, alphabet));
    this.#told = this.#kept = this.text;
    this.#pad.restart(this.#cells.current.strokes);
    this.#show();
  }

  get filled(): number {
    return this.#cells.filled;
  }

  get strokes(): readonly Stroke[] {
    return this.#pad.strokes;
  }

  set disabled(disabled: boolean) {
    this.#disabled = disabled;
    this.#show();
  }

  configure(options: WritingOptions): void {
    const { text } = this;
    if (options.length !== this.#options.length) this.#cells = new Cells(options.length);
    this.#options = options;
    this.text = text;
  }

  /** Empties every cell; nothing is told. */
  clear(): void {
    this.#cells = new Cells(this.#options.length);
    this.text = "";
  }

  /** Puts ink on the pad as if a pen had drawn it. */
  write(strokes: readonly Stroke[]): void {
    this.#pad.edit((history) => history.replace(strokes));
  }

  /** The visitor is done with this cell: the next empty one's turn comes. */
  moveOn(): void {
    this.#settle();
    if (this.#cells.moveOn()) this.open(this.#cells.active);
  }

  /** The visitor goes to a cell; what it holds lies there until the pen touches it. */
  open(index: number): void {
    this.#settle();
    this.#cells.goTo(index);
    this.#pad.restart(this.#cells.current.strokes);
    this.#show();
  }

  /** The visitor goes so many cells to the right. */
  walk(cells: number): void {
    this.open(this.#cells.active + cells);
  }

  /** The visitor chooses what the ink of this cell means. */
  choose(character: string): void {
    this.#cells.put({ character, chosen: true });
    this.moveOn();
    this.#show();
  }

  /** The visitor typed a key; returns whether it is a character that belongs here. */
  type(key: string): boolean {
    const character = accepted(key, this.#options.alphabet);
    if (!character) return false;
    this.#stay();
    this.#pad.restart();
    this.#cells.put({ strokes: [], answer: undefined });
    this.#tellNoInk();
    this.choose(character);
    return true;
  }

  /** The visitor typed into the text field; returns what of it belongs here. */
  typeText(text: string): string {
    const { length, alphabet } = this.#options;
    this.#tellNoInk();
    this.#cells.fill(spelt(text, length, alphabet));
    this.#show();
    this.#tell();
    return this.text;
  }

  /** The text as it is now is meant to stay. */
  keep(): void {
    this.#tell();
    if (this.#kept === this.text) return;
    this.#kept = this.text;
    this.#listener.change();
  }

  /** The text field takes the sheet's place, or makes way for it. */
  swap(): boolean {
    this.#typing = !this.#typing;
    this.open(this.#cells.active);
    return this.#typing;
  }

  undo(): void {
    this.#pad.edit((history) => history.undo());
  }

  redo(): void {
    this.#pad.edit((history) => history.redo());
  }

  /** Empties the cell; an empty one passes it on to the cell before. */
  erase(): void {
    const { character, strokes } = this.#cells.current;
    if (!character && strokes.length === 0) this.walk(-1);
    this.#pad.edit((history) => history.replace([]));
  }

  /** After a change of the words or the colours. */
  refresh(): void {
    this.#show();
    this.#pad.repaint();
  }

  async #prepare(): Promise<void> {
    this.#problem = undefined;
    try {
      this.#recognizer = await this.#load();
      if (this.#cells.current.strokes.length > 0) this.#pad.announce(); // drawn meanwhile
    } catch (error) {
      if (!(error instanceof EmnistError)) throw error;
      this.#problem = error;
      this.#show();
    }
  }

  #inkChanged({ strokes, settled }: PadChange): void {
    this.#stay();
    const answer = this.#ask(strokes);
    const [best = ""] = answer && !answer.rejected ? offers(answer, this.#options.alphabet) : [];
    this.#cells.put({ strokes, answer, character: best, chosen: false });
    this.#show();
    const detail = { strokes, settled, cell: this.#cells.active };
    this.#listener.ink(detail);
    if (answer) this.#listener.answer({ ...detail, settled: false, answer });
    if (!settled) return;
    this.#tell();
    if (strokes.length > 0) this.#rest();
    else this.keep();
  }

  #ask(strokes: readonly Stroke[]): Answer | undefined {
    if (strokes.length === 0) return undefined;
    if (this.#problem?.code === "unreachable") this.#prepare();
    if (!this.#recognizer) return undefined;
    try {
      this.#problem = undefined;
      return this.#recognizer.recognizeStrokes(strokes, { alphabet: this.#options.alphabet });
    } catch (error) {
      if (!(error instanceof EmnistError)) throw error;
      this.#problem = error;
      return undefined;
    }
  }

  /** What comes now was typed. */
  #tellNoInk(): void {
    this.#listener.ink({ strokes: [], cell: this.#cells.active, settled: true });
  }

  #tell(): void {
    if (this.#told === this.text) return;
    this.#told = this.text;
    this.#listener.input();
  }

  /** Waits for the pen to come back; if it does not, the character stays and the next cell's turn comes. */
  #rest(): void {
    const { pause } = this.#options;
    const moves = pause > 0 && !this.byKeys && this.#cells.current.character !== "" && !this.#cells.complete;
    if (moves) this.#view.rest(pause);
    this.#resting = setTimeout(() => (moves ? this.moveOn() : this.#settle()), pause);
  }

  #stay(): void {
    clearTimeout(this.#resting);
    this.#resting = undefined;
    this.#view.rest(0);
  }

  /** The pen does not come back to this ink. */
  #settle(): void {
    const { answer, strokes } = this.#cells.current;
    const rested = this.#resting !== undefined;
    this.#stay();
    if (rested && answer) this.#listener.answer({ strokes, answer, cell: this.#cells.active, settled: true });
    this.keep();
  }

  #show(): void {
    const { character, answer } = this.#cells.current;
    const meant = answer ? offers(answer, this.#options.alphabet) : [];
    this.#view.show({
      cells: this.#cells.all,
      active: this.#cells.active,
      offers: [...new Set([...meant.slice(0, mostOffers), ...(character ? [character] : [])])],
      empty: this.#pad.empty,
      canUndo: this.#pad.history.canUndo,
      typing: this.#typing,
      disabled: this.#disabled,
      note: this.#note(answer, character),
    });
  }

  #note(answer: Answer | undefined, character: string): string {
    const problem = this.#options.mistake ?? this.#problem;
    if (problem) return this.#texts.sentence(problem);
    const { alphabet } = this.#options;
    if (!answer?.rejected || character) return "";
    return this.#texts.rejection(answer.rejected, { alphabet: alphabet ? readable(alphabet) : "" });
  }
}
