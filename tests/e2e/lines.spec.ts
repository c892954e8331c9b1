// Lines of handwriting: written by mouse and finger, read while they are written, put right, kept for use without a network.

import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { behindGateway } from "./gateway.ts";
import { best, draw, expect, nextFrame, open, sample, test } from "./page.ts";
import { line, panByFingers, writeByFinger, writeByMouse } from "./pen.ts";

const text = (page: Page) => page.getByRole("textbox", { name: "What you wrote" });
const words = (page: Page) => page.locator("#line-words button");
const status = (page: Page) => page.locator("#line-status");
const tool = (page: Page, name: string): Locator => page.locator("#lines").getByRole("button", { name });

async function openLines(page: Page, address = "/"): Promise<void> {
  await page.goto(`${address}?mode=line`);
  await expect(status(page)).toHaveText("Ready.");
}

test.describe("the mode", () => {
  test("is chosen with the keyboard, stands in the address and is remembered", async ({ page }) => {
    await open(page);
    await page.getByRole("radio", { name: "Character" }).focus();
    await page.keyboard.press("ArrowRight");
    await expect(page.locator("#line-ink")).toBeVisible();
    await expect(page.locator("#ink")).toBeHidden();
    await expect(page).toHaveURL(/\?mode=line$/);
    await page.goto("/");
    await expect(page.locator("#line-ink")).toBeVisible();
    await page.getByRole("radio", { name: "Line" }).focus();
    await page.keyboard.press("ArrowLeft");
    await expect(page.locator("#ink")).toBeVisible();
    await expect(page.locator("#line-ink")).toBeHidden();
  });

  test("keeps what was drawn in the other, also from keys", async ({ page }) => {
    await open(page);
    await draw(page, sample("A"));
    await expect(best(page)).toHaveText("A");
    await page.getByText("Line", { exact: true }).click();
    await expect(status(page)).toHaveText("Ready.");
    await writeByMouse(page, line("old"));
    await page.keyboard.press("Delete");
    await expect(page.locator("#line-pad")).toHaveAttribute("data-empty", "true");
    await page.keyboard.press("Control+z");
    await expect(text(page)).toHaveValue("old");
    await page.getByText("Character", { exact: true }).click();
    await expect(best(page)).toHaveText("A");
    await expect(page.locator("#pad")).toHaveAttribute("data-empty", "false");
  });
});

for (const [hand, drawing] of [
  ["printed", line("the old house")],
  ["joined up", line("hello there", { joined: true, slant: 0.15 })],
  ["unsteady and slanted", line("going home", { joined: true, slant: 0.15, unsteady: 0.02 })],
] as const)
  test(`a line is read: ${hand}`, async ({ page }) => {
    await openLines(page);
    await writeByMouse(page, drawing);
    const expected = { printed: "the old house", "joined up": "hello there", "unsteady and slanted": "going home" };
    await expect(text(page)).toHaveValue(expected[hand]);
    await expect(words(page)).toHaveText(expected[hand].split(" "));
  });

