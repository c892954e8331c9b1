// What a guided pad says besides, in the language of the pad.

import { english, translations } from "strings:guide";
import type shared from "../../../strings.json";
import { Wording } from "../../words/wording.ts";
import type own from "./strings.json";

export type GuideTextKey = keyof typeof own | Extract<keyof typeof shared, "practiceReadAs" | "practiceAstray">;

export class GuideTexts extends Wording<GuideTextKey> {
  constructor() {
    super({ english, translations });
  }
}
