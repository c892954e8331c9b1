// Practising a letter: it lies under the ink, is written by itself on request, and every try gets a score.

import { best, draw, expect, framed, open, sample, stroke, test } from "./page.ts";

test("a letter is traced, scored and shown, and the tools come back", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Practise" }).click();
  const score = page.locator("#practice-score");
  await expect(page.locator("#pad .guide .dot")).toHaveCount(3); // A, of three strokes
  await expect(page.getByRole("button", { name: "Picture" })).toBeHidden();

  await page.getByLabel("What to practise").selectOption("L");
  await expect(page.locator("#pad .guide .dot")).toHaveCount(1);
  await draw(page, sample("L"));
  await expect(score).toHaveText(/^(9\d|100)%$/);
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(score).toBeEmpty();
  for (const line of framed(sample("L"))) await stroke(page, [...line].reverse());
  await expect(score).toHaveText(/^(9\d|100)% · Start each stroke at its dot\.$/);

  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByLabel("What to practise")).toHaveValue("M");
  await expect(best(page)).toBeEmpty(); // a new sheet
  await draw(page, sample("A"));
  await expect(score).toHaveText(/^\d%|[1-3]\d% · It reads as A\.$/);

  await page.getByRole("button", { name: "Show me", exact: true }).click();
  await expect(score).toHaveText(/^(9\d|100)%$/);
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.locator("#pad .guide")).toHaveCount(0);
  await expect(score).toBeEmpty();
  await expect(page.getByRole("button", { name: "Practise" })).toBeFocused();
});
