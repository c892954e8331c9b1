// Which language the page speaks: the visitor's choice, kept on the device, or the browser's.

import { keep, recall } from "../storage/keep.ts";
import { isLanguage } from "../words/languages.ts";
import type { Wording } from "../words/wording.ts";
import { find } from "./find.ts";

/** Connects the page's choice of languages (#language) and says everything in the language that is chosen. */
export function connectLanguage<Key extends string>(texts: Wording<Key>): void {
  const choice = find<HTMLSelectElement>("language");
  texts.whenSpoken(() => {
    if (texts.language === document.documentElement.lang) return;
    document.documentElement.lang = choice.value = texts.language;
    texts.fill(document);
  });
  choice.addEventListener("change", () => {
    keep("language", choice.value);
    if (isLanguage(choice.value)) texts.speak(choice.value);
  });
  const chosen = recall("language");
  texts.speakFirstOf(chosen ? [chosen] : navigator.languages);
}
