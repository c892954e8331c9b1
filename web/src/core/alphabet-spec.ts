// How an alphabet is written down. Apart from what the page needs: it restricts nothing.

import type { Alphabet } from "./alphabet.ts";
import { EmnistError } from "./status.ts";

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
