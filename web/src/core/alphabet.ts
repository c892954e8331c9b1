// Which characters may be answered. An alphabet is characters as people know them; the model has classes, fifteen of
// which stand for both cases of a letter. Here the one is put in terms of the other.

import { isBothCases } from "./labels.ts";
import { EmnistError } from "./status.ts";

export interface Alphabet {
  /** Its characters, each once, in the order of the specification. */
  readonly characters: string;
}

/** An alphabet in terms of one model: what the module is told, and what its classes are then called. */
export interface Restriction {
  /** By class: 1 where the class stands for a character of the alphabet, else 0. */
  readonly classes: Uint8Array;
  /** By class: the alphabet's own character; the class's name where both cases are in the alphabet. */
  readonly labels: readonly string[];
}

/**
 * Reads an alphabet as it stands between the brackets of a character class: "0-9", "A-Z", "A-Za-z0-9", "ABC123".
 * Throws EmnistError "invalid-alphabet" when it is empty or names anything but digits and Latin letters.
 */
export function alphabetOf(spec: string): Alphabet {
  const characters = new Set<string>();
  for (const [, first = "", last = first] of spec.matchAll(/(.)(?:-(.))?/gsu)) {
    const [from = 0, to = 0] = [first.codePointAt(0), last.codePointAt(0)];
    if (to < from) throw new EmnistError("invalid-alphabet", `${first}-${last} runs backwards`);
    for (let code = from; code <= to; code++) characters.add(known(String.fromCodePoint(code)));
  }
  if (characters.size === 0) throw new EmnistError("invalid-alphabet", "it is empty");
  return { characters: [...characters].join("") };
}

function known(character: string): string {
  if (!/^[0-9A-Za-z]$/.test(character)) throw new EmnistError("invalid-alphabet", JSON.stringify(character));
  return character;
}

/** Throws EmnistError "invalid-alphabet" when the model has no class for any of the characters. */
export function restrict({ characters }: Alphabet, labels: readonly string[]): Restriction {
  const classes = new Uint8Array(labels.length);
  const names = [...labels];
  for (const character of characters) {
    const index = classOf(character, labels);
    if (index < 0) continue;
    const otherCase = classes[index] !== 0;
    classes[index] = 1;
    names[index] = otherCase ? (labels[index] ?? "") : character;
  }
  if (!classes.includes(1)) throw new EmnistError("invalid-alphabet", `the model reads none of ${characters}`);
  return { classes, labels: names };
}

function classOf(character: string, labels: readonly string[]): number {
  const own = labels.indexOf(character);
  const capital = character.toUpperCase();
  return own < 0 && isBothCases(capital) ? labels.indexOf(capital) : own;
}
