// Where in an ordinary field what is written goes: in place of the selection, or at the caret. What was put there last can
// be exchanged until the writing goes on elsewhere.

export type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Exchanges a part of a field's value and tells the page as typing would. */
export type Exchange = (field: TextField, start: number, end: number, text: string) => void;

export class Place {
  readonly #field: TextField;
  readonly #exchange: Exchange;
  #range: readonly [start: number, end: number] | undefined;
  #put = "";

  constructor(field: TextField, exchange: Exchange) {
    this.#field = field;
    this.#exchange = exchange;
  }

  /** What stands before it. */
  get before(): string {
    return this.#field.value.slice(0, this.#open()[0]);
  }

  /** How many characters the field holds. */
  get whole(): number {
    return this.#field.value.length;
  }

  /** How many characters a text would take the place of. */
  get length(): number {
    const [start, end] = this.#open();
    return end - start;
  }

  /** Puts a text there, in place of what it put last. */
  put(text: string): void {
    const [start, end] = this.#open();
    if (this.#range && this.#put === text) return;
    const { length } = this.#field.value;
    this.#exchange(this.#field, start, end, text);
    this.#range = [start, end + this.#field.value.length - length];
    this.#put = this.#field.value.slice(...this.#range);
  }

  /** What was put stays; what is put next goes where the caret is then. */
  leave(): void {
    this.#range = undefined;
    this.#put = "";
  }

  /** Another text in the field means that somebody else wrote: then the place is where the caret is. */
  #open(): readonly [start: number, end: number] {
    if (this.#range && this.#field.value.slice(...this.#range) === this.#put) return this.#range;
    this.leave();
    const { selectionStart, selectionEnd, value } = this.#field;
    const start = selectionStart ?? value.length; // kinds of fields that do not tell their caret are written at the end
    return [start, selectionEnd ?? start];
  }
}

/** Without a word to anybody: for the field that we own. */
export const setText: Exchange = (field, start, end, text) => field.setRangeText(text, start, end, "end");

/**
 * As if it were typed: the field's own undo takes it back, and pages that control their fields hear of it. The field gets
 * the focus.
 */
export const typeText: Exchange = (field, start, end, text) => {
  field.focus({ preventScroll: true });
  const { value } = field;
  const caret = field.selectionStart === null ? undefined : start;
  if (caret === undefined) field.select();
  else field.setSelectionRange(start, end);
  const whole = value.slice(0, start) + text + value.slice(end);
  const typed = caret === undefined ? whole : text;
  if (field.ownerDocument.execCommand(typed ? "insertText" : "delete", false, typed)) return;
  // By the field's own setter: React listens to the one that it put over it.
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value") ?? {};
  set?.call(field, whole);
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: text }));
};