test("the text appears while the pen is still down", async ({ page }) => {
  await openLines(page);
  const [word = []] = line("water", { joined: true });
  const sheet = await page.locator("#line-ink").boundingBox();
  for (const [index, [x, y]] of word.entries()) {
    await page.mouse.move(
      (sheet?.x ?? 0) + (x * (sheet?.height ?? 0)) / 1000,
      (sheet?.y ?? 0) + (y * (sheet?.height ?? 0)) / 1000,
    );
    if (index === 0) await page.mouse.down();
  }
  await expect(text(page)).toHaveValue(/^wat/);
  await page.mouse.up();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true });

  test("a finger writes on; the sheet makes room and the page stays", async ({ page }) => {
    await openLines(page);
    await writeByFinger(page, line("going"));
    await expect(text(page)).toHaveValue("going");
    await writeByFinger(page, line("on", {}, 1200));
    await expect(tool(page, "Earlier writing")).toBeVisible();
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await expect(text(page)).toHaveValue("going on");
    await tool(page, "Earlier writing").click();
    await expect(tool(page, "Earlier writing")).toBeHidden();
    await panByFingers(page, -120);
    await expect(tool(page, "Earlier writing")).toBeVisible();
    await panByFingers(page, 160);
    await expect(tool(page, "Earlier writing")).toBeHidden();
    await expect(text(page)).toHaveValue("going on"); // they have written nothing
  });

  test("turned on its side, text and sheet are seen together and the ink is still there", async ({ page }) => {
    await openLines(page);
    await writeByFinger(page, line("old"));
    await expect(text(page)).toHaveValue("old");
    await page.setViewportSize({ width: 780, height: 360 });
    await page.evaluate(() => scrollTo(0, 0));
    for (const part of ["#line-text", "#line-pad"]) {
      const box = await page.locator(part).boundingBox();
      expect((box?.y ?? 0) + (box?.height ?? 0), part).toBeLessThanOrEqual(360);
    }
    await expect(text(page)).toHaveValue("old");
    const inked = await page.locator("#line-ink").evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
      return data.some((value) => value > 0);
    });
    expect(inked).toBe(true);
  });
});

test.describe("putting it right", () => {
  test.beforeEach(async ({ page }) => {
    await openLines(page);
    await writeByMouse(page, line("old house"));
    await expect(text(page)).toHaveValue("old house");
  });

  test("by choosing what else a word may be; the rest stays, also when more is written", async ({ page }) => {
    await words(page).first().click();
    await expect(words(page).first()).toHaveAttribute("aria-expanded", "true");
    await page.locator("#line-choices").getByRole("button", { name: "Old", exact: true }).click();
    await expect(text(page)).toHaveValue("Old house");
    await expect(words(page).first()).toBeFocused();
    await writeByMouse(page, line("now", {}, 2200));
    await expect(text(page)).toHaveValue("Old house now");
  });

  test("by typing; what is written later follows", async ({ page }) => {
    await text(page).fill("cold houses");
    await expect(words(page)).toHaveText(["cold", "houses"]);
    await writeByMouse(page, line("now", {}, 2200));
    await expect(text(page)).toHaveValue("cold houses now");
    await text(page).fill("all at once, now");
    await writeByMouse(page, line("on", {}, 3000));
    await expect(text(page)).toHaveValue("all at once, now on");
  });

  test("by deleting a word, and having it back", async ({ page }) => {
    await words(page).first().click();
    await tool(page, "Delete").click();
    await expect(text(page)).toHaveValue("house");
    await tool(page, "Undo").click();
    await expect(text(page)).toHaveValue("old house");
  });

  test("by writing a word again in its place", async ({ page }) => {
    await writeByMouse(page, line("now", {}, 2200));
    await expect(text(page)).toHaveValue("old house now");
    await words(page).nth(1).click();
    await tool(page, "Delete").click();
    await expect(text(page)).toHaveValue("old now");
    await writeByMouse(page, line("horse", {}, 900));
    await expect(text(page)).toHaveValue("old horse now");
  });

  test("by scratching a word out", async ({ page }) => {
    const scratch = Array.from({ length: 60 }, (_, step) => {
      const along = (step % 10) / 10;
      const back = Math.floor(step / 10) % 2 === 1;
      return [60 + 420 * (back ? 1 - along : along), 560 + step] as const;
    });
    await writeByMouse(page, [scratch]);
    await expect(text(page)).toHaveValue("house");
    await tool(page, "Undo").click();
    await expect(text(page)).toHaveValue("old house");
  });

  test("Escape closes the choices and gives the word the focus back", async ({ page }) => {
    await words(page).nth(1).click();
    await page.locator("#line-choices button").first().focus();
    await page.keyboard.press("Escape");
    await expect(page.locator("#line-choices")).toBeHidden();
    await expect(words(page).nth(1)).toBeFocused();
  });
});

