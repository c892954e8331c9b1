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

/** The class that stands for a character, or -1. */
export function classOf(character: string, labels: readonly string[]): number {
  const own = labels.indexOf(character);
  const capital = character.toUpperCase();
  return own < 0 && isBothCases(capital) ? labels.indexOf(capital) : own;
}
