// Pictures nobody chose, through the page's own way in: noise, lines, blanks, slivers, bytes that are no picture.
// Each gets an answer or a sentence; none stops the page.

import { best, draw, expect, open, sample, test } from "./page.ts";

const count = 300;

test(`${count} random pictures`, async ({ page }) => {
  test.setTimeout(200_000);
  await open(page);
  const outcomes = await page.evaluate(async (count) => {
    let state = 20260101;
    const random = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    const upTo = (most: number) => 1 + Math.floor(random() * most);
    const choose = <Choice>(...choices: Choice[]) => choices[Math.floor(random() * choices.length)] as Choice;
    const colour = () => `rgb(${upTo(256) - 1} ${upTo(256) - 1} ${upTo(256) - 1} / ${random()})`;

    function paint(context: OffscreenCanvasRenderingContext2D): void {
      const { width, height } = context.canvas;
      context.fillStyle = colour();
      context.fillRect(0, 0, width, height);
      for (let lines = upTo(8) - 1; lines > 0; lines--) {
        context.strokeStyle = colour();
        context.lineWidth = upTo(30);
        context.beginPath();
        for (let points = 0; points < 5; points++) context.lineTo(random() * width, random() * height);
        context.stroke();
      }
    }

    function sprinkle(context: OffscreenCanvasRenderingContext2D): void {
      const pixels = context.getImageData(0, 0, context.canvas.width, context.canvas.height);
      pixels.data.forEach((_, index) => {
        if (random() < 0.5) pixels.data[index] = upTo(256) - 1;
      });
      context.putImageData(pixels, 0, 0);
    }

    function damage(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
      for (let damages = upTo(5); damages > 0; damages--) bytes[Math.floor(random() * bytes.length)] = upTo(256) - 1;
      return random() < 0.3 ? bytes.subarray(0, random() * bytes.length) : bytes;
    }

    async function picture(): Promise<Blob> {
      const [width, height] = choose([upTo(300), upTo(300)], [upTo(1500), upTo(4)], [upTo(4), upTo(1500)], [1, 1]);
      const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
      if (!context) throw new Error("no canvas");
      paint(context);
      if (random() < 0.3) sprinkle(context);
      const type = choose("image/png", "image/jpeg", "image/webp");
      const bytes = new Uint8Array(await (await context.canvas.convertToBlob({ type })).arrayBuffer());
      return new Blob([random() < 0.3 ? damage(bytes) : bytes], { type });
    }

    const status = document.getElementById("status") as HTMLElement;
    const clear = document.getElementById("clear") as HTMLButtonElement;
    /** What the page says next, after `act`. */
    const said = (act: () => void) =>
      new Promise<string>((resolve) => {
        status.textContent = "";
        const observer = new MutationObserver(() => {
          if (!status.textContent || status.textContent.endsWith("…")) return; // what reads pictures is on its way
          observer.disconnect();
          resolve(status.textContent);
        });
        observer.observe(status, { childList: true });
        act();
      });

    const outcomes: Record<string, number> = {};
    for (let number = 0; number < count; number++) {
      const blob = await picture();
      const data = new DataTransfer();
      data.items.add(new File([blob], "picture", { type: blob.type }));
      const drop = new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data });
      const text = await said(() => document.body.dispatchEvent(drop));
      if (!clear.disabled) await said(() => clear.click());
      const outcome = /%/.test(text) ? "answered" : text;
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
    return outcomes;
  }, count);
  console.log(outcomes);
  const known = [
    "answered",
    "No character stands out in this picture: try one with darker ink or better light.",
    "One character at a time: clear it and draw just one.",
    "That is no character: clear it and draw again.",
    "This browser cannot read that file as a picture: try a PNG or JPEG.",
  ];
  expect(known).toEqual(expect.arrayContaining(Object.keys(outcomes)));
  expect(Object.keys(outcomes).length).toBeGreaterThan(3); // of several characters there are few
  expect(Object.values(outcomes).reduce((sum, number) => sum + number)).toBe(count);
  await draw(page, sample("A"));
  await expect(best(page)).toHaveText("A");
});
