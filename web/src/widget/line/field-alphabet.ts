// What can be written into a field, by what its author says of it: its type, the keyboard it asks for, its pattern.

import type { Alphabet } from "../../core/alphabet.ts";
import { lineAlphabetOf } from "../../core/alphabet-spec.ts";

const kinds: Readonly<Record<string, string>> = {
  tel: "0-9+*#() -",
  numeric: "0-9",
  decimal: "0-9.,-",
  number: "0-9.-",
  email: "A-Za-z0-9@._+-",
  url: "A-Za-z0-9:/._?=&%#@+-",
};

/** Undefined: anything. */
export function alphabetOfField(field: Element): Alphabet | undefined {
  const said = (attribute: string) => field.getAttribute(attribute)?.toLowerCase() ?? "";
  const spec = kinds[said("inputmode")] ?? kinds[said("type")] ?? charactersOf(field.getAttribute("pattern") ?? "");
  try {
    return spec ? lineAlphabetOf(spec) : undefined;
  } catch {
    return undefined; // letters that no line is read as
  }
}

const classes: Readonly<Record<string, string>> = { d: "0-9", w: "A-Za-z0-9_", s: " " };

/** A class and what is in it, an escaped character, what is said of how often and in which order, any other character. */
const parts = /\[(\^?)((?:\\.|[^\]\\])*)\]|(\\.)|(?:\{[\d,]*\}|\(\?:|[()|*+?^$])|(.)/gsu;

/**
 * The characters that a pattern can match, as an alphabet's specification; "" for one that does not name them: it has a
 * dot, a class of what is not meant, or a way to say it that is too clever for us.
 */
export function charactersOf(pattern: string): string {
  const found = [...pattern.matchAll(parts)];
  const unclear = found.some(([, negated, , , literal]) => negated || literal === ".");
  if (unclear || /\(\?[^:]|\\[a-ce-rt-vx-zA-Z0-9]/.test(pattern)) return "";
  const named = found.map(([, , inside, escaped, literal]) => inside ?? escaped ?? literal ?? "");
  const hyphen = named.some((one) => hyphens.test(one)) ? "-" : ""; // at the end, where it is no range
  return named.map(plain).join("") + hyphen;
}

const hyphens = /^-|-$|\\-/;

const plain = (part: string): string =>
  part
    .replace(new RegExp(hyphens, "g"), "")
    .replace(/\\([dws])/g, (_, name: string) => classes[name] ?? "")
    .replace(/\\(.)/g, "$1");
