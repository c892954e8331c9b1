// <emnist-line>: a form field to write a line in, by hand or by typing; or, with for="id", what writes into an ordinary
// field of the page. What happens on the sheet is writing.ts's business, where the text goes place.ts's.

import { lineAlphabetOf } from "../../core/alphabet-spec.ts";
import type { Stroke } from "../../core/ink.ts";
import type { LineReader } from "../../core/line-reader.ts";
import { FieldElement, type TellingField } from "../field-element.ts";
import { judge } from "../validity.ts";
import type { EmnistLineEventMap } from "./events.ts";
import { alphabetOfField } from "./field-alphabet.ts";
import { Place, setText } from "./place.ts";
import { Target } from "./target.ts";
import { LineTexts } from "./texts.ts";
import { LineView } from "./view.ts";
import { type LineQuestion, LineWriting } from "./writing.ts";

interface Base extends TellingField<EmnistLineEventMap, EmnistLineElement> {}
const Base = FieldElement as abstract new () => Base;

const defaultPause = 1000; // milliseconds
/** Attributes that the text field inside has as well. */
const handedOn = ["placeholder", "inputmode", "autocomplete", "maxlength", "readonly"];

/**
 * Events: `inkchange` (detail: LineInkDetail) and `answer` (detail: LineAnswerDetail) while the pen moves, `input` when the
 * value changed by hand, `change` when it is meant to stay.
 */
export class EmnistLineElement extends Base {
  static readonly observedAttributes = [
    ...["alphabet", "pause", "value", "lang", "aria-label", "for", "words", "required", "minlength", "pattern"],
    ...["sure-only", "pen-only", ...handedOn],
  ];

  readonly #texts = new LineTexts();
  readonly #view = new LineView(this.attachShadow({ mode: "open", delegatesFocus: true }), this.#texts);
  readonly #place = new Place(this.#view.input, setText);
  readonly #writing: LineWriting;
  readonly #target: Target;
  /** The value as the visitor or a script left it; while it is undefined the attribute decides. */
  #given: string | undefined;
  #kept = ""; // the value as of the last change()
  #words: readonly string[] | boolean | undefined;
  #leaving: AbortController | undefined;

