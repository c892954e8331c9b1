// The page as a visitor meets it: opens it, draws on it, reads it; fails on anything the browser complains about.

import { readFileSync } from "node:fs";
import { test as base, expect, type Locator, type Page } from "@playwright/test";

export type Drawing = readonly (readonly (readonly [number, number])[])[];

interface SampleFile {
  readonly classes: Readonly<Record<string, readonly Drawing[]>>;
}
/** Our own drawings, several for each class name. */
export const samples = (JSON.parse(readFileSync("models/sample-strokes.json", "utf8")) as SampleFile).classes;

export function sample(label: string): Drawing {
  const drawing = samples[label]?.[0];
  if (!drawing) throw new Error(`There is no sample for ${label}.`);
  return drawing;
}

/** All of them, a few at a time: a test of each part is short on a slow machine, too. */
export const samplesInParts = Array.from({ length: 6 }, (_, part) =>
  Object.entries(samples)
    .slice(8 * part, 8 * (part + 1))
    .map(([label]) => [label, sample(label)] as const),
);
/** Of each part; what cannot be told apart (O as 0, q as 9) lies in different ones. */
export const mayBeMisread = 1;

interface Witnesses {
  /** Errors and warnings of pages and their workers. Tests of failures, which cause some, empty the list. */
  complaints: string[];
  /** What the content security policy or Trusted Types blocked. A test that provokes one takes it off the list. */
  violations: string[];
  /** Requests to anywhere but this machine. */
  strangers: string[];
}

/** A test whose pages report no error, no warning and no violation of their policy, and ask nobody else for anything. */
export const test = base.extend<Witnesses & { watched: undefined }>({
  // biome-ignore-start lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
  complaints: async ({}, use) => use([]),
  violations: async ({}, use) => use([]),
  strangers: async ({}, use) => use([]),
  // biome-ignore-end lint/correctness/noEmptyPattern: ends here
  watched: [
    async ({ context, complaints, violations, strangers }, use) => {
      context.on("weberror", (error) => complaints.push(error.error().message));
      context.on("console", (message) => {
        if (!["error", "warning"].includes(message.type())) return;
        const text = message.text();
        (/^policy: |Content Security Policy|Trusted ?(Type|Script|HTML)/i.test(text) ? violations : complaints).push(
          text,
        );
      });
      context.on("request", (request) => {
        const { protocol, hostname } = new URL(request.url());
        const own = ["data:", "blob:", "file:"].includes(protocol) || ["localhost", "127.0.0.1"].includes(hostname);
        if (!own) strangers.push(request.url());
      });
      await context.addInitScript(() => {
        addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
          console.error(`policy: ${violatedDirective} blocked ${blockedURI}`),
        );
      });
      await use(undefined);
      expect(violations, "of the policy").toEqual([]);
      expect(strangers, "asked for something").toEqual([]);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/** `text` with what `from` finds replaced. A built text that has changed its shape stops the test here. */
export function edited(text: string, from: string | RegExp, to: string): string {
  const result = text.replace(from, to);
  if (result === text) throw new Error(`The built text has nothing like ${from} to replace.`);
  return result;
}

export async function open(page: Page, address = "/"): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole("status")).toHaveText("Ready.");
}

const mainPad = (page: Page) => page.locator("#ink");

/** Reports of a mouse or digitiser in one frame, which the browser hands over together… */
const fast = 4;
/** … and those for an app that takes of each event only the place it names. */
export const slow = 1;

/** Moves a pen along `points`, with so many reports in each frame. */
export async function along<Point>(
  points: readonly Point[],
  move: (point: Point) => Promise<unknown>,
  reports = fast,
): Promise<void> {
  for (let begin = 0; begin < points.length; begin += reports)
    await Promise.all(points.slice(begin, begin + reports).map(move));
}

/** Puts the mouse down on the first of these places on the screen and moves along the others. */
export async function drag(
  page: Page,
  [first, ...others]: readonly { x: number; y: number }[],
  reports = fast,
): Promise<void> {
  if (!first) return;
  await page.mouse.move(first.x, first.y);
  await page.mouse.down();
  await along(others, ({ x, y }) => page.mouse.move(x, y), reports);
}

/** Draws one stroke with the mouse; coordinates run from 0 to 1 across the pad. */
export async function stroke(
  page: Page,
  points: readonly (readonly [number, number])[],
  pad: Locator = mainPad(page),
  reports = fast,
): Promise<void> {
  await press(page, points, pad, reports);
  await page.mouse.up();
}

/** As stroke(), but the pen stays down. */
export async function press(
  page: Page,
  points: readonly (readonly [number, number])[],
  pad: Locator = mainPad(page),
  reports = fast,
): Promise<void> {
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error("The pad is not on the screen.");
  await drag(
    page,
    points.map(([x, y]) => ({ x: box.x + x * box.width, y: box.y + y * box.height })),
    reports,
  );
}

/** `drawing` in the unit square, its longer side filling most of it. */
export function framed(drawing: Drawing): Drawing {
  const points = drawing.flat();
  const [left, right] = [Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x))];
  const [top, bottom] = [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))];
  const scale = 0.7 / Math.max(right - left, bottom - top);
  const place = (value: number, from: number, to: number) => 0.5 + (value - (from + to) / 2) * scale;
  return drawing.map((stroke) => stroke.map(([x, y]) => [place(x, left, right), place(y, top, bottom)] as const));
}

/** Draws with the mouse. */
export async function draw(page: Page, drawing: Drawing, pad: Locator = mainPad(page), reports = fast): Promise<void> {
  for (const line of framed(drawing)) await stroke(page, line, pad, reports);
}

/** The alternatives as they stand on the page, best first: "C / c". */
export async function alternatives(page: Page): Promise<string[]> {
  return page.locator("#alternatives button").allTextContents();
}

/** Resolves in the next frame, when what was drawn before is read and shown. */
export const nextFrame = (page: Page) => page.evaluate(() => new Promise<number>(requestAnimationFrame));

export const best = (page: Page) => page.locator("#best");

export { expect };
