// What every field that is written by hand has of a form field: its name, its form, its labels, what is demanded of it.
// What is written, and whether that is enough, is each field's own business.

import type { Alphabet } from "../core/alphabet.ts";
import { EmnistError } from "../core/status.ts";

/** Where a server prepares pages there are no elements; importing this there must do no harm. */
const Base: new () => HTMLElement = globalThis.HTMLElement ?? class {};

/** Whether the page lacks this field and can have it: in a document that only tests see, no element can be one. */
export const isWanted = (name: string): boolean =>
  Boolean(globalThis.ElementInternals?.prototype.setFormValue) && !customElements.get(name);

export abstract class FieldElement extends Base {
  static readonly formAssociated = true;

  /** @internal */
  protected readonly internals = this.attachInternals();
  /** @internal What the page itself finds wrong with the value; "" for nothing. */
  protected custom = "";
  /** The alphabet that its author was told is none. */
  #complained = "";

  get name(): string {
    return this.getAttribute("name") ?? "";
  }

  set name(name: string) {
    this.reflect("name", name);
  }

  get required(): boolean {
    return this.hasAttribute("required");
  }

  set required(required: boolean) {
    this.reflect("required", required ? "" : null);
  }

  get readOnly(): boolean {
    return this.hasAttribute("readonly");
  }

  set readOnly(readOnly: boolean) {
    this.reflect("readonly", readOnly ? "" : null);
  }

  get disabled(): boolean {
    return this.hasAttribute("disabled");
  }

  set disabled(disabled: boolean) {
    this.reflect("disabled", disabled ? "" : null);
  }

  get defaultValue(): string {
    return this.getAttribute("value") ?? "";
  }

  set defaultValue(value: string) {
    this.setAttribute("value", value);
  }

  /** Characters that may be answered, as "0-9" or "A-Z"; "" for all. */
  get alphabet(): string {
    return this.getAttribute("alphabet") ?? "";
  }

  set alphabet(alphabet: string) {
    this.reflect("alphabet", alphabet || null);
  }

  get type(): string {
    return this.localName;
  }

  get form(): HTMLFormElement | null {
    return this.internals.form;
  }

  /** The form's id, as in the attribute: React sets every attribute that is a property by its property. */
  set form(id: string) {
    this.reflect("form", id);
  }

  get labels(): NodeList {
    return this.internals.labels;
  }

  get validity(): ValidityState {
    return this.internals.validity;
  }

  get validationMessage(): string {
    return this.internals.validationMessage;
  }

  get willValidate(): boolean {
    return this.internals.willValidate;
  }

  /** What the page itself finds wrong with the value; "" for nothing. */
  setCustomValidity(message: string): void {
    this.custom = String(message);
    this.judge();
  }

  checkValidity(): boolean {
    return this.internals.checkValidity();
  }

  reportValidity(): boolean {
    return this.internals.reportValidity();
  }

  /** @internal Tells the form what it gets, and whether that is enough. */
  protected abstract judge(): void;

  /** @internal As Enter in any field: by the form's button, if it has one. */
  protected sendForm(): void {
    const { form } = this;
    const button =
      form && [...form.elements].find((one) => one.matches("[type=submit], [type=image], button:not([type])"));
    if (button instanceof HTMLElement) button.click();
    else form?.requestSubmit();
  }

  /** @internal Languages to speak: that of the page around, else the browser's. */
  protected get spoken(): readonly string[] {
    const language = this.closest<HTMLElement>("[lang]")?.lang || document.documentElement.lang;
    return language ? [language] : navigator.languages;
  }

  /** @internal What the page calls this field, for those who hear it. */
  protected get called(): string {
    return this.ariaLabel ?? [...this.internals.labels].map((label) => label.textContent?.trim()).join(" ");
  }

  /** @internal The attribute as `read` understands it; a mistake in it is the page's, not the visitor's. */
  protected alphabetBy(read: (spec: string) => Alphabet): Alphabet | undefined {
    const { alphabet } = this;
    try {
      return alphabet ? read(alphabet) : undefined;
    } catch (error) {
      if (this.#complained === alphabet) return undefined;
      this.#complained = alphabet;
      const reason = error instanceof EmnistError ? error.message : error;
      // biome-ignore lint/suspicious/noConsole: its author looks there
      console.error(`<${this.localName} alphabet="${alphabet}">: ${reason}`);
      return undefined;
    }
  }

  /** @internal */
  protected numberOf(attribute: string): number | undefined {
    return this.hasAttribute(attribute) ? Number(this.getAttribute(attribute)) : undefined;
  }

  /** @internal Properties that were set before the element was defined would hide ours. */
  protected adopt(): void {
    for (const [name, early] of Object.entries(this)) {
      if (!(name in Object.getPrototypeOf(this))) continue;
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, early);
    }
  }

  /** @internal */
  protected reflect(attribute: string, value: string | null): void {
    if (value === null) this.removeAttribute(attribute);
    else this.setAttribute(attribute, value);
  }
}

/** A field that knows the types of its own events. */
export interface TellingField<Events extends HTMLElementEventMap, Self> extends FieldElement {
  addEventListener<Type extends keyof Events>(
    type: Type,
    listener: (this: Self, event: Events[Type]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Type extends keyof Events>(
    type: Type,
    listener: (this: Self, event: Events[Type]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}
