// The widget's words, in the language of the page around it.

import { english, translations } from "strings:pad";
import type shared from "../../strings.json";
import { Wording } from "../words/wording.ts";
import type own from "./strings.json";

export type PadTextKey =
  | Exclude<keyof typeof own, `rejected-${string}`>
  | Extract<keyof typeof shared, "pad" | "keys" | "undo" | "clear" | "answer" | "unsure">;

export class PadTexts extends Wording<PadTextKey> {
  constructor() {
    super({ english, translations });
  }
}
