// The page's own words. All of them are in web/strings.json.

import english from "strings:en";
import type strings from "../../strings.json";
import { Wording } from "../words/wording.ts";

/** Sentences of errors are asked for by error. */
export type TextKey = Exclude<keyof typeof strings, `error-${string}`>;

export class Texts extends Wording<TextKey> {
  constructor() {
    super(english, { de: () => import("strings:de"), fr: () => import("strings:fr") });
  }
}
