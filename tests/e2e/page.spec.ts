// What surrounds the drawing: languages, verdicts, look-alikes, figures, and what a screen reader is told.

import { readFileSync } from "node:fs";
import { alternatives, best, draw, expect, nextFrame, open, sample, test } from "./page.ts";

test("another language, kept for the next visit", async ({ page }) => {
  await open(page);
  await draw(page, sample("A"));
  await page.getByLabel("Language").selectOption("fr");
  await expect(page.getByRole("button", { name: "Effacer" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await page.reload();
  await expect(page.getByRole("status")).toHaveText("Prêt.");
  await expect(page.getByRole("button", { name: "Effacer" })).toBeVisible();
});

test.describe("a German browser", () => {
  test.use({ locale: "de-AT" });
  test("is spoken to in German", async ({ page }) => {
    await page.goto("/");
    await expect(page.getByRole("status")).toHaveText("Bereit.");
    await expect(page.getByRole("button", { name: "Leeren" })).toBeVisible();
  });
});

test("the pad changes sides, and stays there", async ({ page }) => {
  await open(page);
  const padIsLeft = async () => {
    const [pad, answer] = [await page.locator("#pad").boundingBox(), await page.locator("#answer").boundingBox()];
    return (pad?.x ?? 0) < (answer?.x ?? 0);
  };
  expect(await padIsLeft()).toBe(true);
  await page.getByRole("button", { name: "Swap sides" }).click();
  expect(await padIsLeft()).toBe(false);
  await page.reload();
  expect(await padIsLeft()).toBe(false);
});

test("verdicts are kept, exported and deleted", async ({ page }) => {
  await open(page);
  const kept = page.locator("#kept");
  await draw(page, sample("A"));
  await page.getByRole("button", { name: "Right" }).click();
  await expect(page.getByRole("status")).toHaveText("Noted as A. 1 verdict is kept on this device.");
  await page.keyboard.press("Delete");
  await draw(page, sample("C"));
  await page.locator("#was").selectOption("G");
  await expect(page.getByRole("status")).toHaveText("Noted as G. 2 verdicts are kept on this device.");
  await page.reload();
  await expect(kept).toContainText("2 verdicts are kept on this device.");

  const download = page.waitForEvent("download");
  await kept.getByRole("button", { name: "Export" }).click();
  const { verdicts } = JSON.parse(readFileSync(await (await download).path(), "utf8"));
  expect(verdicts.map(({ read, was }: { read: string; was: string }) => [read, was])).toEqual([
    ["A", "A"],
    ["C", "G"],
  ]);
  expect(verdicts[0].strokes).toHaveLength(sample("A").length);

  await kept.getByRole("button", { name: "Delete" }).click();
  await expect(kept).toBeHidden();
});

test("what was put right is read right the next time, and no more once it is forgotten", async ({ page }) => {
  await open(page);
  const again = async () => {
    await page.keyboard.press("Delete");
    await draw(page, sample("e"));
  };
  await draw(page, sample("e"));
  await expect(best(page)).toHaveText("e");
  await page.locator("#was").selectOption("E");
  const lesson = page.locator("#kept-gallery li");
  await expect(lesson).toHaveText(/^E/);
  await again();
  await expect(best(page)).toHaveText("E");
  await page.reload();
  await expect(lesson).toHaveCount(1);
  await draw(page, sample("e"));
  await expect(best(page)).toHaveText("E");
  await page.getByRole("button", { name: "Forget this E" }).click();
  await expect(page.locator("#kept")).toBeHidden();
  await again();
  await expect(best(page)).toHaveText("e");
});

test("a correction is shown in place of the answer, also in another language, and can be taken back", async ({
  page,
}) => {
  await open(page);
  await draw(page, sample("A"));
  await nextFrame(page); // no hand is as fast as to choose before the last stroke is painted
  await page.locator("#was").selectOption("R");
  await expect(best(page)).toHaveText("R");
  await expect(page.locator("#kept")).toBeVisible();
  await page.getByLabel("Language").selectOption("de");
  await expect(page.getByRole("button", { name: "Doch nicht" })).toBeVisible();
  await expect(best(page)).toHaveText("R");
  await page.getByRole("button", { name: "Doch nicht" }).click();
  await expect(best(page)).toHaveText("A");
  await expect(page.getByRole("button", { name: "Richtig" })).toBeVisible();
  await expect(page.locator("#kept")).toBeHidden();
});

test("an alternative is chosen by a tap; another tap replaces the verdict", async ({ page }) => {
  await open(page);
  await draw(page, sample("A"));
  const [, second = "", third = ""] = await alternatives(page);
  for (const choice of [second, third]) {
    await page.locator("#alternatives").getByRole("button", { name: choice, exact: true }).click();
    await expect(best(page)).toHaveText(choice);
  }
  await expect(page.getByRole("status")).toHaveText(`Noted as ${third}. 1 verdict is kept on this device.`);
});

test("look-alikes share one confidence and one row, and choosing one is a tap", async ({ page }) => {
  await open(page);
  await draw(page, sample("0"));
  const row = page.locator("#alternatives li").first();
  await expect(row.getByRole("button")).toHaveText(["0", "O / o"]);
  await expect(row.locator(".percent")).toHaveText(/^(9\d|100)%$/);
  await expect(page.locator("#advice")).toHaveText("0 or O / o? Drawn alone, nobody can tell. Tap the one you meant.");
  await row.getByRole("button", { name: "O / o" }).click();
  await expect(best(page)).toHaveText("O / o");
  await expect(page.locator("#advice")).toBeEmpty();
  await page.keyboard.press("Delete");
  await draw(page, sample("A"));
  await expect(best(page)).toHaveText("A");
  await expect(page.locator("#advice")).toBeEmpty();
});

test("what the network saw is drawn in the page's ink on the page's paper", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await open(page);
  await draw(page, sample("A"));
  await expect(best(page)).toHaveText("A");
  const colours = () =>
    page.locator("#glyph").evaluate((canvas: HTMLCanvasElement) => {
      const context = new OffscreenCanvas(28, 28).getContext("2d", { willReadFrequently: true });
      context?.drawImage(canvas, 0, 0);
      const { data } = context?.getImageData(0, 0, 28, 28) ?? { data: [] };
      const darkest = [...data.keys()].filter((index) => index % 4 === 3 && data[index] === 255)[0] ?? 3;
      return {
        seen: `rgb(${[...data.slice(darkest - 3, darkest)].join(", ")})`,
        ink: getComputedStyle(document.querySelector("#ink") as Element).color,
        corner: data[3],
      };
    });
  const { seen, ink, corner } = await colours();
  expect(seen).toBe(ink);
  expect(corner).toBe(0); // the paper shows through
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(async () => (await colours()).seen).not.toBe(seen);
  const dark = await colours();
  expect(dark.seen).toBe(dark.ink);
});

test("the answer is copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page);
  await draw(page, sample("A"));
  await page.locator("#copy").click();
  await expect(page.getByRole("status")).toHaveText("Copied.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("A");
});

test("what was read lately stands in a strip, follows its drawing, and is copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page);
  const recent = page.getByLabel("Recent characters", { exact: true });
  await draw(page, sample("A"));
  await expect(recent).toHaveValue("A");
  await page.keyboard.press("Delete");
  await draw(page, sample("W"));
  await expect(recent).toHaveValue("AW");
  await page.locator("#was").selectOption("R");
  await expect(recent).toHaveValue("AR");
  for (const before of ["", "A"]) {
    await page.keyboard.press("Control+z");
    await expect(best(page)).toHaveText(before);
  }
  await expect(recent).toHaveValue("AR"); // the first drawing came back, it is no third
  await page.getByRole("button", { name: "Copy recent characters" }).click();
  await expect(page.getByRole("status")).toHaveText("Copied.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("AR");
});

test("every stage has its figures, and the binary that runs is named", async ({ page }) => {
  await open(page);
  await page.locator("#speed summary").click();
  await draw(page, sample("A"));
  for (const stage of ["Ink → glyph", "Network", "Ranking", "Pen → screen"])
    await expect(page.getByRole("row", { name: stage }).getByRole("cell").nth(1)).toHaveText(/\d (µs|ms)/);
  await expect(page.locator("#facts")).toContainText("WebAssembly SIMD");
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});

test("a sample is written by itself, and is read", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Show me one" }).click();
  await expect(page.getByRole("button", { name: "Undo" })).toBeEnabled();
  await expect(best(page)).not.toBeEmpty();
});

test("for those who want no motion it is there at once", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page);
  await page.evaluate(() => {
    const changes: string[] = [];
    Object.assign(window, { changes });
    new MutationObserver(() => changes.push(document.querySelector("#best")?.textContent ?? "")).observe(
      document.querySelector("#best") as Element,
      { childList: true },
    );
  });
  await page.getByRole("button", { name: "Show me one" }).click();
  await expect(page.getByRole("button", { name: "Undo" })).toBeEnabled();
  await expect(best(page)).not.toBeEmpty();
  expect(await page.evaluate(() => Reflect.get(window, "changes"))).toHaveLength(1);
});

