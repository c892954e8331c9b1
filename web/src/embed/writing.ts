// What happens on a pad: strokes become answers, answers become characters in cells, and when the pen rests the next
// cell's turn comes. Knows nothing of forms, attributes or pages.

import { type Alphabet, type Answer, EmnistError, type Recognizer, type Stroke } from "../core/index.ts";
import { connectKeyboard } from "../ui/keyboard-pen.ts";
import { Pad, type PadChange } from "../ui/pad.ts";
import { connectPointer } from "../ui/pointer-pen.ts";
import { Cells } from "./cells.ts";
import { sharedRecognizer } from "./recognizer.ts";
import { accepted, isForeign, offers, readable, spelt } from "./spelling.ts";
import type { PadTexts } from "./texts.ts";
import type { PadView } from "./view.ts";

export interface InkDetail {
  /** In pad units: 0 to 1000 across, y growing downward. */
  readonly strokes: readonly Stroke[];
  /** The index of the cell that is being written. */
  readonly cell: number;
  /** False while the pen is down. */
  readonly settled: boolean;
}

/** `settled` is false here while the pen may come back. */
export interface AnswerDetail extends InkDetail {
  readonly answer: Answer;
}

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
  readonly #view: PadView;
  readonly #texts: PadTexts;
  readonly #listener: WritingListener;
  readonly #pad: Pad;
  #options: WritingOptions = { length: 1, alphabet: undefined, pause: 1000, mistake: undefined };
  #cells = new Cells(1);
  #recognizer: Recognizer | undefined;
  #problem: EmnistError | undefined;
  #typing = false;
  #disabled = false;
  /** The arrow keys move the pen: only Enter leaves a cell. */
  #byKeys = false;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #told = ""; // the text as of the last input(), and of the last change()
  #kept = "";

  constructor(view: PadView, texts: PadTexts, listener: WritingListener) {
    this.#view = view;
    this.#texts = texts;
    this.#listener = listener;
    this.#pad = new Pad(view.canvas, (change) => this.#inkChanged(change));
    connectPointer(view.canvas, this.#pad);
    connectKeyboard(view.canvas, this.#pad);
    this.#connectControls();
  }

  /** Comes to life on the screen, until `until` is aborted. */
  begin(until: AbortSignal): void {
    this.#pad.follow(until);
    until.addEventListener("abort", () => this.#stay());
    this.#load();
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

  /** After a change of the words or the colours. */
  refresh(): void {
    this.#show();
    this.#pad.repaint();
  }

  async #load(): Promise<void> {
    this.#problem = undefined;
    try {
      this.#recognizer = (await sharedRecognizer()).recognizer;
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
    const [best = ""] = answer && !isForeign(answer) ? offers(answer, this.#options.alphabet) : [];
    this.#cells.put({ strokes, answer, character: best });
    this.#show();
    const detail = { strokes, settled, cell: this.#cells.active };
    this.#listener.ink(detail);
    if (answer) this.#listener.answer({ ...detail, settled: false, answer });
    if (!settled) return;
    this.#tell();
    if (strokes.length > 0) this.#rest();
    else this.#keep();
  }

  #ask(strokes: readonly Stroke[]): Answer | undefined {
    if (strokes.length === 0) return undefined;
    if (this.#problem?.code === "unreachable") this.#load();
    try {
      return this.#recognizer?.recognizeStrokes(strokes, { alphabet: this.#options.alphabet });
    } catch (error) {
      if (!(error instanceof EmnistError)) throw error;
      this.#problem = error;
      return undefined;
    }
  }

  #tell(): void {
    if (this.#told === this.text) return;
    this.#told = this.text;
    this.#listener.input();
  }

  #keep(): void {
    this.#tell();
    if (this.#kept === this.text) return;
    this.#kept = this.text;
    this.#listener.change();
  }

  /** Waits for the pen to come back; if it does not, the character stays and the next cell's turn comes. */
  #rest(): void {
    const { pause } = this.#options;
    const moves = pause > 0 && !this.#byKeys && this.#cells.current.character !== "" && !this.#cells.complete;
    if (moves) this.#view.rest(pause);
    this.#resting = setTimeout(() => (moves ? this.#moveOn() : this.#settle()), pause);
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
    this.#keep();
  }

  #moveOn(): void {
    this.#settle();
    if (this.#cells.moveOn()) this.#open(this.#cells.active);
  }

  #open(index: number): void {
    this.#settle();
    this.#cells.goTo(index);
    this.#pad.restart(this.#cells.current.strokes);
    this.#show();
  }

  /** A character that was chosen or typed takes the cell. */
  #take(character: string): void {
    this.#cells.put({ character });
    this.#moveOn();
    this.#show();
  }

  /** Empties the cell; an empty one passes it on to the cell before. */
  #erase(): void {
    const { character, strokes } = this.#cells.current;
    if (!character && strokes.length === 0) this.#open(this.#cells.active - 1);
    this.#pad.edit((history) => history.replace([]));
  }

  #connectControls(): void {
    const { canvas, cells, choices, clear, input, type, undo } = this.#view;
    canvas.addEventListener("pointerdown", () => {
      this.#byKeys = false;
    });
    const pressed = (event: KeyboardEvent) => this.#pressed(event);
    canvas.addEventListener("keydown", pressed);
    cells.addEventListener("keydown", pressed);
    undo.addEventListener("click", () => this.#pad.edit((history) => history.undo()));
    clear.addEventListener("click", () => this.#erase());
    cells.addEventListener("click", ({ target }) => {
      const index = [...cells.children].findIndex((cell) => cell.contains(target as Node));
      if (index >= 0) this.#open(index);
    });
    choices.addEventListener("click", ({ target }) => {
      if (!(target instanceof HTMLButtonElement)) return;
      this.#take(target.value);
      if (!target.isConnected) canvas.focus({ preventScroll: true });
    });
    type.addEventListener("click", () => {
      this.#typing = !this.#typing;
      input.value = this.text;
      this.#open(this.#cells.active);
      if (this.#typing) input.focus();
    });
    input.addEventListener("input", (event) => {
      event.stopPropagation(); // the pad tells by itself
      this.#typed();
    });
    input.addEventListener("change", () => this.#keep());
  }

  #typed(): void {
    const { input } = this.#view;
    const { length, alphabet } = this.#options;
    const text = spelt(input.value, length, alphabet);
    this.#cells.fill(text);
    if (input.value.trimEnd() !== text) input.value = text;
    this.#show();
    this.#tell();
  }

  #pressed(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey, currentTarget } = event;
    const onPad = currentTarget === this.#view.canvas;
    if (ctrlKey || metaKey) {
      if (key.toLowerCase() !== "z") return;
      this.#pad.edit((history) => (event.shiftKey ? history.redo() : history.undo()));
    } else if (altKey) return;
    else if (key === "Backspace" || key === "Delete") this.#erase();
    else if (key === "Enter" && onPad) this.#moveOn();
    else if (accepted(key, this.#options.alphabet)) this.#pressedCharacter(key, onPad);
    else if (onPad) {
      this.#byKeys = true;
      return;
    } else if (!this.#walk(key)) return;
    event.preventDefault();
  }

  #pressedCharacter(key: string, onPad: boolean): void {
    this.#pad.restart();
    this.#cells.put({ strokes: [], answer: undefined });
    this.#take(accepted(key, this.#options.alphabet) ?? "");
    if (!onPad) this.#focusCell();
  }

  /** Arrow keys walk along the cells. */
  #walk(key: string): boolean {
    const { active } = this.#cells;
    const last = this.#options.length - 1;
    const to = { ArrowLeft: active - 1, ArrowRight: active + 1, Home: 0, End: last }[key];
    if (to === undefined) return false;
    this.#open(to);
    this.#focusCell();
    return true;
  }

  #focusCell(): void {
    (this.#view.cells.children[this.#cells.active] as HTMLElement | undefined)?.focus();
  }

  #show(): void {
    const { character, answer } = this.#cells.current;
    const meant = answer ? offers(answer, this.#options.alphabet) : [];
    this.#view.show({
      cells: this.#cells.all,
      active: this.#cells.active,
      offers: [...new Set([...meant.slice(0, mostOffers), ...(character ? [character] : [])])],
      sure: answer?.sure ?? true,
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
    if (!answer || character || !alphabet || !isForeign(answer)) return "";
    return this.#texts.say("foreign", { alphabet: readable(alphabet) });
  }
}