test("a word that is beyond the edge is turned to when it is opened", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await openLines(page);
  await writeByMouse(page, line("old"));
  await writeByMouse(page, line("house", {}, 900));
  await expect(tool(page, "Earlier writing")).toBeVisible();
  await expect(text(page)).toHaveValue("old house");
  await words(page).first().click();
  await expect(tool(page, "Earlier writing")).toBeHidden();
});

test("a picture that is dropped is a character's: the mode changes", async ({ page }) => {
  await openLines(page);
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([""], "none.png", { type: "image/png" }));
    document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, dataTransfer }));
  });
  await expect(page.locator("#ink")).toBeVisible();
  await expect(page.getByRole("status")).toHaveText(/cannot read that file as a picture/);
});

test("the text is copied, and cleared with the ink", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openLines(page);
  await writeByMouse(page, line("old house"));
  await expect(text(page)).toHaveValue("old house");
  await tool(page, "Copy").click();
  await expect(status(page)).toHaveText("Copied.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("old house");
  await tool(page, "Clear").click();
  await expect(text(page)).toHaveValue("");
});

test("where the browser can share, the text is shared", async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(navigator, {
      share: async ({ text }: ShareData) => document.body.setAttribute("data-shared", text ?? ""),
    });
  });
  await openLines(page);
  await text(page).fill("by hand");
  await tool(page, "Share").click();
  await expect(page.locator("body")).toHaveAttribute("data-shared", "by hand");
});

test("a sample writes itself and is read, in each of our hands", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openLines(page);
  for (const sample of ["hello there", "the nice morning", "going home"]) {
    await tool(page, "Show me one").click();
    await expect(text(page)).toHaveValue(sample);
  }
});

test("the time of each stage is shown", async ({ page }) => {
  await openLines(page);
  await writeByMouse(page, line("old"));
  await page.locator("#line-speed summary").click();
  for (const stage of ["trace", "network", "decoding", "screen"])
    await expect(page.locator(`#line-stage-${stage} td`).first()).toHaveText(/\d (µs|ms)/);
});

for (const [language, sentence] of [
  ["de", "Bereit."],
  ["fr", "Prêt."],
] as const)
  test(`all of it speaks ${language}`, async ({ page }) => {
    await page.goto("/?mode=line");
    await page.locator("#language").selectOption(language);
    await expect(status(page)).toHaveText(sentence);
    const english = await page
      .locator("#lines [data-text], #lines [data-label]")
      .evaluateAll((elements) => elements.map((element) => element.ariaLabel ?? element.textContent));
    expect(english).not.toContain("Copy");
    expect(english).not.toContain("");
  });

