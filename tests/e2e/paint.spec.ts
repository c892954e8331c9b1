// The answer is on the screen in the first frame after the pen is lifted. That is held; how many milliseconds it takes, from
// the pen-up event's own time stamp to the first task after that frame, depends on the machine and is only printed, beside
// the same for a tap where nothing happens. What a screen adds after that, no page can tell.

import { draw, expect, nextFrame, open, sample, test } from "./page.ts";

const letters = ["A", "B", "E", "K", "R", "4", "8", "a", "g", "h", "n"];

interface Seen {
  readonly pen: number[];
  readonly idle: number[];
  /** What the page said in the first frame after the latest stroke. */
  said: string;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}

test("pen up to answer painted, within one frame", async ({ page }) => {
  await open(page);
  await expect(page.locator("#offline")).toHaveText(/works without a network/); // nothing else is going on
  await page.evaluate(() => {
    const seen: Seen = { pen: [], idle: [], said: "" };
    Object.assign(window, { seen });
    addEventListener("pointerup", ({ timeStamp, target }) => {
      const onPad = target instanceof HTMLCanvasElement;
      // The window hears of it after the pad, so this runs in the same frame as the page's answer, behind it.
      requestAnimationFrame(() => {
        if (onPad) seen.said = document.getElementById("alternatives")?.textContent ?? "";
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => (onPad ? seen.pen : seen.idle).push(performance.now() - timeStamp);
        port2.postMessage(undefined);
      });
    });
  });
  for (const letter of letters) {
    await draw(page, sample(letter));
    await expect(page.getByRole("status")).toContainText("%");
    await nextFrame(page);
    const settled = await page.locator("#alternatives").textContent();
    expect(settled).toMatch(/\S/);
    expect(await page.evaluate(() => (Reflect.get(window, "seen") as Seen).said), letter).toBe(settled);
    for (const _stroke of sample(letter)) await page.mouse.click(5, 5);
    await page.keyboard.press("Delete");
  }
  const { pen, idle } = await page.evaluate(() => Reflect.get(window, "seen") as Seen);
  expect(pen.length).toBeGreaterThan(letters.length);
  console.log(
    `pen up to answer painted: ${median(pen).toFixed(1)} ms, nothing to paint: ${median(idle).toFixed(1)} ms (medians)`,
  );
});
