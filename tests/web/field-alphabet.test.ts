// Which characters the pattern of a field can match, where it names them.

import { expect, test } from "vitest";
import { lineAlphabetOf } from "../../web/src/core/alphabet-spec.ts";
import { charactersOf } from "../../web/src/widget/line/field-alphabet.ts";

const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));

test.each([
  ["[0-9]{6}", "0123456789"],
  ["\\d{3}-\\d{4}", "-0123456789"],
  ["[A-C]+|(?:x\\.)?", ".ABCx"],
  ["[\\-+]?\\d*", "+-0123456789"],
  ["[a-c\\-]", "-abc"],
  ["[.\\(+]", "(+."],
])("%s", (pattern, characters) => {
  const { characters: found } = lineAlphabetOf(charactersOf(pattern));
  expect([...found].sort().join("")).toBe(characters);
  // Nothing else could be part of a text that matches: each character of such a text is one of the pattern's.
  const single = new RegExp(`^(?:${pattern})$`, "v");
  for (const one of ascii) if (single.test(one)) expect(found).toContain(one);
});

test.each([["."], [".+@.+"], ["[^0-9]+"], ["(?=.*\\d)[a-z]+"], ["(?!x)[a-z]"], ["\\p{L}+"], ["\\S+"], [""]])(
  "%s names none",
  (pattern) => expect(charactersOf(pattern)).toBe(""),
);
