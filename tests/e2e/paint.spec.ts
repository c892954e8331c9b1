// How long the answer takes to reach the screen once the pen is lifted: from the pen-up event's own time stamp, set when
// the browser got it from the system, to the first task after the frame in which the answer was painted. What a screen
// adds after that, no page can tell.

import { draw, expect, open, sample, test } from "./page.ts";

const oneFrame = 1000 / 60;
const letters = ["A", "B", "E", "K", "R", "4", "8", "a", "g", "h", "n"];

test("pen up to answer painted, within one frame at the median", async ({ page }) => {
  await open(page);
  await expect(page.locator("#offline")).toHaveText(/works without a network/); // nothing else is going on
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { times });
    addEventListener("pointerup", ({ timeStamp }) => {
      // The window hears of it after the pad, so this runs in the same frame as the page's answer, behind it.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => times.push(performance.now() - timeStamp);
        port2.postMessage(undefined);
      });
    });
  });
  for (const letter of letters) {
    await draw(page, sample(letter));
    await expect(page.getByRole("status")).toContainText("%");
    await page.waitForFunction(() => document.querySelector("#speed-gist")?.textContent);
    await page.keyboard.press("Delete");
  }
  const times = await page.evaluate(() => (window as unknown as { times: number[] }).times);
  times.sort((a, b) => a - b);
  const [median = Number.NaN, slow] = [0.5, 0.95].map((rank) => times[Math.ceil(rank * times.length) - 1]);
  console.log(
    `pen up to answer painted: median ${median.toFixed(1)} ms, p95 ${slow?.toFixed(1)} ms of ${times.length}`,
  );
  expect(times.length).toBeGreaterThan(letters.length);
  expect(median).toBeLessThanOrEqual(oneFrame);
});
