// Percentages are written without Intl; Intl says how they should look.

import { expect, test } from "vitest";
import { Wording } from "../../web/src/words/wording.ts";

const nothing = async () => ({ default: {} });

test.each(["en", "de", "fr"])("percentages in %s look as Intl writes them", async (language) => {
  const wording = new Wording({}, { de: nothing, fr: nothing });
  await wording.speak(language);
  const format = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  for (const share of [0.005, 0.0149, 0.015, 0.29, 0.5, 0.994, 0.995, 1])
    expect(wording.percent(share)).toBe(format.format(share));
  expect(wording.percent(0.004)).toBe(`<${format.format(0.01)}`);
});
