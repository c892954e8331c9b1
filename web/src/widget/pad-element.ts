// <emnist-pad>: a form field that is filled by handwriting. Attributes, properties, events and validity as a field has
// them; what happens on the pad is writing.ts's business.

import type { Alphabet } from "../core/alphabet.ts";
import { alphabetOf } from "../core/alphabet-spec.ts";
import type { Stroke } from "../core/ink.ts";
import type { Recognizer } from "../core/recognizer.ts";
import { EmnistError } from "../core/status.ts";
import { connectControls } from "./controls.ts";
import type { EmnistPadEventMap } from "./events.ts";
import { PadTexts } from "./texts.ts";
import { PadView } from "./view.ts";
import { Writing, type WritingOptions } from "./writing.ts";

/** An element that knows the types of its own events. */
interface Base extends HTMLElement {
  addEventListener<Type extends keyof EmnistPadEventMap>(
    type: Type,
    listener: (this: EmnistPadElement, event: EmnistPadEventMap[Type]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Type extends keyof EmnistPadEventMap>(
    type: Type,
    listener: (this: EmnistPadElement, event: EmnistPadEventMap[Type]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** Where a server prepares pages there are no elements; importing this there must do no harm. */
const Base: new () => Base = globalThis.HTMLElement ?? class {};

const longest = 32; // cells
const defaultPause = 1000; // milliseconds

/**
 * Events: `inkchange` (detail: InkDetail) and `answer` (detail: AnswerDetail) while the pen moves, `input` when the
 * value changed by hand, `change` when it is meant to stay.
 */
export class EmnistPadElement extends Base {
  static readonly formAssociated = true;
  static readonly observedAttributes = ["alphabet", "length", "pause", "value", "required", "lang", "aria-label"];

  readonly #internals = this.attachInternals();
  readonly #texts = new PadTexts();
  readonly #view = new PadView(this.attachShadow({ mode: "open", delegatesFocus: true }), this.#texts);
  readonly #writing: Writing;
  /** The value as the visitor or a script left it; while it is undefined the attribute decides. */
  #given: string | undefined;
  #leaving: AbortController | undefined;

  /** @internal `load` gives what reads the ink (define.ts). */
  constructor(load: () => Promise<Recognizer>) {
    super();
    this.#writing = new Writing(this.#view, this.#texts, load, {
      ink: (detail) => this.#happened("inkchange", detail),
      answer: (detail) => this.#happened("answer", detail),
      input: () => this.#happened("input"),
      change: () => this.#happened("change"),
    });
    this.#internals.role = "group";
    connectControls(this.#view, this.#writing);
    this.#texts.whenSpoken(() => this.#named());
    this.#view.canvas.addEventListener("focus", () => this.#named());
  }

  connectedCallback(): void {
    for (const name of ["value", "alphabet", "length", "pause", "disabled", "required"] as const) this.#adopt(name);
    this.#leaving = new AbortController();
    this.#speak();
    this.#named();
    this.#configure();
    this.#writing.begin(this.#leaving.signal);
  }

  disconnectedCallback(): void {
    this.#leaving?.abort();
  }

  attributeChangedCallback(name: string): void {
    if (name === "lang") this.#speak();
    else if (name === "aria-label") this.#named();
    else if (name === "value") this.#fill();
    else if (name === "required") this.#judge();
    else this.#configure();
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

  get defaultValue(): string {
    return this.getAttribute("value") ?? "";
  }

  set defaultValue(value: string) {
    this.setAttribute("value", value);
  }

  /** The ink of the cell that is being written, in pad units. */
  get strokes(): readonly Stroke[] {
    return this.#writing.strokes;
  }

  /** Empties every cell; as with any field, a script's change is no event. */
  clear(): void {
    this.#given = "";
    this.#writing.clear();
    this.#judge();
  }

  /** Puts ink, in pad units, on the cell that is being written: it is answered as if a pen had drawn it. */
  write(strokes: readonly Stroke[]): void {
    this.#writing.write(strokes);
  }

  /** Paints again, after the page changed its colours. */
  refresh(): void {
    this.#writing.refresh();
  }

  /** Characters that may be answered, as "0-9" or "A-Z"; "" for all. */
  get alphabet(): string {
    return this.getAttribute("alphabet") ?? "";
  }

  set alphabet(alphabet: string) {
    this.#reflect("alphabet", alphabet || null);
  }

  /** How many characters are written, 1 to 32. */
  get length(): number {
    const length = Math.trunc(Number(this.getAttribute("length") ?? 1));
    return length >= 1 ? Math.min(length, longest) : 1;
  }

  set length(length: number) {
    this.#reflect("length", String(length));
  }

  /** Milliseconds the pen rests before the next cell's turn comes; 0: it never comes by itself. */
  get pause(): number {
    const pause = Number(this.getAttribute("pause") ?? defaultPause);
    return pause >= 0 ? pause : defaultPause;
  }

  set pause(pause: number) {
    this.#reflect("pause", String(pause));
  }

  get name(): string {
    return this.getAttribute("name") ?? "";
  }

  set name(name: string) {
    this.#reflect("name", name);
  }

  get required(): boolean {
    return this.hasAttribute("required");
  }

  set required(required: boolean) {
    this.#reflect("required", required ? "" : null);
  }

  get disabled(): boolean {
    return this.hasAttribute("disabled");
  }

  set disabled(disabled: boolean) {
    this.#reflect("disabled", disabled ? "" : null);
  }

  get type(): string {
    return this.localName;
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  /** The form's id, as in the attribute: React sets every attribute that is a property by its property. */
  set form(id: string) {
    this.#reflect("form", id);
  }

  get labels(): NodeList {
    return this.#internals.labels;
  }

  get validity(): ValidityState {
    return this.#internals.validity;
  }

  get validationMessage(): string {
    return this.#internals.validationMessage;
  }

  get willValidate(): boolean {
    return this.#internals.willValidate;
  }

  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }

  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  #happened(type: string, detail?: unknown): void {
    this.#given = this.value;
    this.#judge();
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
  }

  #configure(): void {
    const { length, pause } = this;
    const options: WritingOptions = { length, pause, alphabet: undefined, mistake: undefined };
    this.#writing.configure({ ...options, ...this.#readAlphabet() });
    this.#fill();
  }

  #readAlphabet(): { alphabet: Alphabet | undefined } | { mistake: EmnistError } {
    try {
      return { alphabet: this.alphabet ? alphabetOf(this.alphabet) : undefined };
    } catch (error) {
      if (!(error instanceof EmnistError)) throw error;
      return { mistake: error };
    }
  }

  #fill(): void {
    this.#writing.text = this.#given ?? this.defaultValue;
    this.#judge();
  }

  /** Tells the form what it gets, and whether that is enough. */
  #judge(): void {
    const { value, length, required } = this;
    this.#internals.setFormValue(value, value);
    const { filled } = this.#writing;
    const valueMissing = required && filled === 0;
    const tooShort = filled > 0 && filled < length;
    const message =
      length === 1 ? this.#texts.say("missing") : this.#texts.say("missingSome", { length, count: filled });
    if (valueMissing || tooShort) this.#internals.setValidity({ valueMissing, tooShort }, message, this.#view.anchor);
    else this.#internals.setValidity({});
  }

  #speak(): void {
    if (!this.#leaving) return; // not yet in a page that has a language
    const language = this.closest<HTMLElement>("[lang]")?.lang || document.documentElement.lang;
    this.#texts.speakFirstOf(language ? [language] : navigator.languages);
  }

  /** What the page calls this field, for those who hear it. */
  #named(): void {
    if (!this.#leaving) return; // while it is being made, it has no labels to ask for
    const labels = [...this.#internals.labels].map((label) => label.textContent?.trim());
    this.#view.speak(this.ariaLabel ?? labels.join(" "));
    this.#judge();
  }

  /** A property that was set before the element was defined would hide ours. */
  #adopt(name: "value" | "alphabet" | "length" | "pause" | "disabled" | "required"): void {
    const early = Object.getOwnPropertyDescriptor(this, name);
    if (!early) return;
    Reflect.deleteProperty(this, name);
    Reflect.set(this, name, early.value);
  }

  #reflect(attribute: string, value: string | null): void {
    if (value === null) this.removeAttribute(attribute);
    else this.setAttribute(attribute, value);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "emnist-pad": EmnistPadElement;
  }
}
