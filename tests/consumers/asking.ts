// How a page of theirs is asked for characters, lines and a field, and held against what the native command answers.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { draw, slow, stroke } from "../e2e/page.ts";
import {
  expectedAnswers,
  expectedLines,
  type line,
  lineQuestions,
  questions,
  type Read,
  type ReadLine,
  repository,
  rounded,
  roundedLines,
  sample,
} from "./questions.ts";

// What their pages define.
declare function ask(ink: unknown, ask: unknown): Read;
declare function readLine(ink: unknown, ask: unknown): Promise<ReadLine>;

export const expected = expectedAnswers();
const lines = expectedLines();

export const expectSame = (answers: readonly Read[]) => expect(rounded(answers)).toEqual(rounded(expected));

export const askAll = (page: Page) => page.evaluate((all) => all.map(({ ink, ask: how }) => ask(ink, how)), questions);

export const expectSameLines = (answers: readonly ReadLine[]) =>
  expect(roundedLines(answers)).toEqual(roundedLines(lines));

export const readAll = (page: Page) =>
  page.evaluate(async (all) => {
    const answers = [];
    for (const { ink, ask } of all) answers.push(await readLine(ink, ask));
    return answers;
  }, lineQuestions);

/** The code blocks of a document's section, in order. */
export function blocks(file: string, heading?: string): string[] {
  const text = readFileSync(join(repository, file), "utf8");
  const section = heading ? (text.split(new RegExp(`\n##+ ${heading}\n`))[1]?.split(/\n##+ /)[0] ?? "") : text;
  return [...section.matchAll(/```[jt]s\n(.*?)```/gs)].map(([, code = ""]) => code);
}

/** The <emnist-pad> of a page that has one, besides whatever else the page does. */
export async function writeOnPad(page: Page): Promise<void> {
  await draw(page, sample("A"), page.locator("emnist-pad canvas"));
  await expect.poll(() => page.evaluate(() => document.querySelector("emnist-pad")?.value)).toBe("A");
}

/** Writes on a canvas with the mouse, in the middle of its height. */
export async function writeLine(page: Page, ink: ReturnType<typeof line>, canvas: Locator): Promise<void> {
  await expect(canvas).toBeVisible();
  const { width = 1, height = 1 } = (await canvas.boundingBox()) ?? {};
  for (const points of ink)
    await stroke(
      page,
      points.map(([x, y]) => [(20 + 0.08 * x) / width, (0.25 * height + 0.08 * y) / height] as const),
      canvas,
      slow,
    );
}
