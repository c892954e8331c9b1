// Characters as a field takes them: typed in either case, offered in both where one shape stands for both.

import { expect, test } from "vitest";
import { type Answer, alphabetOf } from "../../web/src/core/index.ts";
import { accepted, offers, readable, spelt } from "../../web/src/widget/spelling.ts";

const digits = alphabetOf("0-9");
const capitals = alphabetOf("A-Z");

const answer = (...labels: string[]): Answer => ({
  alternatives: labels.map((label) => ({ label, confidence: 1 / labels.length })),
  sure: true,
  rejected: undefined,
  outside: undefined,
  glyph: new Uint8Array(784),
});

test("a character is taken as the alphabet has it", () => {
  expect(accepted("a", capitals)).toBe("A");
  expect(accepted("A", alphabetOf("a-z"))).toBe("a");
  expect(accepted("a", undefined)).toBe("a");
  expect(accepted("a", digits)).toBeUndefined();
  for (const other of ["", " ", "-", "é", "ß", "ı", "Enter", "😀", "٣"]) {
    expect(accepted(other, undefined), other).toBeUndefined();
    expect(accepted(other, capitals), other).toBeUndefined();
  }
});

test("a text is taken without what does not belong, as far as the cells reach", () => {
  expect(spelt("481-516", 6, digits)).toBe("481516");
  expect(spelt("  4 1 ", 6, digits)).toBe("  4 1");
  expect(spelt("emnist edge", 4, capitals)).toBe("EMNI");
  expect(spelt("<b>", 6, undefined)).toBe("b");
});

test("a class of both cases is offered as both, if both may be answered", () => {
  expect(offers(answer("C", "G"), undefined)).toEqual(["C", "c", "G"]);
  expect(offers(answer("C", "G"), alphabetOf("A-Za-z"))).toEqual(["C", "c", "G"]);
  expect(offers(answer("C", "G"), capitals)).toEqual(["C", "G"]);
  expect(offers(answer("c", "e"), alphabetOf("a-z"))).toEqual(["c", "e"]);
});

test("what is no character, or several, is offered as nothing; what is outside the alphabet as what it may be", () => {
  expect(offers({ ...answer("1"), rejected: "several" }, undefined)).toEqual([]);
  expect(offers({ ...answer("1"), rejected: "no-character" }, digits)).toEqual([]);
  expect(offers({ ...answer("1", "7"), rejected: "outside" }, digits)).toEqual(["1", "7"]);
});

test("an alphabet is read out in ranges", () => {
  expect(readable(digits)).toBe("0–9");
  expect(readable(alphabetOf("A-Za-z0-9"))).toBe("0–9, A–Z, a–z");
  expect(readable(alphabetOf("ZXCA"))).toBe("A, C, X, Z");
});
