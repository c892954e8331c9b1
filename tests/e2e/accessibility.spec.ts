// The page as axe judges it (WCAG 2.2 AA), in both colour schemes, empty and with an answer, narrow and wide.

import AxeBuilder from "@axe-core/playwright";
import { best, draw, expect, open, sample, test } from "./page.ts";

for (const colorScheme of ["light", "dark"] as const)
  for (const [width, height] of [
    [320, 568],
    [768, 1024],
    [1440, 900],
    [3840, 2160],
  ] as const)
    test(`${colorScheme}, ${width} × ${height}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      await open(page);
      const violations = async () => {
        const { violations } = await new AxeBuilder({ page })
          .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
          .analyze();
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(", ")}`);
      };
      expect(await violations()).toEqual([]);
      await draw(page, sample("A"));
      await expect(best(page)).toHaveText("A");
      await page.getByRole("button", { name: "Right" }).click();
      for (const panel of ["ink-files", "benchmark", "card"]) await page.locator(`#${panel} summary`).click();
      await page.getByRole("link", { name: "Confusion matrix" }).click();
      await page.getByRole("button", { name: "Practise" }).click();
      await draw(page, sample("A"));
      await expect(page.locator("#practice-score")).not.toBeEmpty();
      expect(await violations()).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });
