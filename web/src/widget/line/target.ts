// The ordinary field that <emnist-line for="id"> writes into: opens the sheet for it, by the button or when a stylus
// touches it, and puts there what is meant to stay, so that its own undo takes back a line and not a stroke.

import type { Alphabet } from "../../core/alphabet.ts";
import { alphabetOfField } from "./field-alphabet.ts";
import { Place, type TextField, typeText } from "./place.ts";
import type { LineView } from "./view.ts";
import type { LineWriting } from "./writing.ts";

/** The one sheet of the page that is open. */
let open: Target | undefined;

/** What a field's author says may be written there. */
interface Demands {
  readonly alphabet: Alphabet | undefined;
  readonly most: number;
}

export class Target {
  readonly #host: HTMLElement;
  readonly #view: LineView;
  readonly #writing: LineWriting;
  #field: TextField | undefined;
  #place: Place | undefined;
  #demands: Demands | undefined;
  #text = "";
  #inputMode: string | null = null;
  #leaving: AbortController | undefined;
  #closing: AbortController | undefined;

  constructor(host: HTMLElement, view: LineView, writing: LineWriting) {
    this.#host = host;
    this.#view = view;
    this.#writing = writing;
    view.opener.addEventListener("click", () => (open === this ? this.close() : this.open()));
    view.base.addEventListener("keydown", (event) => this.#field && event.key === "Escape" && this.close());
    // Who writes with a pen, a finger or the mouse leaves the caret where it is.
    view.base.addEventListener("mousedown", (event) => this.#field && event.preventDefault());
  }

  /** Writes into the field of that id, if there is one; null: into none. */
  follow(id: string | null): void {
    const root = this.#host.getRootNode() as Document | ShadowRoot;
    const found = id === null ? null : root.querySelector(`#${CSS.escape(id)}`);
    const field = found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement ? found : undefined;
    if (field !== this.#field) {
      this.close();
      this.#leaving?.abort();
      this.#leaving = new AbortController();
      this.#field = field;
      this.#place = field && new Place(field, typeText);
      const opens = (event: Event) => event instanceof PointerEvent && event.pointerType === "pen" && this.open();
      field?.addEventListener("pointerdown", opens, this.#leaving);
    }
    this.#view.target(id !== null, open === this);
  }

  /** Where it writes; undefined when nothing is written elsewhere. */
  get place(): Place | undefined {
    return this.#place;
  }

  get demands(): Demands | undefined {
    return this.#demands;
  }

  /** What the field's page calls it. */
  get called(): string | undefined {
    if (!this.#field) return undefined;
    return this.#field.ariaLabel ?? [...(this.#field.labels ?? [])].map((label) => label.textContent?.trim()).join(" ");
  }

  /** The text that is meant now. */
  wrote(text: string): void {
    this.#text = text;
  }

  /** Puts it into the field, or exchanges what was put there last. The next stroke begins another. */
  keep(): void {
    if (!this.#text) return;
    this.#place?.put(this.#text);
    this.#writing.restart(true);
  }

  open(): void {
    const field = this.#field;
    if (!field || field.disabled || field.readOnly || open === this) return;
    open?.close();
    open = this;
    const { maxLength } = field;
    const most = maxLength >= 0 ? maxLength : Number.POSITIVE_INFINITY;
    this.#demands = { alphabet: alphabetOfField(field), most };
    this.#inputMode = field.getAttribute("inputmode");
    field.inputMode = "none"; // no keyboard on the screen beside the sheet
    field.focus({ preventScroll: true });
    this.#view.target(true, true);
    this.#view.base.scrollIntoView({ block: "nearest" });
    this.#writing.prepare();
    this.#closing = new AbortController();
    // Whoever goes on elsewhere, or sends the form, need not wait for the pen to have rested.
    const elsewhere = (event: Event) => event.composedPath().includes(this.#host) || this.#writing.settle();
    document.addEventListener("pointerdown", elsewhere, { ...this.#closing, capture: true });
    const keys = (event: Event) => {
      if (!(event instanceof KeyboardEvent)) return;
      if (event.key === "Enter") this.#writing.settle();
      if (event.key === "Escape") this.close();
    };
    field.addEventListener("keydown", keys, { ...this.#closing, capture: true });
  }

  close(): void {
    if (open !== this) return;
    open = undefined;
    this.#writing.settle();
    this.#closing?.abort();
    if (this.#inputMode === null) this.#field?.removeAttribute("inputmode");
    else this.#field?.setAttribute("inputmode", this.#inputMode);
    this.#view.target(true);
    this.#writing.restart();
  }
}
