// The words of fields for lines, in the language of the page around them.

import { english, translations } from "strings:line-field";
import type shared from "../../../strings.json";
import { Wording } from "../../words/wording.ts";
import type own from "./strings.json";

export type LineTextKey =
  | keyof typeof own
  | Extract<keyof typeof shared, "keys" | "undo" | "clear" | "answer" | "unsure">;

export class LineTexts extends Wording<LineTextKey> {
  constructor() {
    super({ english, translations });
  }
}
