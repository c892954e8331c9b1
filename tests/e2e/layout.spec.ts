// Where things stand on screens of all sizes, in every language: what belongs together is seen together, everything can be
// hit, and larger text or forced colours take nothing away.

import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { languages } from "../../web/src/words/languages.ts";
import strings from "../../web/strings.json" with { type: "json" };
import { best, draw, expect, open, sample, test } from "./page.ts";

const sizes = [
  [360, 780],
  [390, 844],
  [390, 664], // the same phone with its browser's bars
  [780, 360],
  [768, 1024],
  [1440, 900],
] as const;

async function answered(page: Page, language = "en"): Promise<void> {
  await page.addInitScript((language) => localStorage.setItem("emnist-edge/language", language), language);
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  await expect(page.locator("#status:not([data-text])")).toBeAttached();
  await draw(page, sample("0")); // with a sentence about look-alikes
  await expect(best(page)).not.toBeEmpty();
  await expect(page.locator("#verdict")).toBeVisible();
}

/** Of the characters that look alike. */
const longestPair = (language: string) =>
  strings.or[language as keyof typeof languages].replace("{a}", "I / i").replace("{b}", "L / l");

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

for (const [width, height] of sizes)
  for (const language of Object.keys(languages))
    test(`pad, answer, verdict and tools without scrolling, ${width} × ${height}, ${language}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await answered(page, language);
      for (const part of ["pad", "answer", "alternatives", "verdict", "right", "was", "copy", "clear"]) {
        const box = await page.locator(`#${part}`).boundingBox();
        expect(box, part).not.toBeNull();
        expect(box?.y, part).toBeGreaterThanOrEqual(0);
        expect((box?.y ?? 0) + (box?.height ?? 0), part).toBeLessThanOrEqual(height);
      }
      expect(await page.evaluate(() => scrollY)).toBe(0);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    });

test("no advice takes a third line, which would move what is below while drawing", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await open(page);
  const advice = Object.entries(strings).filter(([key]) =>
    /^(lookalikes|unsureAdvice|tooSmall|rejected-.*)$/.test(key),
  );
  const moved = await page.evaluate(
    ([sentences, pairs]) => {
      const place = () => document.querySelector("#verdict")?.getBoundingClientRect().y;
      const before = place();
      const advice = document.querySelector("#advice") as Element;
      return sentences.filter((sentence, index) => {
        advice.textContent = sentence.replace("{pair}", pairs[index] ?? "");
        return place() !== before;
      });
    },
    [
      advice.flatMap(([, said]) => Object.values(said)),
      advice.flatMap(([, said]) => Object.keys(said).map((code) => longestPair(code))),
    ] as const,
  );
  expect(moved).toEqual([]);
});

for (const [width, height] of sizes)
  test(`every control is large enough to hit, ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await answered(page);
    const small = await page.locator("button, select, summary, .button").evaluateAll((controls) =>
      controls
        .filter((control) => control.checkVisibility({ visibilityProperty: true }))
        .map((control) => ({ control, box: control.getBoundingClientRect() }))
        .filter(({ box }) => box.width < 44 || box.height < 44)
        .map(({ control, box }) => `${control.id || control.textContent} ${box.width} × ${box.height}`),
    );
    expect(small).toEqual([]);
  });

test("no field's text is so small that a phone zooms in on it", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await answered(page);
  const sizes = await page
    .locator("select, input, textarea")
    .evaluateAll((fields) => fields.map((field) => Number.parseFloat(getComputedStyle(field).fontSize)));
  expect(sizes.length).toBeGreaterThan(2);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(16);
});

for (const language of Object.keys(languages))
  test(`text twice as large reflows on a narrow phone, ${language}`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 780 });
    await answered(page, language);
    await page.evaluate(() => {
      document.documentElement.style.fontSize = "200%";
    });
    for (const panel of ["speed", "benchmark", "card"]) await page.locator(`#${panel} summary`).click();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    const cut = await page.locator("button, .button, p, #best").evaluateAll((elements) =>
      elements
        .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".unseen"))
        .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1)
        .map(({ id, textContent }) => id || textContent),
    );
    expect(cut).toEqual([]);
  });

test.describe("while the page still arrives", () => {
  test.use({ javaScriptEnabled: false });
  for (const [width, height] of [
    [360, 780],
    [1440, 900],
  ] as const)
    test(`what is there stands where it will stand, ${width} × ${height}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      const html = readFileSync("web/dist/index.html", "utf8");
      const places = async (arrived: number) => {
        await page.route("/", (route) => route.fulfill({ contentType: "text/html", body: html.slice(0, arrived) }));
        await page.goto("/");
        const seen = await page.locator("body [id]").evaluateAll((elements) =>
          elements
            .map(({ id }, index) => [id, elements[index]?.getBoundingClientRect()] as const)
            .filter(([, box]) => box && box.height > 0 && box.y < innerHeight)
            .map(([id, box]) => [id, [box?.x, box?.y]] as const),
        );
        return Object.fromEntries(seen);
      };
      const all = await places(html.length);
      const parts = [
        ...html.matchAll(
          /<(select id="language|button type="button" id="swap|section|details|figure|div class="(tools|said|verdict|seen))/g,
        ),
      ];
      expect(parts.length).toBeGreaterThan(8);
      for (const { index, 0: part } of parts)
        for (const [id, place] of Object.entries(await places(index)))
          expect(place, `${id} before ${part}`).toEqual(all[id]);
    });
});

test("on a large screen the pad is large", async ({ page }) => {
  await page.setViewportSize({ width: 2560, height: 1440 });
  await answered(page);
  expect((await page.locator("#pad").boundingBox())?.width).toBeGreaterThan(900);
});

test("forced colours show which tool and which reading is chosen", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await open(page);
  await draw(page, sample("A"));
  const background = (selector: string) =>
    page.locator(selector).evaluate((element) => getComputedStyle(element).backgroundColor);
  const eraser = page.getByRole("button", { name: "Eraser" });
  const before = await background("#erase");
  await eraser.click();
  expect(await background("#erase")).not.toBe(before);
  expect(await background('#alternatives [aria-pressed="true"]')).not.toBe(
    await background('#alternatives [aria-pressed="false"] >> nth=0'),
  );
});

test("an address that leads nowhere shows the site's own page, with ways back", async ({ page, complaints }) => {
  await page.goto("/nothing/here");
  complaints.length = 0; // the browser reports the 404, as it should
  await expect(page.getByRole("heading", { name: "There is nothing here." })).toBeVisible();
  const paper = await page.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);
  await page.getByRole("link", { name: "Zeichne ein Zeichen" }).click();
  await expect(page.locator("#ink")).toBeVisible();
  expect(await page.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor)).toBe(paper);
});
