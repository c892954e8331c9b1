// The demo page: a letter, a code and a word, each as its visitor would use it.

import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { draw, expect, open, sample, test } from "./page.ts";

/** Characters of one stroke each: between two, a slow machine may let the pad's pause pass. */
async function write(page: Page, text: string, canvas: Locator, cells: Locator): Promise<void> {
  for (const [index, character] of [...text].entries()) {
    await expect(cells.nth(index)).toHaveAttribute("aria-current", "true");
    await draw(page, sample(character), canvas);
    await expect(cells.nth(index)).toHaveAccessibleName(new RegExp(`: ${character}$`));
  }
}

test("a name is written by hand into an ordinary field", async ({ page }) => {
  await page.goto("/demo");
  const canvas = page.locator("#hand canvas");
  await page.getByRole("button", { name: "Write by hand: Your name" }).click();
  await draw(page, sample("J"), canvas);
  await expect(page.getByRole("textbox", { name: "Your name" })).toHaveValue(/^\S/);
  await expect(page.getByText(/^Welcome, \S+\.$/)).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include("#hand").analyze();
  expect(violations).toEqual([]);
});

test("a letter is praised, another one is not", async ({ page }) => {
  await page.goto("/demo");
  const canvas = page.locator("#letter canvas");
  await draw(page, sample("G"), canvas);
  await expect(page.getByText("That is a fine G.")).toBeVisible();
  await page.locator("#letter").getByRole("button", { name: "Clear" }).click();
  await expect(page.getByText("That is a fine G.")).toBeHidden();
  await draw(page, sample("X"), canvas);
  await expect(page.getByText("That reads as X. Once more?")).toBeVisible();
  await page.getByRole("button", { name: "Another letter" }).click();
  await expect(page.getByText(/^Write a [^G]$/)).toBeVisible();
});

test("a code is asked for, sent and taken back", async ({ page }) => {
  await page.goto("/demo");
  await page.getByRole("button", { name: "Open" }).click();
  await expect(page.locator("#code")).toBeFocused();
  await write(
    page,
    "385162",
    page.locator("#code canvas"),
    page.locator("#code").getByRole("toolbar").getByRole("button"),
  );
  await page.getByRole("button", { name: "Open" }).click();
  await expect(page.getByText("The form would send code=385162.")).toBeVisible();
  await page.getByRole("button", { name: "Start again" }).click();
  await expect(page.getByText("The form would send")).toBeHidden();
});

test("a name is worn as it is written", async ({ page }) => {
  await page.goto("/demo");
  const frame = page.frameLocator("#frame");
  await write(page, "JUN", frame.locator("canvas"), frame.getByRole("toolbar").getByRole("button"));
  await expect(page.locator("#word")).toHaveText("JUN");
});

test("in another language the pads speak it, too", async ({ page }) => {
  await page.goto("/demo");
  await page.getByLabel("Language").selectOption("de");
  await expect(page.getByText("Schreib ein G")).toBeVisible();
  await expect(page.locator("#letter").getByRole("button", { name: "Leeren" })).toBeVisible();
  await expect(page.frameLocator("#frame").getByRole("button", { name: "Leeren" })).toBeVisible();
});

test("the main page leads here, and back, in the visitor's language", async ({ page }) => {
  await open(page);
  await page.getByRole("link", { name: "In your own page" }).click();
  await expect(page).toHaveTitle("EMNIST Edge in your page");
  await page.getByLabel("Language").selectOption("fr");
  await page.getByRole("link", { name: "la page principale" }).click();
  await expect(page.getByRole("link", { name: "Dans votre propre page" })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const)
  for (const width of [320, 1440])
    test(`as axe judges it, ${colorScheme}, ${width} pixels wide`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await page.goto("/demo");
      await expect(page.frameLocator("#frame").locator("canvas")).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(", ")}`)).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });
