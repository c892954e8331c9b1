// The page's words and number formats in the visitor's language. English is built into the page; another language is
// fetched when it is wanted. All of them are in web/strings.json.

import english from "strings:en";
import type strings from "../../strings.json";
import type { EmnistError } from "../core/index.ts";

type Key = keyof typeof strings;
/** Sentences of errors are asked for by error; in English they are the error's own. */
export type TextKey = Exclude<Key, `error-${string}`>;
type Strings = Readonly<Record<TextKey, string> & Partial<Record<Key, string>>>;

const translations: Record<string, () => Promise<{ default: Strings }>> = {
  de: () => import("strings:de"),
  fr: () => import("strings:fr"),
};

export class Texts {
  #strings: Strings = english;
  #language = "en";
  readonly #listeners: (() => void)[] = [];

  get language(): string {
    return this.#language;
  }

  /** The first of `wanted` that the page speaks ("de-AT" is "de"), else English. */
  async speakFirstOf(wanted: readonly string[]): Promise<void> {
    const spoken = wanted.map((tag) => tag.slice(0, 2).toLowerCase());
    await this.speak(spoken.find((language) => language === "en" || language in translations) ?? "en");
  }

  /** Stays English when the language cannot be fetched. */
  async speak(language: string): Promise<void> {
    const translation = await translations[language]?.().catch(() => undefined);
    this.#strings = translation?.default ?? english;
    this.#language = translation ? language : "en";
    for (const listener of this.#listeners) listener();
  }

  /** Calls `show` now and whenever the language changes. */
  whenSpoken(show: () => void): void {
    this.#listeners.push(show);
    show();
  }

  /** The words for `key`; {name} in them is replaced by `values.name`. */
  say(key: TextKey, values: Readonly<Record<string, string | number>> = {}): string {
    return this.#strings[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
  }

  sentence({ code, sentence }: EmnistError): string {
    const key: string = `error-${code}`;
    return (this.#strings as Readonly<Record<string, string | undefined>>)[key] ?? sentence;
  }

  percent(share: number): string {
    const text = (value: number) =>
      value.toLocaleString(this.#language, { style: "percent", maximumFractionDigits: 0 });
    return share < 0.005 ? `<${text(0.01)}` : text(share);
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

  /** Fills every element that carries data-text or data-label (vite.config.ts does the same for English). */
  fill(root: ParentNode): void {
    for (const element of root.querySelectorAll<HTMLElement>("[data-text], [data-label]")) {
      const { text, label } = element.dataset;
      if (text) element.textContent = this.say(text as TextKey);
      if (label) element.ariaLabel = this.say(label as TextKey);
    }
  }
}
