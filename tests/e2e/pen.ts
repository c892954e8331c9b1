// A hand that writes lines on the sheet: with the mouse, or with a finger as the browser itself would send it.

import type { CDPSession, Page } from "@playwright/test";
import { type Hand, written } from "../../web/src/page/lines/hand.ts";
import { along, type Drawing, drag } from "./page.ts";

/** The sheet's units, from its top to its bottom, and where its rules are. */
const [units, xHeight, baseline] = [1000, 180, 660] as const;

export const line = (text: string, hand: Hand = {}, left = 60): Drawing =>
  written(text, { left, baseline, xHeight }, hand).map((stroke) => stroke.map(([x, y]) => [x, y] as const));

/** Where the sheet is: places on it become places on the screen. */
async function placer(page: Page) {
  const sheet = page.locator("#line-ink");
  await sheet.scrollIntoViewIfNeeded();
  const box = await sheet.boundingBox();
  if (!box) throw new Error("The sheet is not on the screen.");
  return ([x, y]: readonly [number, number]) => ({
    x: box.x + (x * box.height) / units,
    y: box.y + (y * box.height) / units,
  });
}

export async function writeByMouse(page: Page, drawing: Drawing): Promise<void> {
  const place = await placer(page);
  for (const stroke of drawing) {
    await drag(page, stroke.map(place));
    await page.mouse.up();
  }
}

export async function writeByFinger(page: Page, drawing: Drawing): Promise<void> {
  const place = await placer(page);
  const session: CDPSession = await page.context().newCDPSession(page);
  const send = (type: "touchStart" | "touchMove" | "touchEnd", touches: { x: number; y: number }[]) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: touches.map((touch) => ({ ...touch, id: 1 })) });
  for (const stroke of drawing) {
    const [first, ...others] = stroke.map(place);
    if (first) await send("touchStart", [first]);
    await along(others, (point) => send("touchMove", [point]));
    await send("touchEnd", []);
  }
}

/** Two fingers come down on the sheet at once and move so many pixels to the right, or left when negative. */
export async function panByFingers(page: Page, pixels: number): Promise<void> {
  const place = await placer(page);
  const session: CDPSession = await page.context().newCDPSession(page);
  const fingers = [place([600, 300]), place([700, 600])].map((finger, id) => ({ ...finger, id }));
  const send = (type: "touchStart" | "touchMove" | "touchEnd", moved: number) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: type === "touchEnd" ? [] : fingers.map(({ x, ...finger }) => ({ ...finger, x: x + moved })),
    });
  await send("touchStart", 0);
  for (let step = 1; step <= 4; step++) await send("touchMove", (step * pixels) / 4);
  await send("touchEnd", 0);
}