for (const colorScheme of ["light", "dark"] as const)
  for (const [width, height] of [
    [320, 568],
    [360, 780],
    [1440, 900],
  ] as const)
    test(`axe finds nothing and nothing is too wide or too small, ${colorScheme}, ${width} × ${height}`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      const violations = async () => {
        const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
        const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(", ")}`);
      };
      await openLines(page);
      expect(await violations()).toEqual([]);
      await writeByMouse(page, line("old"));
      await expect(text(page)).toHaveValue("old");
      await words(page).first().click();
      await page.locator("#line-speed summary").click();
      expect(await violations()).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      const small = await page.locator("#lines :is(button, input, summary), #mode label").evaluateAll((controls) =>
        controls
          .filter((control) => control.checkVisibility({ visibilityProperty: true }))
          .map((control) => ({ name: control.id || control.textContent, box: control.getBoundingClientRect() }))
          .filter(({ box }) => box.width < 44 || box.height < 44)
          .map(({ name, box }) => `${name} ${box.width} × ${box.height}`),
      );
      expect(small).toEqual([]);
    });

test("forced colours show the rules, the chosen mode and the open word", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await openLines(page);
  const background = (selector: string) =>
    page.locator(selector).evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(await background("#mode label:has(:checked)")).not.toBe(await background("#mode label:not(:has(:checked))"));
  await writeByMouse(page, line("old house"));
  await expect(text(page)).toHaveValue("old house");
  await words(page).first().click();
  const edge = (index: number) =>
    words(page)
      .nth(index)
      .evaluate((word) => getComputedStyle(word).borderBottomColor);
  expect(await edge(0)).not.toBe(await edge(1));
});

test.describe("without a network", () => {
  const ofLines = /line|english-/;

  behindGateway("lines are kept once they were used, and only then", async ({ page, context, gateway }) => {
    const { address } = gateway;
    await open(page, address);
    await expect(page.locator("#offline")).toHaveText(/works without a network/);
    expect([...gateway.passed.keys()].filter((path) => ofLines.test(path) && !/offline/.test(path))).toEqual([]);
    await page.getByText("Line", { exact: true }).click();
    await expect(page.locator("#line-kept")).toHaveText("Lines work without a network from now on, too.");
    await context.setOffline(true);
    gateway.close();
    await openLines(page, address);
    await writeByMouse(page, line("old house"));
    await expect(text(page)).toHaveValue("old house");
    await tool(page, "Show me one").click();
    await expect(text(page)).not.toHaveValue("old house");
  });
});

behindGateway.describe("faults", () => {
  behindGateway.afterEach(({ complaints }) => {
    complaints.length = 0; // the browser reports files that are missing or broken, as it should
  });

  const model = /emnist-edge-line.*\.onnx/;

  behindGateway(
    "while the reader is on its way, progress is shown and what is written is read later",
    async ({ page, gateway }) => {
      gateway.tamper([model, () => null]);
      await page.goto(`${gateway.address}?mode=line`);
      await expect(status(page)).toHaveText("Fetching the reader of lines. Write already: nothing is lost.");
      await expect(page.getByRole("progressbar", { name: "Fetching the reader of lines" })).toBeVisible();
      await writeByMouse(page, line("old house"));
      await nextFrame(page);
      await expect(page.locator("#line-pad")).toHaveAttribute("data-empty", "false");
      await text(page).fill("typed");
      await expect(text(page)).toHaveValue("typed");
    },
  );

  for (const [what, pattern] of [
    ["model", model],
    ["words", /english-.*\.words/],
    ["binary", /emnist-line.*\.wasm/],
    ["page's part", /\/lines-.*\.js/],
  ] as const)
    behindGateway(
      `the network goes half-way through the ${what}: a sentence, and when it is back the line is read`,
      async ({ page, context, gateway }) => {
        gateway.tamper([pattern, () => "cut"]);
        await page.goto(`${gateway.address}?mode=line`);
        const part = what === "page's part";
        if (part) await expect(page.locator("#status")).toHaveText(/could not be fetched/);
        else {
          await expect(status(page)).toHaveText(/could not be fetched\. What you wrote stays/);
          await writeByMouse(page, line("old house"));
        }
        gateway.tamper();
        await context.setOffline(true);
        await context.setOffline(false);
        if (part) {
          await expect(status(page)).toHaveText("Ready.");
          await writeByMouse(page, line("old house"));
        }
        await expect(text(page)).toHaveValue("old house");
      },
    );

  behindGateway("a damaged model is never used, and takes nothing away", async ({ page, gateway }) => {
    gateway.tamper([
      model,
      ({ body }) => {
        const changed = Buffer.from(body);
        const middle = Math.floor(body.length / 2);
        changed[middle] = (changed[middle] ?? 0) ^ 0x40;
        return { body: changed };
      },
    ]);
    await page.goto(`${gateway.address}?mode=line`);
    await writeByMouse(page, line("old"));
    await expect(status(page)).toHaveText(/came damaged, so it is not used/);
    await expect(text(page)).toHaveValue("");
    await expect(tool(page, "Undo")).toBeEnabled();
    await text(page).fill("old");
    await expect(text(page)).toHaveValue("old");
  });
});
