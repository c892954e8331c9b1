// How long the answer takes to reach the screen once the pen is lifted: from the pen-up event's own time stamp, set when
// the browser got it from the system, to the first task after the frame in which the answer was painted. What a screen
// adds after that, no page can tell. The same is measured for a tap where nothing happens: waiting for the next frame
// takes half a frame on average, and what such a tap takes beyond that is a busy machine's lateness, not the page's.

import { draw, expect, open, sample, test } from "./page.ts";

const oneFrame = 1000 / 60;
const letters = ["A", "B", "E", "K", "R", "4", "8", "a", "g", "h", "n"];

interface Times {
  readonly pen: number[];
  readonly idle: number[];
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}

test("pen up to answer painted, within one frame at the median", async ({ page }) => {
  await open(page);
  await expect(page.locator("#offline")).toHaveText(/works without a network/); // nothing else is going on
  await page.evaluate(() => {
    const times: Times = { pen: [], idle: [] };
    Object.assign(window, { times });
    addEventListener("pointerup", ({ timeStamp, target }) => {
      const list = target instanceof HTMLCanvasElement ? times.pen : times.idle;
      // The window hears of it after the pad, so this runs in the same frame as the page's answer, behind it.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => list.push(performance.now() - timeStamp);
        port2.postMessage(undefined);
      });
    });
  });
  for (const letter of letters) {
    await draw(page, sample(letter));
    await expect(page.getByRole("status")).toContainText("%");
    for (const _stroke of sample(letter)) await page.mouse.click(5, 5);
    await page.keyboard.press("Delete");
  }
  const { pen, idle } = await page.evaluate(() => Reflect.get(window, "times") as Times);
  const [answered, waited] = [median(pen), median(idle)];
  console.log(
    `pen up to answer painted: ${answered.toFixed(1)} ms, nothing to paint: ${waited.toFixed(1)} ms (medians)`,
  );
  expect(pen.length).toBeGreaterThan(letters.length);
  expect(idle.length).toBeGreaterThan(letters.length);
  expect(answered - Math.max(0, waited - oneFrame / 2)).toBeLessThanOrEqual(oneFrame);
});
