// What happens on a pad: strokes become answers, answers become characters in cells, and when the pen rests the next
// cell's turn comes. Knows nothing of forms, attributes or pages.

import { type Alphabet, type Answer, EmnistError, type Recognizer, type Stroke } from "../core/index.ts";
import { connectKeyboard } from "../pad/keyboard-pen.ts";
import type { PadChange } from "../pad/pad.ts";
import { connectPointer } from "../pad/pointer-pen.ts";
import { type Cell, Cells } from "./cells.ts";
import type { AnswerDetail, InkDetail } from "./events.ts";
import { beginsNext, patience } from "./rhythm.ts";
import { accepted, offers, pasted, readable, spelt } from "./spelling.ts";
import type { PadTexts } from "./texts.ts";
import { TimedPad } from "./timed-pad.ts";
import { locateTurned } from "./turned.ts";
import type { PadView } from "./view.ts";

export interface WritingOptions {
  readonly length: number;
  readonly alphabet: Alphabet | undefined;
  /** Milliseconds that the pen rests before the next cell's turn comes; 0: it does not come by itself. */
  readonly pause: number;
}

/** What a pad has to tell, by its events' names. The text is up to date whenever it does. */
interface Told {
  inkchange: InkDetail;
  answer: AnswerDetail;
  /** The text changed by the visitor's hand. */
  input: undefined;
  /** … and is meant to stay. */
  change: undefined;
  /** Every cell has its character. */
  complete: undefined;
}
type Tell = <Type extends keyof Told>(type: Type, detail?: Told[Type]) => void;

/** What lies under a learner's ink; fetched for pads that have it (guide/guide.ts). */
export interface PadGuide {
  /** Lays it under the active cell's ink; gives what to say of the ink that was written last. */
  show(cells: readonly Cell[], active: number, drawing: boolean): string;
  /** How well ink matches what is wanted in a cell, 0 to 1; undefined where nothing is. */
  match(strokes: readonly Stroke[], cell: number): number | undefined;
}

/** What learns how the visitor writes; fetched for pads that have it (learn.ts). */
export interface PadHand {
  /** The visitor chose what the ink of a cell means. */
  teach(cell: Cell, character: string): void;
}

/** As many as stand beside the tools. */
const mostOffers = 3;

export class Writing {
  /** The arrow keys move the pen: then only moveOn() leaves a cell. */
  byKeys = false;
  /** Only a stylus draws. */
  penOnly = false;
  guide: PadGuide | undefined;
  hand: PadHand | undefined;

  readonly #view: PadView;
  readonly #texts: PadTexts;
  readonly #load: () => Promise<Recognizer>;
  readonly #tell: Tell;
  readonly #pad: TimedPad;
  #options: WritingOptions = { length: 1, alphabet: undefined, pause: 1000 };
  #cells = new Cells(1);
  #recognizer: Recognizer | undefined;
  #problem: EmnistError | undefined;
  #typing = false;
  #disabled = false;
  #readOnly = false;
  #resting: ReturnType<typeof setTimeout> | undefined;
  /** The cell as it was when the pen was lifted last, if it can still be written on. */
  #penUp: Cell | undefined;
  #told = ""; // the text as of the last "input", and of the last "change"
  #kept = "";