  /** @internal `load` gives what reads the ink (define.ts). */
  constructor(load: () => Promise<LineReader>) {
    super();
    this.#writing = new LineWriting(this.#view, this.#texts, load, () => this.#question(), {
      begins: () => (this.#target.place ?? this.#place).leave(),
      ink: (detail) => this.#tell("inkchange", detail),
      answer: (detail) => this.#tell("answer", detail),
      text: (text) => this.#wrote(text),
      rested: () => this.#keep(),
    });
    this.#target = new Target(this, this.#view, this.#writing);
    this.internals.role = "group";
    this.#texts.whenSpoken(() => this.#named());
    this.#connect();
  }

  connectedCallback(): void {
    this.adopt();
    this.#leaving = new AbortController();
    this.#speak();
    this.#configure();
    this.#fill();
    this.#writing.begin(this.#leaving.signal);
    if (this.autofocus && document.activeElement === document.body) this.focus();
  }

  disconnectedCallback(): void {
    this.#target.follow(null);
    this.#leaving?.abort();
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now) return;
    if (name === "lang") this.#speak();
    else if (name === "aria-label") this.#named();
    else if (name === "value") this.#fill();
    else if (name === "words") this.#words = wordsOf(now);
    else if (handedOn.includes(name)) this.#handOn(name, now);
    if (this.#leaving) this.#configure();
  }

  formResetCallback(): void {
    this.#given = undefined;
    this.#fill();
  }

  formStateRestoreCallback(state: string): void {
    this.value = state;
  }

  formDisabledCallback(disabled: boolean): void {
    this.#view.base.disabled = disabled || this.readOnly;
    this.#view.opener.disabled = disabled;
    this.#view.canvas.tabIndex = disabled ? -1 : 0;
  }

  /** The text. What is written into another field is that field's. */
  get value(): string {
    return this.#view.input.value;
  }

  set value(value: string) {
    const given = String(value ?? "");
    if (given === this.value && this.#given !== undefined) return; // a page may write the value back on every input
    this.#given = given;
    this.#fill();
  }

  /** The ink on the sheet, in pad units: 0 to 1000 from top to bottom. */
  get strokes(): readonly Stroke[] {
    return this.#writing.strokes;
  }

  /** Puts ink, in pad units, on the sheet: it is read as if a pen had written it. */
  write(strokes: readonly Stroke[]): void {
    this.#writing.write(strokes);
  }

  /** Empties sheet and value; as with any field, a script's change is no event. */
  clear(): void {
    this.value = "";
    this.#writing.restart();
  }

  /** Paints again, after the page changed its colours. */
  refresh(): void {
    this.#writing.repaint();
  }

  /** Words to expect instead of the English ones; false: none, true: the English ones. */
  get words(): readonly string[] | boolean {
    return this.#words ?? true;
  }

  set words(words: readonly string[] | boolean) {
    this.#words = words;
  }

  /** Milliseconds the pen rests before what is written is meant to stay; 0: it never is by itself. */
  get pause(): number {
    const pause = this.numberOf("pause") ?? defaultPause;
    return pause >= 0 ? pause : defaultPause;
  }

  set pause(pause: number) {
    this.reflect("pause", String(pause));
  }

  /** The id of the field that is written into; "" for the element's own text. */
  get htmlFor(): string {
    return this.getAttribute("for") ?? "";
  }

  set htmlFor(id: string) {
    this.reflect("for", id || null);
  }

  #question(): LineQuestion {
    const place = this.#target.place ?? this.#place;
    const demands = this.#target.demands ?? { alphabet: alphabetOfField(this), most: this.#most };
    return {
      alphabet: this.alphabetBy(lineAlphabetOf) ?? demands.alphabet,
      words: this.#words,
      context: place.before,
      room: Math.max(0, demands.most - place.whole + place.length),
    };
  }

  get #most(): number {
    const most = this.numberOf("maxlength") ?? Number.POSITIVE_INFINITY;
    return most >= 0 ? most : Number.POSITIVE_INFINITY;
  }

  /** What the ink means has changed. */
  #wrote(text: string): void {
    if (this.#target.place) {
      this.#target.wrote(text);
      return;
    }
    const before = this.value;
    this.#place.put(text);
    if (this.value !== before) this.#tell("input");
  }

  /** The text as it is now is meant to stay. */
  #keep(): void {
    if (this.#target.place) {
      this.#target.keep();
      return;
    }
    if (this.#kept === this.value) return;
    this.#kept = this.value;
    this.#tell("change");
    if (this.value.length === this.#most) this.#tell("complete");
  }

  #connect(): void {
    const { input, clear, canvas, base } = this.#view;
    input.addEventListener("input", (event) => {
      event.stopPropagation(); // the field tells by itself
      this.#place.leave();
      this.#writing.restart();
      this.#tell("inkchange", { strokes: [], settled: true });
      this.#tell("input");
    });
    input.addEventListener("change", () => this.#keep());
    clear.addEventListener("click", () => {
      if (!this.#writing.empty) this.#writing.wipe();
      else {
        this.#place.leave();
        input.value = "";
        this.#tell("input");
        this.#keep();
        this.#writing.show();
      }
    });
    for (const place of [input, canvas] as HTMLElement[])
      place.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.isComposing) return;
        if (!this.#writing.settle()) this.#keep();
        if (!this.htmlFor) this.sendForm();
      });
    base.addEventListener("keydown", (event) => {
      if (event.target === input || event.altKey || !(event.ctrlKey || event.metaKey)) return;
      if (event.key.toLowerCase() !== "z") return;
      event.preventDefault();
      if (event.shiftKey) this.#writing.redo();
      else this.#writing.undo();
    });
  }

  #configure(): void {
    this.#writing.pause = this.pause;
    this.#writing.penOnly = this.hasAttribute("pen-only");
    this.#view.base.disabled = this.readOnly || this.matches(":disabled");
    this.#target.follow(this.htmlFor || null);
    if (!this.htmlFor) this.#writing.prepare();
    this.#named();
  }

  #handOn(name: string, value: string | null): void {
    if (value === null) this.#view.input.removeAttribute(name);
    else this.#view.input.setAttribute(name, value);
  }

  #fill(): void {
    this.#place.leave();
    this.#view.input.value = this.#given ?? this.defaultValue;
    this.#kept = this.value;
    this.#writing.restart();
    this.judge();
  }

  #tell(type: string, detail?: unknown): void {
    this.#given = this.value;
    this.judge();
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
  }

  /** @internal */
  protected override judge(): void {
    const { value, htmlFor, required } = this;
    this.internals.setFormValue(htmlFor ? null : value, htmlFor ? null : value);
    const verdict =
      !this.readOnly &&
      !htmlFor &&
      judge(
        { value, filled: value.length, sure: this.#writing.sure },
        {
          required,
          least: this.numberOf("minlength") ?? 0,
          most: this.#most,
          pattern: this.getAttribute("pattern") ?? undefined,
          custom: this.custom,
          sureOnly: this.hasAttribute("sure-only"),
        },
        this.#texts,
      );
    if (verdict) this.internals.setValidity(verdict.flags, verdict.message, this.#view.input);
    else this.internals.setValidity({});
  }

  #speak(): void {
    if (this.#leaving) this.#texts.speakFirstOf(this.spoken); // else not yet in a page that has a language
  }

  #named(): void {
    if (!this.#leaving) return; // while it is being made, it has no labels to ask for
    this.#view.speak(this.#target.called ?? this.called);
    this.#writing.show();
    this.judge();
  }
}

/** As the attribute has them: "off", or words with spaces between. */
function wordsOf(attribute: string | null): readonly string[] | boolean | undefined {
  if (attribute === null) return undefined;
  return attribute.trim() === "off" ? false : attribute.split(/\s+/).filter(Boolean);
}

declare global {
  interface HTMLElementTagNameMap {
    "emnist-line": EmnistLineElement;
  }
}