test("where copying is refused there is a sentence", async ({ page }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("refused", "NotAllowedError"));
  });
  await open(page);
  await draw(page, sample("A"));
  await page.locator("#copy").click();
  await expect(page.getByRole("status")).toHaveText(/does not let the page copy/);
});

test("where the clock ticks slowly, stages are said to be below its resolution", async ({ page }) => {
  await page.addInitScript(() => {
    const now = performance.now.bind(performance);
    performance.now = () => Math.floor(now()); // as with fingerprinting resistance
  });
  await open(page);
  await page.locator("#speed summary").click();
  await draw(page, sample("A"));
  for (const stage of ["Ink → glyph", "Network", "Ranking"])
    await expect(page.getByRole("row", { name: stage }).getByRole("cell").first()).toHaveText(
      "below the clock’s resolution",
    );
  await expect(page.locator("#fact-clock")).toHaveText("1 ms");
});

for (const [width, height] of [
  [360, 780],
  [1440, 900],
] as const)
  test(`nothing moves while drawing, ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.addInitScript(() => {
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const sources: { node?: Node; previousRect: DOMRect; currentRect: DOMRect }[] = Reflect.get(entry, "sources");
          const moved = sources.map(({ node, previousRect, currentRect }) => {
            const element = node instanceof Element ? node : node?.parentElement;
            return `${element?.id || element?.outerHTML} ${JSON.stringify([previousRect, currentRect])}`;
          });
          console.error(`layout shift of ${moved.join(", ")}`);
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
    await open(page);
    for (const label of ["W", "1", "0", "A"]) {
      await page.keyboard.press("Delete");
      await draw(page, sample(label));
      await expect(best(page)).not.toBeEmpty();
    }
    await expect(page.locator("#fact-throughput")).not.toBeEmpty();
  });
