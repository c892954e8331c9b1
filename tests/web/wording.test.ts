// Percentages are written without Intl; Intl says how they should look.

import { expect, test } from "vitest";
import { type Language, languages } from "../../web/src/words/languages.ts";
import { Wording } from "../../web/src/words/wording.ts";

const codes = Object.keys(languages) as Language[];
const nothing = async () => ({ default: {} });
const translations = Object.fromEntries(codes.map((code) => [code, nothing])) as Record<Language, typeof nothing>;

test.each(codes)("percentages in %s look as Intl writes them", async (language) => {
  const wording = new Wording({ english: {}, translations });
  await wording.speak(language);
  const format = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  for (const share of [0.005, 0.0149, 0.015, 0.29, 0.5, 0.994, 0.995, 1])
    expect(wording.percent(share)).toBe(format.format(share));
  expect(wording.percent(0.004)).toBe(`<${format.format(0.01)}`);
});
