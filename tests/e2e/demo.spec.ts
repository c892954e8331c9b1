// The demo page: a name, a code and a word, each as its visitor would write it, and the code that makes them, copied and run.

import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { draw, expect, open, sample, stroke, test } from "./page.ts";
import { line } from "./pen.ts";

/** Characters of one stroke each: between two, a slow machine may let the pad's pause pass. */
async function write(page: Page, text: string, pad: Locator): Promise<void> {
  const cells = pad.getByRole("toolbar").getByRole("button");
  for (const [index, character] of [...text].entries()) {
    await expect(cells.nth(index)).toHaveAttribute("aria-current", "true");
    await draw(page, sample(character), pad.locator("canvas"));
    await expect(cells.nth(index)).toHaveAccessibleName(new RegExp(`: ${character}$`));
  }
}

/** A word in one stroke: between two, as above, the pause might pass. */
async function writeWord(page: Page, text: string, sheet: Locator): Promise<void> {
  await expect(sheet).toBeVisible();
  const box = await sheet.boundingBox();
  const ratio = (box?.height ?? 1) / (box?.width ?? 1) / 1000;
  const [word = []] = line(text, { joined: true });
  await stroke(
    page,
    word.map(([x, y]) => [x * ratio, y / 1000] as const),
    sheet,
  );
}

test("a form is filled by hand: a name on its own sheet, a town in an ordinary field", async ({ page }) => {
  await page.goto("/demo");
  await writeWord(page, "anna", page.locator("#name canvas"));
  await expect(page.getByText(/^Welcome, anna\.$/i)).toBeVisible();
  await page.getByRole("button", { name: "Write by hand: Your town" }).click();
  await writeWord(page, "rome", page.locator("#city-hand canvas"));
  await expect(page.getByRole("textbox", { name: "Your town" })).toHaveValue(/^rome$/i);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText(/^The form would send name=anna&city=rome\./i)).toBeVisible();
});

test("a code is asked for, sent and taken back", async ({ page }) => {
  await page.goto("/demo");
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await expect(page.locator("#code")).toBeFocused();
  await write(page, "3851", page.locator("#code"));
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await expect(page.getByText("The form would send code=3851.")).toBeVisible();
  await page.getByRole("button", { name: "Start again" }).click();
  await expect(page.getByText("The form would send")).toBeHidden();
});

test("a word is spelled: a wrong letter is named, the right word praised, the next one longer", async ({ page }) => {
  await page.goto("/demo");
  const pad = page.locator("#word");
  await expect(page.getByRole("img", { name: "SUN" })).toBeVisible();
  await write(page, "J", pad);
  await expect(page.getByText("Letter 1 reads as J. Once more?")).toBeVisible();
  await pad.getByRole("button", { name: "Clear" }).click();
  await page.getByRole("button", { name: "Show me" }).click();
  await expect(pad.locator("canvas")).toHaveAccessibleDescription(/^Write S\./);
  await pad.locator("canvas").focus();
  await page.keyboard.type("SUN");
  await expect(page.getByText("SUN: well done!")).toBeVisible();
  await page.getByRole("button", { name: "Another word" }).click();
  await expect(page.getByRole("img", { name: "MOON" })).toBeVisible();
  await expect(page.getByText("SUN: well done!")).toBeHidden();
  await expect(pad.locator(".guide")).toBeHidden(); // the next word is asked for first
  await expect(pad.getByRole("toolbar").getByRole("button")).toHaveCount(4);
});

test("what is copied is a page that works", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/demo");
  const copy = async (caption: string) => {
    const story = page.getByRole("region", { name: caption });
    await story.getByRole("button", { name: "Copy" }).click();
    await expect(story.getByText("Copied.")).toBeVisible();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const form = await copy("A name on a form");
  const lesson = await copy("A lesson in spelling");
  await expect(page.getByText("Copied.")).toHaveCount(1); // the first one's is over
  const start = '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Copied</title>';
  await page.route("/copied", (route) => route.fulfill({ contentType: "text/html", body: start + form + lesson }));
  await page.goto("/copied");
  await page.getByRole("button", { name: "Show me" }).click();
  await expect(page.locator("#word .guide")).toBeVisible();
  await page.locator("#word canvas").focus();
  await page.keyboard.type("SUN");
  await expect(page.getByText("Well done!")).toBeVisible();
  await writeWord(page, "anna", page.locator("[name=name] canvas"));
  const sent = () => page.evaluate(() => new FormData(document.querySelector("form") ?? undefined).get("name"));
  await expect.poll(sent).toMatch(/^anna$/i);
});

test("the main page leads here and back, and the pads speak the visitor's language, too", async ({ page }) => {
  await open(page);
  await page.getByRole("link", { name: "In your own page" }).click();
  await expect(page).toHaveTitle("EMNIST Edge in your page");
  await page.getByLabel("Language").selectOption("de");
  await expect(page.getByRole("img", { name: "SONNE" })).toBeVisible();
  for (const pad of ["#name", "#code", "#word"])
    await expect(page.locator(pad).getByRole("button", { name: "Leeren" })).toBeVisible();
  await page.getByRole("link", { name: "die Hauptseite" }).click();
  await expect(page.getByRole("link", { name: "In deiner eigenen Seite" })).toBeVisible();
});

for (const [colorScheme, width] of [
  ["light", 320],
  ["dark", 1440],
] as const)
  test(`as axe judges it, ${colorScheme}, ${width} pixels wide`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await page.goto("/demo");
    await page.getByRole("button", { name: "Write by hand: Your town" }).click();
    for (const pad of ["#name", "#city-hand", "#code", "#word"])
      await expect(page.locator(pad).locator("canvas")).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(", ")}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
