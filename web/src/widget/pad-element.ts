// <emnist-pad>: a form field that is filled by handwriting. Attributes, properties, events and validity as a field has
// them; what happens on the pad is writing.ts's business.

import { alphabetOf } from "../core/alphabet-spec.ts";
import type { Answer } from "../core/answer.ts";
import type { Stroke } from "../core/ink.ts";
import type { Recognizer } from "../core/recognizer.ts";
import { EmnistError } from "../core/status.ts";
import { type Cell, isSure } from "./cells.ts";
import { connectControls } from "./controls.ts";
import type { EmnistPadEventMap } from "./events.ts";
import { FieldElement, type TellingField } from "./field-element.ts";
import { PadTexts } from "./texts.ts";
import { judge } from "./validity.ts";
import { PadView } from "./view.ts";
import { Writing } from "./writing.ts";

interface Base extends TellingField<EmnistPadEventMap, EmnistPadElement> {}
const Base = FieldElement as abstract new () => Base;

const longest = 32; // cells
const defaultPause = 1000; // milliseconds
const unreachable = (cause: unknown): never => {
  throw new EmnistError("unreachable", "", { cause });
};
const fetchLearning = () => import("./learn.ts").catch(unreachable);

/** What one cell of a pad holds. */
export interface CellAnswer {
  /** "" while it is empty. */
  readonly character: string;
  readonly strokes: readonly Stroke[];
  /** For each stroke when its points were drawn, on the clock of performance.now(); none for ink that no pen drew. */
  readonly times: readonly (readonly number[])[];
  /** What the recogniser said of the ink; undefined for what was typed. */
  readonly answer: Answer | undefined;
  readonly sure: boolean;
  /** 0 to 1; 1 for what the visitor typed or chose, 0 for an empty cell. */
  readonly confidence: number;
}

function confidenceOf({ character, chosen, answer }: Cell): number {
  if (!character) return 0;
  return chosen || !answer ? 1 : (answer.alternatives[0]?.confidence ?? 0);
}

/**
 * Events: `inkchange` (detail: InkDetail) and `answer` (detail: AnswerDetail) while the pen moves, `input` when the
 * value changed by hand, `change` when it is meant to stay, `complete` after the one that filled the last cell.
 */
export class EmnistPadElement extends Base {
  static readonly observedAttributes = [
    ...["alphabet", "length", "maxlength", "pause", "value", "lang", "aria-label", "inputmode", "autocomplete"],
    ...["required", "minlength", "pattern", "sure-only", "pen-only", "readonly", "guide", "learn"],
  ];

  readonly #texts = new PadTexts();
  readonly #view = new PadView(this.attachShadow({ mode: "open", delegatesFocus: true }), this.#texts);
  readonly #writing: Writing;
  readonly #load: () => Promise<Recognizer>;
  /** The value as the visitor or a script left it; while it is undefined the attribute decides. */
  #given: string | undefined;
  #leaving: AbortController | undefined;

  /** @internal `load` gives what reads the ink (define.ts). */
  constructor(load: () => Promise<Recognizer>) {
    super();
    this.#load = load;
    const begin = () => {
      this.#equip();
      return load();
    };
    this.#writing = new Writing(this.#view, this.#texts, begin, (type, detail) => this.#happened(type, detail));
    this.internals.role = "group";
    connectControls(this.#view, this.#writing, () => this.sendForm());
    this.#texts.whenSpoken(() => this.#named());
    this.#view.canvas.addEventListener("focus", () => this.#named());
  }

  connectedCallback(): void {
    this.adopt();
    this.#leaving = new AbortController();
    this.#speak();
    this.#named();
    this.#configure();
    this.#writing.begin(this.#leaving.signal);
    if (this.autofocus && document.activeElement === document.body) this.focus();
  }

  disconnectedCallback(): void {
    this.#leaving?.abort();
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now) return;
    if (name === "lang") this.#speak();
    else if (name === "aria-label") this.#named();
    else if (name === "value") this.#fill();
    else if (name === "pen-only") this.#writing.penOnly = now !== null;
    else if (name === "readonly") this.#writing.readOnly = now !== null;
    else if (name === "inputmode" || name === "autocomplete") this.#view.input.setAttribute(name, now ?? "");
    else if (["alphabet", "length", "maxlength", "pause", "guide"].includes(name)) this.#configure();
    if (name === "guide" || name === "learn") this.#equip();
    this.judge();
  }

  formResetCallback(): void {
    this.#given = undefined;
    this.#writing.clear();
    this.#fill();
  }

  formStateRestoreCallback(state: string): void {
    this.value = state;
  }

  formDisabledCallback(disabled: boolean): void {
    this.#writing.disabled = disabled;
  }

  /** The characters in the cells; a space stands for an empty cell between full ones. */
  get value(): string {
    return this.#writing.text;
  }

  set value(value: string) {
    this.#given = String(value ?? "");
    this.#fill();
  }

  /** The ink of the cell that is being written, in pad units. */
  get strokes(): readonly Stroke[] {
    return this.#writing.strokes;
  }

  /** Empties every cell; as with any field, a script's change is no event. */
  clear(): void {
    this.#given = "";
    this.#writing.clear();
    this.judge();
  }

  /** Puts ink, in pad units, on the cell that is being written: it is answered as if a pen had drawn it. */
  write(strokes: readonly Stroke[]): void {
    this.#writing.write(strokes);
  }

  /** Takes back all that was learnt on this device, for every pad that reads with this one's recogniser. Rejects with EmnistError. */
  async forget(): Promise<void> {
    const { forget } = await fetchLearning();
    forget(await this.#load());
  }

  /** Paints again, after the page changed its colours. */
  refresh(): void {
    this.#writing.refresh();
  }

  /** What the visitor puts right is learnt, and kept on this device. */
  get learn(): boolean {
    return this.hasAttribute("learn");
  }

  set learn(learn: boolean) {
    this.reflect("learn", learn ? "" : null);
  }

  /** The letters that a learner is shown, one for each cell; "" for none. */
  get guide(): string {
    return this.getAttribute("guide") ?? "";
  }

  set guide(guide: string) {
    this.reflect("guide", guide || null);
  }

  /** How many characters are written, 1 to 32. */
  get length(): number {
    const told = this.getAttribute("length") ?? this.getAttribute("maxlength");
    const length = Math.trunc(Number(told ?? (this.guide.length || 1)));
    return length >= 1 ? Math.min(length, longest) : 1;
  }

  set length(length: number) {
    this.reflect("length", String(length));
  }

  /** Milliseconds the pen rests before the next cell's turn comes; 0: it never comes by itself. */
  get pause(): number {
    const pause = Number(this.getAttribute("pause") ?? defaultPause);
    return pause >= 0 ? pause : defaultPause;
  }

  set pause(pause: number) {
    this.reflect("pause", String(pause));
  }

  /** What each cell holds; its ink is in pad units. */
  get answers(): readonly CellAnswer[] {
    return this.#writing.cells.map((cell) => ({
      character: cell.character,
      strokes: cell.strokes,
      times: cell.strokes.map((stroke) => this.#writing.timesOf(stroke)),
      answer: cell.answer,
      sure: cell.character !== "" && isSure(cell),
      confidence: confidenceOf(cell),
    }));
  }

  /** How likely the whole value is right, 0 to 1: its characters' confidences, multiplied. 0 while there is none. */
  get confidence(): number {
    const filled = this.answers.filter(({ character }) => character !== "");
    return filled.reduce((product, { confidence }) => product * confidence, filled.length > 0 ? 1 : 0);
  }

  #happened(type: string, detail?: unknown): void {
    this.#given = this.value;
    this.judge();
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
  }

  /** Fetches what only pads with these attributes have. */
  async #equip(): Promise<void> {
    if (!this.#leaving) return; // it will, once it is in a page
    try {
      if (this.guide) {
        const { Guide } = await import("./guide/guide.ts").catch(unreachable);
        this.#writing.guide ??= new Guide(
          this.#view.canvas,
          this.#texts,
          () => this.guide,
          () => this.#writing.refresh(),
        );
      }
      const part = this.learn && (await fetchLearning());
      this.#writing.hand = part ? part.handOf(await this.#load()) : undefined;
    } catch (error) {
      this.#writing.fail(error);
    }
  }

  #configure(): void {
    const { length, pause } = this;
    this.#writing.configure({ length, pause, alphabet: this.alphabetBy(alphabetOf) });
    this.#fill();
  }

  #fill(): void {
    this.#writing.text = this.#given ?? this.defaultValue;
    this.judge();
  }

  /** @internal */
  protected override judge(): void {
    const { value, length, required } = this;
    this.internals.setFormValue(value, value);
    const { filled, cells } = this.#writing;
    const verdict =
      !this.readOnly &&
      judge(
        { value, filled, sure: cells.every(isSure) },
        {
          required,
          least: this.numberOf("minlength") ?? (required ? length : 0),
          most: this.numberOf("maxlength") ?? length,
          pattern: this.getAttribute("pattern") ?? undefined,
          custom: this.custom,
          sureOnly: this.hasAttribute("sure-only"),
        },
        this.#texts,
      );
    if (verdict) this.internals.setValidity(verdict.flags, verdict.message, this.#view.anchor);
    else this.internals.setValidity({});
  }

  #speak(): void {
    if (!this.#leaving) return; // not yet in a page that has a language
    this.#texts.speakFirstOf(this.spoken);
  }

  #named(): void {
    if (!this.#leaving) return; // while it is being made, it has no labels to ask for
    this.#view.speak(this.called);
    this.judge();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "emnist-pad": EmnistPadElement;
  }
}
