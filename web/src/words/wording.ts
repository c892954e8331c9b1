// Words and number formats in the visitor's language. English is built in; another language is fetched when it is
// wanted. Which words there are is the caller's knowledge.

import type { EmnistError } from "../core/index.ts";

/** Sentences of errors are said by error; in English they are the error's own. */
export type Strings<Key extends string> = Readonly<Record<Key, string>>;
type Fetch<Key extends string> = () => Promise<{ default: Strings<Key> }>;

export class Wording<Key extends string> {
  readonly #english: Strings<Key>;
  readonly #translations: Readonly<Record<string, Fetch<Key>>>;
  #strings: Strings<Key>;
  #language = "en";
  readonly #listeners: (() => void)[] = [];

  constructor(english: Strings<Key>, translations: Readonly<Record<string, Fetch<Key>>>) {
    this.#english = this.#strings = english;
    this.#translations = translations;
  }

  get language(): string {
    return this.#language;
  }

  /** The first of `wanted` that is spoken here ("de-AT" is "de"), else English. */
  async speakFirstOf(wanted: readonly string[]): Promise<void> {
    const spoken = wanted.map((tag) => tag.slice(0, 2).toLowerCase());
    await this.speak(spoken.find((language) => language === "en" || language in this.#translations) ?? "en");
  }

  /** Stays English when the language cannot be fetched. */
  async speak(language: string): Promise<void> {
    const translation = await this.#translations[language]?.().catch(() => undefined);
    this.#strings = translation?.default ?? this.#english;
    this.#language = translation ? language : "en";
    for (const listener of this.#listeners) listener();
  }

  /** Calls `show` now and whenever the language changes. */
  whenSpoken(show: () => void): void {
    this.#listeners.push(show);
    show();
  }

  /** The words for `key`; {name} in them is replaced by `values.name`. */
  say(key: Key, values: Readonly<Record<string, string | number>> = {}): string {
    return this.#strings[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
  }

  sentence({ code, sentence }: EmnistError): string {
    return (this.#strings as Readonly<Record<string, string | undefined>>)[`error-${code}`] ?? sentence;
  }

  /** As Intl writes it, without Intl: its tables take 15 ms to load, and the first answer would wait for them. */
  percent(share: number): string {
    const sign = this.#language === "en" ? "%" : "\u00a0%";
    return share < 0.005 ? `<1${sign}` : Math.round(100 * share) + sign;
  }

  /** Milliseconds, in whichever unit reads best. */
  duration(milliseconds: number): string {
    const digits = { maximumSignificantDigits: 3 };
    if (milliseconds < 1) return `${(milliseconds * 1000).toLocaleString(this.#language, digits)} µs`;
    return `${milliseconds.toLocaleString(this.#language, digits)} ms`;
  }

  count(number: number): string {
    return number.toLocaleString(this.#language, { maximumFractionDigits: 0 });
  }

  kilobytes(bytes: number): string {
    return `${this.count(bytes / 1000)} kB`;
  }

  /** Fills every element that carries data-text or data-label (web/vite/strings.ts does the same for English). */
  fill(root: ParentNode): void {
    for (const element of root.querySelectorAll<HTMLElement>("[data-text], [data-label]")) {
      const { text, label } = element.dataset;
      if (text) element.textContent = this.say(text as Key);
      if (label) element.ariaLabel = this.say(label as Key);
    }
  }
}
