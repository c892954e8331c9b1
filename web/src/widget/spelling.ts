// Characters as a field takes them: what may be typed, and what a drawing is offered as. An alphabet of undefined is
// everything the recogniser knows.

import type { Alphabet, Answer } from "../core/index.ts";
import { isBothCases } from "../core/labels.ts";

const everything = /^[0-9A-Za-z]$/;

/** The character as the alphabet has it, in its other case if need be; undefined when it has neither. */
export function accepted(character: string, alphabet: Alphabet | undefined): string | undefined {
  if (!everything.test(character)) return undefined; // "ı" in capitals would be an "I"
  const has = (one: string) => !alphabet || alphabet.characters.includes(one);
  return [character, character.toUpperCase(), character.toLowerCase()].find(has);
}

/** What of `text` a row of `length` cells takes: characters of the alphabet, and spaces for empty cells. */
export function spelt(text: string, length: number, alphabet: Alphabet | undefined): string {
  const characters = [...text.normalize("NFKC")].map((character) =>
    character === " " ? " " : accepted(character, alphabet),
  );
  return characters
    .filter((character) => character !== undefined)
    .slice(0, length)
    .join("")
    .trimEnd();
}

/** What is meant by a text from elsewhere: its spaces and separators are for the eye. */
export const pasted = (text: string): string => text.normalize("NFKC").replace(/[^0-9A-Za-z]/g, "");

/**
 * The characters an answer may mean, best first: a class that stands for both cases of a letter is offered as both. What
 * is no character, or several, may mean nothing.
 */
export function offers({ alternatives, rejected }: Answer, alphabet: Alphabet | undefined): string[] {
  if (rejected === "several" || rejected === "no-character") return [];
  return alternatives.flatMap(({ label }) => {
    const small = label.toLowerCase();
    const both = isBothCases(label) && (!alphabet || [label, small].every((one) => alphabet.characters.includes(one)));
    return both ? [label, small] : [label];
  });
}

/** An alphabet as one would read it: neighbours as a range, "0–9". */
export function readable({ characters }: Alphabet): string {
  const codes = [...new Set(characters)].map((character) => character.charCodeAt(0)).sort((a, b) => a - b);
  const runs: [first: number, last: number][] = [];
  for (const code of codes) {
    const run = runs.at(-1);
    if (run && code === run[1] + 1) run[1] = code;
    else runs.push([code, code]);
  }
  const spell = String.fromCharCode;
  return runs.map(([first, last]) => (first === last ? spell(first) : `${spell(first)}–${spell(last)}`)).join(", ");
}
