// What stands before a line that is written: whether a space comes between, and which case its first letter is meant in.

import type { LineText } from "./line-answer.ts";

/** How much more likely a first letter of the other case has to be than the one that fits the context; not measured. */
const preference = 4;

/** Of two texts that differ only in the case of their first letter, the one that fits what stands before comes first. */
export function inCaseOf(context: string, texts: readonly LineText[]): LineText[] {
  const ordered = [...texts];
  if (context.trim() === "") return ordered;
  const capital = /[.!?]["'”’)]*\s*$|\n\s*$/.test(context);
  for (const [index, one] of texts.entries()) {
    const other = texts.findIndex((text, later) => later > index && isOtherCase(one, text));
    const fitting = texts[other];
    if (!fitting || isCapital(one) === capital || preference * fitting.confidence < one.confidence) continue;
    [ordered[index], ordered[other]] = [fitting, one];
  }
  return ordered;
}

const isCapital = ({ text }: LineText) => /^[A-Z]/.test(text);

const isOtherCase = (one: LineText, other: LineText) =>
  one.text.slice(1) === other.text.slice(1) && one.text.toLowerCase() === other.text.toLowerCase();

/** Between words, and after what ends a clause or a bracket; not within a number. */
export function wantsSpace(context: string, text: string): boolean {
  if (/\d$/.test(context) && /^\d/.test(text)) return false;
  return /[\p{L}\p{N},;:.!?)"”%]$/u.test(context) && /^[\p{L}\p{N}(&"]/u.test(text);
}
