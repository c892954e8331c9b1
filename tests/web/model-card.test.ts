// What the page shows of the model card is what the card says, without its matrices.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { shownOf } from "../../web/vite/model-card.ts";

const card = JSON.parse(readFileSync("models/model-card.json", "utf8"));

test("every figure shown is the card's", () => {
  const shown = shownOf(card);
  expect(card).toMatchObject(JSON.parse(JSON.stringify(shown)));
  expect(shown.measurements).toHaveLength(card.measurements.length);
  expect(JSON.stringify(shown).length).toBeLessThan(2500);
});
