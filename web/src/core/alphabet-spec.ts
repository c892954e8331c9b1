// How an alphabet is written down. Apart from what the page needs: it restricts nothing.

import type { Alphabet } from "./alphabet.ts";
import { EmnistError } from "./status.ts";

/**
 * Reads an alphabet as it stands between the brackets of a character class: "0-9", "A-Z", "A-Za-z0-9", "ABC123".
 * Throws EmnistError "invalid-alphabet" when it is empty or names anything but digits and Latin letters.
 */
export const alphabetOf = (spec: string): Alphabet => read(spec, /[0-9A-Za-z]/);

/** The same for lines, which may also have signs and spaces (any of ASCII's): "0-9.", "A-Z0-9 -". */
export const lineAlphabetOf = (spec: string): Alphabet => read(spec, /[ -~]/);

function read(spec: string, known: RegExp): Alphabet {
  const characters = new Set<string>();
  for (const [, first = "", last = first] of spec.matchAll(/(.)(?:-(.))?/gsu)) {
    const [from = 0, to = 0] = [first.codePointAt(0), last.codePointAt(0)];
    if (to < from) throw new EmnistError("invalid-alphabet", `${first}-${last} runs backwards`);
    for (let code = from; code <= to; code++) {
      const character = String.fromCodePoint(code);
      if (!known.test(character)) throw new EmnistError("invalid-alphabet", JSON.stringify(character));
      characters.add(character);
    }
  }
  if (characters.size === 0) throw new EmnistError("invalid-alphabet", "it is empty");
  return { characters: [...characters].join("") };
}
