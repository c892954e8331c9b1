// The frame that reads a line: what hosts of both versions are told of it, and that a frame for characters knows nothing
// of lines.

import type { Page } from "@playwright/test";
import { expect, frame, heard, lastAnswer, listening, test, untilReady, writeOn } from "./hosts.ts";
import { draw, sample } from "./page.ts";

const inline = `<script type="module">${listening}</script>`;
const inside = (page: Page) => page.frameLocator("#pad");
const sheet = (page: Page) => inside(page).locator("canvas");
const choices = (page: Page) => inside(page).getByRole("group", { name: "Read as" }).getByRole("button");

test("a host is told the text and what else it may be; chosen, typed and cleared", async ({ page, serve }) => {
  await page.goto(await serve({ html: frame("mode=line") + inline }));
  await untilReady(page);
  expect((await heard(page, "ready"))[0]).toMatchObject({ version: 2 });
  expect(await page.evaluate("pad.mode")).toBe("line");
  await page.evaluate("pad.configure({ ink: true })");
  await writeOn(sheet(page), "HEAR");
  await expect.poll(() => lastAnswer(page)).toMatchObject({ value: "HEAR", complete: true, settled: true });
  const { texts = [], ...answer } = (await lastAnswer(page)) ?? {};
  expect(answer).toMatchObject({ cell: 0, alternatives: [] });
  expect(texts.length).toBeGreaterThan(1);
  expect(texts[0]).toEqual({ text: "HEAR", confidence: expect.closeTo(1, 0) });
  expect((await heard(page, "ink")).at(-1)?.strokes).toHaveLength(await strokesOf(page));
  // While it was written, the value was what its ink was read as.
  for (const { value, texts } of await heard(page, "answer")) expect(texts?.[0]?.text ?? "").toBe(value);

  const other = (await choices(page).nth(1).textContent()) ?? "";
  await choices(page).nth(1).click();
  await expect.poll(() => lastAnswer(page)).toMatchObject({ value: other, settled: true });
  await inside(page).getByRole("textbox").fill("over there");
  await expect.poll(() => lastAnswer(page)).toMatchObject({ value: "over there", texts: [], sure: true });
  await page.evaluate('pad.clear(), pad.configure({ value: "up", length: 4, language: "de" })');
  await expect(inside(page).getByRole("button", { name: "Leeren" })).toBeVisible();
  await expect(inside(page).getByRole("textbox")).toHaveValue("up");
  await inside(page).getByRole("textbox").press("End");
  await page.keyboard.type("on now");
  await expect.poll(() => lastAnswer(page)).toMatchObject({ value: "upon", complete: true });
});

const strokesOf = (page: Page) =>
  inside(page)
    .locator("emnist-line")
    .evaluate(({ strokes }: HTMLElementTagNameMap["emnist-line"]) => strokes.length);

test("a host of version 1 is told the value, in a sandbox, too; a code has an alphabet with signs", async ({
  page,
  serve,
}) => {
  const host = `<script>
    const heard = [];
    window.heard = heard;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => heard.push(data);
    addEventListener("message", ({ source, data }) => {
      if (data.type !== "loaded") return;
      document.title = data.versions.join();
      source.postMessage({ protocol: "emnist-edge", type: "hello", versions: [1] }, "*", [port2]);
    });
  </script>`;
  await page.goto(await serve({ html: host + frame("mode=line&alphabet=0-9%2B", 'sandbox="allow-scripts"') }));
  await untilReady(page);
  await expect(page).toHaveTitle("2,1");
  expect((await heard(page, "ready"))[0]).toEqual({ type: "ready", version: 1, offline: false });
  await writeOn(sheet(page), "4711");
  await expect.poll(() => lastAnswer(page)).toMatchObject({ value: "4711", settled: true });
  const answers = await heard(page, "answer");
  expect(answers.filter((answer) => "texts" in answer)).toEqual([]);
  for (const { cell, alternatives } of answers) expect([cell, alternatives]).toEqual([0, []]);
  expect(await heard(page, "error")).toEqual([]);
});

test("a frame whose mode is none is for characters, and asks for nothing that lines need", async ({ page, serve }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(await serve({ html: frame("mode=LINE&alphabet=A-Z") + inline }));
  await untilReady(page);
  await draw(page, sample("A"), sheet(page));
  await expect.poll(() => lastAnswer(page)).toMatchObject({ value: "A", settled: true });
  const answer = await lastAnswer(page);
  expect(answer?.alternatives[0]?.label).toBe("A");
  expect(answer).not.toHaveProperty("texts");
  expect(asked).toContain("/embed.html");
  expect(asked.filter((path) => /line|words|english-/.test(path))).toEqual([]);
});

test("when what reads lines cannot be fetched, the frame says so to both", async ({ page, serve, complaints }) => {
  await page.route("**/assets/frame-line-*.js", (route) => route.abort());
  await page.goto(await serve({ html: frame("mode=line") + inline }));
  await expect(inside(page).getByRole("status")).toContainText("could not be fetched");
  await expect.poll(async () => (await heard(page, "error")).at(-1)).toMatchObject({ code: "unreachable" });
  await expect.poll(() => page.locator("#pad").evaluate((frame) => frame.clientHeight)).toBeLessThan(100);
  complaints.length = 0; // the browser reports the file, as it should
});
