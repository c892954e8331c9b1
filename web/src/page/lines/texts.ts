// What the page says about lines. All of it is in strings.json beside this file; errors that are said no differently than
// for characters are said by the page's own words.

import { english, translations } from "strings:lines";
import type { EmnistError } from "../../core/index.ts";
import { Wording } from "../../words/wording.ts";
import type { Texts } from "../texts.ts";
import type strings from "./strings.json";

export type LineTextKey = Exclude<keyof typeof strings, `error-${string}`>;

export class LineTexts extends Wording<LineTextKey> {
  readonly #page: Texts;

  /** Speaks the language that the page speaks. */
  constructor(page: Texts) {
    super({ english, translations });
    this.#page = page;
    page.whenSpoken(() => this.speak(page.language));
  }

  override sentence(error: EmnistError): string {
    const own = super.sentence(error);
    return own === error.sentence ? this.#page.sentence(error) : own;
  }
}
