// The page's own words. All of them are in web/strings.json.

import { english, translations } from "strings:page";
import type strings from "../../strings.json";
import { Wording } from "../words/wording.ts";

/** Sentences of errors are asked for by error, those of rejections by rejection. */
export type TextKey = Exclude<keyof typeof strings, `error-${string}` | `rejected-${string}`>;

export class Texts extends Wording<TextKey> {
  constructor() {
    super({ english, translations });
  }
}
