// Words and number formats in the visitor's language. English is built in; another language is fetched when it is
// wanted. Which words there are is the caller's knowledge.

import type { EmnistError, Rejection } from "../core/index.ts";
import { isLanguage, type Language, languages } from "./languages.ts";

/** Sentences of errors are said by error, in English they are the error's own; those of rejections by rejection. */
export type Strings<Key extends string> = Readonly<Record<Key, string>>;

/** What a "strings:" module holds (web/vite/strings.ts makes it of a strings.json). */
export interface Catalogue<Key extends string> {
  readonly english: Strings<Key>;
  /** How to fetch each other language. */
  readonly translations: Readonly<Record<Exclude<Language, "en">, () => Promise<{ default: Strings<Key> }>>>;
}

/** What has words for different numbers: "kept" when there is a "kept-other". */
type Counted<Key extends string> = Key extends `${infer Noun}-other` ? Noun : never;
type Values = Readonly<Record<string, string | number>>;

export class Wording<Key extends string> {
  readonly #catalogue: Catalogue<Key>;
  #english: Strings<Key>;
  #strings: Strings<Key>;
  #language: Language = "en";
  readonly #listeners: (() => void)[] = [];

  constructor(catalogue: Catalogue<Key>) {
    this.#catalogue = catalogue;
    this.#strings = this.#english = catalogue.english;
  }

  /** Takes the English words that were left out of the catalogue until they are needed. */
  complete(english: Strings<Key>): void {
    if (this.#strings === this.#english) this.#strings = english;
    this.#english = english;
  }

  get language(): Language {
    return this.#language;
  }

  /** Speaks the first of `wanted` that there is ("de-AT" is "de"), else English. */
  async speakFirstOf(wanted: readonly string[]): Promise<void> {
    await this.speak(wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? "en");
  }

  /** Stays English when the language cannot be fetched. */
  async speak(language: Language): Promise<void> {
    const fetched =
      language === "en" ? undefined : await this.#catalogue.translations[language]().catch(() => undefined);
    this.#strings = fetched?.default ?? this.#english;
    this.#language = fetched ? language : "en";
    for (const listener of this.#listeners) listener();
  }

  /** Calls `show` now and whenever the language changes. */
  whenSpoken(show: () => void): void {
    this.#listeners.push(show);
    show();
  }

  /** The words for `key`; {name} in them is replaced by `values.name`. */
  say(key: Key, values: Values = {}): string {
    return this.#strings[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
  }

  /** Why a reading is not taken, and what to do. */
  rejection(rejected: Rejection, values: Values = {}): string {
    return this.say(`rejected-${rejected}` as Key, values);
  }

  /** The words for so many of something: of "key-one", "key-other" and the like, what the language's grammar asks for. */
  sayCount(key: Counted<Key>, count: number): string {
    const wanted = `${key}-${new Intl.PluralRules(this.#language).select(count)}`;
    const found = wanted in this.#strings ? wanted : `${key}-other`;
    return this.say(found as Key, { count: this.count(count) });
  }

  sentence({ code, sentence }: EmnistError): string {
    return (this.#strings as Readonly<Record<string, string | undefined>>)[`error-${code}`] ?? sentence;
  }

  /** As Intl writes it, without Intl: its tables take 15 ms to load, and the first answer would wait for them. */
  percent(share: number): string {
    const sign = languages[this.#language].percentSign;
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
      // What is not here yet stands in the page's source.
      if (text && text in this.#strings) element.textContent = this.say(text as Key);
      if (label && label in this.#strings) element.ariaLabel = this.say(label as Key);
    }
  }
}