  constructor(view: PadView, texts: PadTexts, load: () => Promise<Recognizer>, tell: Tell) {
    this.#view = view;
    this.#texts = texts;
    this.#load = load;
    this.#tell = tell;
    this.#pad = new TimedPad(view.canvas, (change) => this.#inkChanged(change));
    const takes = ({ pointerType }: PointerEvent) => !this.penOnly || pointerType === "pen";
    connectPointer(view.canvas, this.#pad, takes, locateTurned);
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

  /** Replaces the text, if it is another one; nothing is told. */
  set text(text: string) {
    const { length, alphabet } = this.#options;
    if (spelt(text, length, alphabet) !== this.text) this.#replace(text);
  }

  #replace(text: string): void {
    const { length, alphabet } = this.#options;
    this.#stay();
    this.#cells.fill(spelt(text, length, alphabet));
    this.#told = this.#kept = this.text;
    this.#penUp = undefined;
    this.#pad.restart(this.#cells.current.strokes);
    this.#show();
  }

  get cells(): readonly Cell[] {
    return this.#cells.all;
  }

  /** When each point of a cell's stroke was drawn; none for ink that no pen drew. */
  timesOf(stroke: Stroke): readonly number[] {
    return this.#pad.timesOf(stroke);
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

  /** It can be read and sent, but not changed. */
  set readOnly(readOnly: boolean) {
    this.#readOnly = readOnly;
    this.#show();
  }

  configure(options: WritingOptions): void {
    const { text } = this;
    const resized = options.length !== this.#options.length;
    this.#options = options;
    if (resized) {
      this.#cells = new Cells(options.length);
      this.#replace(text);
    } else this.text = text;
    this.#show();
  }

  /** Empties every cell; nothing is told. */
  clear(): void {
    this.#cells = new Cells(this.#options.length);
    this.#replace("");
  }

  /** Puts ink on the pad as if a pen had drawn it. */
  write(strokes: readonly Stroke[]): void {
    this.#pad.edit((history) => history.replace(strokes));
  }

  /** The visitor is done with this cell: the next empty one's turn comes; returns whether there is one. */
  moveOn(): boolean {
    this.#settle();
    const moved = this.#cells.moveOn();
    if (moved) this.open(this.#cells.active);
    return moved;
  }

  /** The visitor goes to a cell; what it holds lies there until the pen touches it. */
  open(index: number): void {
    this.#settle();
    this.#cells.goTo(index);
    this.#penUp = undefined;
    this.#pad.restart(this.#cells.current.strokes);
    this.#show();
  }

  /** The visitor goes so many cells to the right. */
  walk(cells: number): void {
    this.open(this.#cells.active + cells);
  }

  /** The visitor chooses what the ink of this cell means. */
  choose(character: string): void {
    this.hand?.teach(this.#cells.current, character);
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

  /** The visitor pasted a text: a whole one, or one that goes on from the active cell. */
  paste(text: string): void {
    const { length } = this.#options;
    const whole = pasted(text);
    const before = whole.length < length ? this.text.padEnd(this.#cells.active).slice(0, this.#cells.active) : "";
    this.typeText(before + whole);
    this.#pad.restart(this.#cells.current.strokes);
    this.keep();
  }

  /** The visitor typed into the text field; returns what of it belongs here. */
  typeText(text: string): string {
    const { length, alphabet } = this.#options;
    this.#tellNoInk();
    this.#cells.fill(spelt(text, length, alphabet));
    this.#show();
    this.#tellInput();
    return this.text;
  }

  /** The text as it is now is meant to stay. */
  keep(): void {
    this.#tellInput();
    if (this.#kept === this.text) return;
    this.#kept = this.text;
    this.#tell("change");
    if (this.#cells.complete) this.#tell("complete");
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
      const recognizer = await this.#load();
      if (recognizer === this.#recognizer) return;
      this.#recognizer = recognizer;
      if (this.#cells.current.strokes.length > 0) this.#pad.announce(); // drawn meanwhile
    } catch (error) {
      this.fail(error);
    }
  }

  /** Says what is missing; what could not be fetched is asked for again with the next ink. */
  fail(error: unknown): void {
    if (!(error instanceof EmnistError)) throw error;
    this.#problem = error;
    this.#show();
  }

  #inkChanged({ strokes, settled }: PadChange): void {
    this.#stay();
    const answer = this.#ask(strokes);
    const { alphabet } = this.#options;
    const before = this.#penUp;
    const begun = before !== undefined && !this.#cells.complete && strokes.length === before.strokes.length + 1;
    if (begun && beginsNext(before.answer, answer, alphabet)) {
      if (settled) this.#beginNext(before, strokes.slice(-1));
      return;
    }
    const [best = ""] = answer && !answer.rejected ? offers(answer, alphabet) : [];
    // Half a character is hardly ever one: nobody is told so while the pen is down.
    const kept = answer?.rejected && !settled ? undefined : answer;
    this.#cells.put({ strokes, answer: kept, character: best, chosen: false });
    this.#show();
    const detail = { strokes, settled, cell: this.#cells.active };
    this.#tell("inkchange", detail);
    if (answer) this.#tell("answer", { ...detail, settled: false, answer });
    if (!settled) return;
    this.#penUp = this.#cells.current;
    this.#tellInput();
    if (strokes.length > 0) this.#rest();
    else this.keep();
  }

  /** The stroke belongs to the next cell. */
  #beginNext(before: Cell, strokes: readonly Stroke[]): void {
    this.#cells.put(before);
    this.#settle(true);
    if (this.#cells.moveOn()) this.open(this.#cells.active);
    this.#pad.edit((history) => history.replace(strokes));
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
    this.#tell("inkchange", { strokes: [], cell: this.#cells.active, settled: true });
  }

  #tellInput(): void {
    if (this.#told === this.text) return;
    this.#told = this.text;
    this.#tell("input");
  }

  /** Waits for the pen to come back; if it does not, the character stays and the next cell's turn comes. */
  #rest(): void {
    const { pause: usual, alphabet } = this.#options;
    const pause = usual * patience(this.#cells.current.answer, alphabet);
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
  #settle(rested = this.#resting !== undefined): void {
    const { answer, strokes } = this.#cells.current;
    this.#stay();
    const cell = this.#cells.active;
    const match = this.guide?.match(strokes, cell);
    if (rested && answer) this.#tell("answer", { strokes, answer, cell, settled: true, match });
    this.keep();
  }

  #show(): void {
    const { character, answer } = this.#cells.current;
    const guidance = this.guide?.show(this.#cells.all, this.#cells.active, this.#pad.drawing);
    const meant = answer ? offers(answer, this.#options.alphabet) : [];
    this.#view.show({
      cells: this.#cells.all,
      active: this.#cells.active,
      offers: [...new Set([...meant.slice(0, mostOffers), ...(character ? [character] : [])])],
      empty: this.#pad.empty,
      canUndo: this.#pad.history.canUndo,
      typing: this.#typing,
      disabled: this.#disabled,
      readOnly: this.#readOnly,
      note: this.#note(answer, character) || guidance || "",
    });
  }

  #note(answer: Answer | undefined, character: string): string {
    if (this.#problem) return this.#texts.sentence(this.#problem);
    const { alphabet } = this.#options;
    if (!answer?.rejected || character) return "";
    return this.#texts.rejection(answer.rejected, { alphabet: alphabet ? readable(alphabet) : "" });
  }
}
