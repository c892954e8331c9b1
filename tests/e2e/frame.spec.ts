// The iframe in other people's pages: it works where they let it, and says nothing to those it should not talk to.

import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Page } from "@playwright/test";
import { expect, frame, type HostPage, heard, lastAnswer, listening, test, untilReady } from "./hosts.ts";
import { draw, press, sample } from "./page.ts";

const inline = `<script type="module">${listening}</script>`;
const canvas = (page: Page) => page.frameLocator("#pad").locator("canvas");

const strictPolicy =
  "default-src 'none'; script-src 'self' SITE; frame-src SITE; style-src 'none'; img-src data:; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";

const hosts: Readonly<Record<string, HostPage>> = {
  plain: { html: frame("alphabet=A-Z") + inline },
  sandboxed: { html: frame("alphabet=A-Z", 'sandbox="allow-scripts"') + inline },
  "cross-origin isolated": {
    html: frame("alphabet=A-Z") + inline,
    headers: { "Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Opener-Policy": "same-origin" },
  },
  "cross-origin isolated, sandboxed": {
    html: frame("alphabet=A-Z", 'sandbox="allow-scripts"') + inline,
    headers: { "Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Opener-Policy": "same-origin" },
  },
  "strictly guarded": {
    html: `${frame("alphabet=A-Z")}<script type="module" src="/host.js"></script>`,
    scripts: { "/host.js": listening },
    headers: { "Content-Security-Policy": strictPolicy },
  },
};

for (const [name, host] of Object.entries(hosts))
  test(`in a ${name} host a letter is read and told`, async ({ page, serve }) => {
    await page.goto(await serve(host));
    await untilReady(page);
    // Neither a sandboxed frame nor another site's in a private window, as tests are, is allowed to keep anything.
    expect((await heard(page, "ready"))[0]).toEqual({ type: "ready", version: 2, offline: false });
    await draw(page, sample("A"), canvas(page));
    await expect.poll(() => lastAnswer(page)).toMatchObject({ value: "A", complete: true, cell: 0, settled: true });
    const answer = await lastAnswer(page);
    expect(answer?.alternatives[0]?.label).toBe("A");
    expect(answer?.outside).toBeLessThan(0.5);
    expect(await heard(page, "ink")).toEqual([]); // nobody asked for it
    expect(await heard(page, "error")).toEqual([]);
  });

test.describe("a host without an origin, which origins=null lets in", () => {
  const nameless = (site: string) =>
    (frame("alphabet=A-Z") + inline).replaceAll("SITE", site).replace("ORIGIN", "null");

  test("a file", async ({ page, site }, info) => {
    const path = info.outputPath("host.html");
    writeFileSync(path, nameless(site));
    await page.goto(pathToFileURL(path).href);
    await untilReady(page);
    await draw(page, sample("A"), canvas(page));
    await expect.poll(() => lastAnswer(page)).toMatchObject({ value: "A", settled: true });
  });

  test("a sandboxed page, whose frames are sandboxed with it", async ({ page, serve, site }) => {
    const inner = nameless(site).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
    await page.goto(
      await serve({
        html: `<!doctype html><link rel="icon" href="data:,"><title>Around</title>
          <iframe id="around" title="Host" height="600" sandbox="allow-scripts" srcdoc="${inner}"></iframe>`,
      }),
    );
    const host = page.frameLocator("#around");
    const told = () => host.locator("html").evaluate(() => (globalThis as unknown as Told).heard?.at(-1));
    await expect.poll(told).toMatchObject({ type: "ready", offline: false });
    await draw(page, sample("A"), host.frameLocator("#pad").locator("canvas"));
    await expect.poll(told).toMatchObject({ type: "answer", value: "A", settled: true });
  });

  interface Told {
    readonly heard?: readonly unknown[];
  }
});

test("the address sets language, colours, alphabet, length, hand and tools", async ({ page, serve }) => {
  await page.goto(await serve({ html: frame("alphabet=0-9&length=3&lang=de&theme=dark&hand=left") + inline }));
  await untilReady(page);
  const pad = page.frameLocator("#pad");
  await expect(pad.getByRole("toolbar", { name: "Zeichen" }).getByRole("button")).toHaveCount(3);
  expect(await canvas(page).evaluate((canvas) => getComputedStyle(canvas).color)).toBe("rgb(238, 242, 251)");
  const middle = async (name: string) => {
    const { x, width } = (await pad.getByRole("button", { name }).boundingBox()) ?? { x: 0, width: 0 };
    return x + width / 2;
  };
  const sheet = (await canvas(page).boundingBox()) ?? { x: 0, width: 0 };
  expect(await middle("Leeren")).toBeLessThan(sheet.x + sheet.width / 2); // a left hand's tools are on the left
  await draw(page, sample("R"), canvas(page));
  await expect(pad.getByText("Das sieht nicht nach 0–9 aus.")).toBeVisible();
  await page.goto(await serve({ html: frame("compact&theme=light") + inline }));
  await untilReady(page);
  await expect(pad.getByRole("button", { name: "Clear" })).toBeHidden();
  expect(await canvas(page).evaluate((canvas) => getComputedStyle(canvas).color)).toBe("rgb(27, 42, 78)");
});

test("the frame is as high as its pad, also when that changes", async ({ page, serve }) => {
  await page.goto(await serve(hosts.plain as HostPage));
  await untilReady(page);
  const heights = async () => ({
    frame: await page.locator("#pad").evaluate((frame) => frame.clientHeight),
    page: await page
      .frameLocator("#pad")
      .locator("body")
      .evaluate((body) => body.getBoundingClientRect().height),
  });
  await expect.poll(async () => (await heights()).frame - (await heights()).page).toBeLessThan(1);
  const before = await heights();
  expect(before.frame).toBeGreaterThan(200);
  await page.evaluate("pad.configure({ length: 4 })");
  await expect.poll(async () => (await heights()).frame).toBeGreaterThan(before.frame + 20);
  expect((await heights()).frame - (await heights()).page).toBeLessThan(1);
});

test("without a host's script the pad fits into the frame it was given, and a row of cells can be scrolled to", async ({
  page,
  serve,
}) => {
  const room = () =>
    page
      .frameLocator("#pad")
      .locator("html")
      .evaluate((html) => [html.clientHeight, html.scrollHeight] as const);
  for (const [width, height] of [
    [300, 380],
    [600, 300],
  ]) {
    await page.goto(await serve({ html: frame("alphabet=A-Z", `width="${width}" height="${height}"`) }));
    await expect(page.frameLocator("#pad").getByRole("button", { name: "Clear" })).toBeVisible();
    const [seen, all] = await room();
    expect(all).toBe(seen);
  }
  await page.goto(await serve({ html: frame("alphabet=A-Z&length=32", 'width="300" height="300"') }));
  await expect(page.frameLocator("#pad").getByRole("toolbar")).toBeVisible();
  const [seen, all] = await room();
  await page.locator("#pad").hover({ position: { x: 100, y: 20 } });
  await page.mouse.wheel(0, all);
  const scrolled = () =>
    page
      .frameLocator("#pad")
      .locator("html")
      .evaluate((html) => html.scrollTop);
  await expect.poll(scrolled).toBeGreaterThanOrEqual(all - seen - 1);
  expect(all).toBeGreaterThan(seen);
});

test("a host configures, clears, writes and is given the ink it asks for", async ({ page, serve }) => {
  await page.goto(await serve(hosts.plain as HostPage));
  await untilReady(page);
  await page.evaluate('pad.configure({ alphabet: "0-9", language: "de", theme: "dark", ink: true, hand: "left" })');
  await expect(page.frameLocator("#pad").getByRole("button", { name: "Leeren" })).toBeVisible();
  await draw(page, sample("7"), canvas(page));
  await expect.poll(() => lastAnswer(page)).toMatchObject({ value: "7", settled: true });
  const ink = (await heard(page, "ink")).at(-1);
  expect(ink?.strokes).toHaveLength(sample("7").length);
  await page.evaluate("pad.clear()");
  await expect(page.frameLocator("#pad").getByText("Hier zeichnen")).toBeVisible();
  await page.evaluate(
    (strokes) => (globalThis as unknown as { pad: { write(ink: unknown): void } }).pad.write(strokes),
    [...(ink?.strokes ?? [])],
  );
  await expect
    .poll(async () => (await heard(page, "answer")).filter(({ value }) => value === "7").length)
    .toBeGreaterThan(1);
  const scheme = page.frameLocator("#pad").locator("html");
  expect(await scheme.evaluate((html) => getComputedStyle(html).colorScheme)).toBe("dark");
});

test("what a host asks before the frame listens is done, and it is ready once", async ({ page, serve }) => {
  const early = `
    pad.configure({ value: "4", colours: { ink: "rgb(1, 2, 3)" }, pause: 0 });
    pad.write([[[300, 200], [700, 200], [450, 800]]]);`;
  await page.goto(
    await serve({ html: `${frame("length=2&alphabet=0-9")}<script type="module">${listening}${early}</script>` }),
  );
  await untilReady(page);
  await expect.poll(() => lastAnswer(page)).toMatchObject({ value: "47" });
  expect(await canvas(page).evaluate((canvas) => getComputedStyle(canvas).color)).toBe("rgb(1, 2, 3)");
  expect(await heard(page, "ready")).toHaveLength(1);
});

test("a code is told cell by cell, and when it is complete", async ({ page, serve }) => {
  await page.goto(await serve({ html: frame("length=3&alphabet=0-9") + inline }));
  await untilReady(page);
  for (const [index, digit] of [..."481"].entries()) {
    await draw(page, sample(digit), canvas(page));
    const value = "481".slice(0, index + 1);
    await expect.poll(() => lastAnswer(page)).toMatchObject({ value, settled: true, complete: index === 2 });
  }
});

test("what is typed is told without alternatives, for its own cell", async ({ page, serve }) => {
  await page.goto(await serve({ html: frame("length=3&alphabet=0-9") + inline }));
  await untilReady(page);
  await draw(page, sample("4"), canvas(page));
  await expect.poll(() => lastAnswer(page)).toMatchObject({ value: "4", settled: true, cell: 0 });
  await canvas(page).focus();
  await page.keyboard.press("8");
  const typed = { alternatives: [], sure: true, outside: undefined, settled: true };
  await expect.poll(() => lastAnswer(page)).toMatchObject({ value: "48", cell: 1, ...typed });
  await page.frameLocator("#pad").getByRole("button", { name: "Type" }).click();
  await page.keyboard.press("End");
  await page.keyboard.type("1");
  await page.keyboard.press("Tab");
  await expect.poll(() => lastAnswer(page)).toMatchObject({ value: "481", cell: 2, complete: true, ...typed });
});

test("the same letter drawn again is told again", async ({ page, serve }) => {
  await page.goto(await serve(hosts.plain as HostPage));
  await untilReady(page);
  for (const times of [1, 2]) {
    await draw(page, sample("A"), canvas(page));
    const told = async () =>
      (await heard(page, "answer")).filter(({ settled, value }) => settled && value === "A").length;
    await expect.poll(told).toBe(times);
    await page.frameLocator("#pad").getByRole("button", { name: "Clear" }).click();
    await expect.poll(() => lastAnswer(page)).toMatchObject({ value: "", complete: false });
  }
});

test("a host that was not named is not answered, whatever it says", async ({ page, serve, site }) => {
  const html = `<!doctype html><link rel="icon" href="data:,"><title>Host</title>
    <iframe id="pad" title="Pad" height="400" src="${site}/embed.html?origins=https://friend.example"></iframe>
    <script>
      window.heard = [];
      onmessage = (event) => heard.push(event.data);
      document.querySelector("#pad").addEventListener("load", ({ target }) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = (event) => heard.push(event.data);
        port1.postMessage({ type: "configure", length: 6 });
        target.contentWindow.postMessage({ protocol: "emnist-edge", type: "hello", versions: [1] }, "*", [port2]);
      });
    </script>`;
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  await page.goto(await serve({ html }));
  const pad = page.frameLocator("#pad");
  await draw(page, sample("A"), canvas(page));
  await expect(pad.getByRole("button", { name: "A", exact: true })).toBeVisible();
  await expect(pad.getByRole("toolbar")).toBeHidden(); // still one cell
  expect(await page.evaluate("heard")).toEqual([]);
});

test("another frame of a named host's page is not answered", async ({ page, serve }) => {
  const intruder = await serve({
    html: `<!doctype html><title>Intruder</title><script>
      window.heard = [];
      window.intrude = () => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = (event) => heard.push(event.data);
        port1.postMessage({ type: "configure", length: 6 });
        parent.frames[0].postMessage({ protocol: "emnist-edge", type: "hello", versions: [1] }, "*", [port2]);
      };
    </script>`,
  });
  const second = `<iframe id="intruder" title="Intruder" src="${intruder}"></iframe>`;
  // Even when the intruder's origin is on the list, it is not the parent.
  const both = frame("alphabet=A-Z").replace("origins=ORIGIN", `origins=ORIGIN,${new URL(intruder).origin}`);
  await page.goto(await serve({ html: both + second + inline }));
  await untilReady(page);
  const other = page.frame({ url: intruder });
  await other?.evaluate("intrude()");
  await draw(page, sample("A"), canvas(page));
  await expect.poll(() => lastAnswer(page)).toMatchObject({ value: "A", settled: true });
  expect(await other?.evaluate("heard")).toEqual([]);
  await expect(page.frameLocator("#pad").getByRole("toolbar")).toBeHidden();
});

test("a hostile host that floods and malforms only wears itself out", async ({ page, serve }) => {
  await page.goto(await serve({ html: frame("alphabet=A-Z") + inline }));
  await untilReady(page);
  await page.evaluate(() => {
    const frame = document.querySelector("iframe")?.contentWindow;
    const ring: { self?: unknown } = {};
    ring.self = ring;
    const oddities: unknown[] = [
      null,
      7,
      "clear",
      [],
      ring,
      new Map([["type", "clear"]]),
      new Date(),
      { type: "constructor" },
      { type: "__proto__" },
      { type: "ink", strokes: [[[Number.NaN, 1]]] },
      { type: "ink", strokes: new Array(513).fill([[1, 2]]) },
      { type: "ink", strokes: [new Array(8193).fill([1, 2])] },
      { type: "ink", strokes: { length: 3 } },
      { type: "configure", length: 1e9 },
      { type: "configure", alphabet: "<img src=x onerror=alert(1)>" },
      { type: "configure", theme: { toString: null } },
    ];
    const { port1, port2 } = new MessageChannel();
    frame?.postMessage({ protocol: "emnist-edge", type: "hello", versions: [1] }, "*", [port2]);
    for (let round = 0; round < 500; round++) {
      port1.postMessage(oddities[round % oddities.length]);
      port1.postMessage({ type: "configure", length: 1 + (round % 32), language: round % 2 ? "de" : "fr" });
      port1.postMessage({
        type: "ink",
        strokes: [
          [
            [round % 1000, 2],
            [500, 900],
          ],
        ],
      });
      frame?.postMessage(oddities[round % oddities.length], "*");
      frame?.postMessage({ protocol: "emnist-edge", type: "hello", versions: oddities }, "*");
    }
  });
  await page.reload(); // the page is its own victim; the frame in a calm one still works
  await untilReady(page);
  await draw(page, sample("A"), canvas(page));
  await expect.poll(() => lastAnswer(page)).toMatchObject({ value: "A", settled: true });
});

test("of a flood most is dropped, and after it the same frame still answers and obeys", async ({
  page,
  serve,
  site,
}) => {
  await page.goto(await serve({ html: frame("alphabet=A-Z") + inline }));
  await untilReady(page);
  const inside = page.frames().find((frame) => frame.url().startsWith(site));
  await inside?.evaluate(() => {
    Object.assign(globalThis, { obeyed: 0 });
    const count = (records: readonly unknown[]) => {
      (globalThis as unknown as { obeyed: number }).obeyed += records.length;
    };
    const pad = document.querySelector("emnist-pad") as Node;
    new MutationObserver(count).observe(pad, { attributeFilter: ["compact"] });
  });
  await page.evaluate(() => {
    const { pad } = globalThis as unknown as { pad: { configure(settings: object): void } };
    for (let round = 0; round < 5000; round++) pad.configure({ compact: round % 2 === 0 });
  });
  // The frame listens again as soon as its patience has come back.
  await expect
    .poll(async () => {
      await page.evaluate('pad.configure({ compact: false, language: "fr" })');
      return page.frameLocator("#pad").getByRole("button", { name: "Effacer" }).isVisible();
    })
    .toBe(true);
  expect(await inside?.evaluate("obeyed")).toBeLessThan(1000);
  await press(
    page,
    [
      [0.5, 0.2],
      [0.5, 0.8],
    ],
    canvas(page),
  );
  await page.mouse.up();
  await expect.poll(async () => (await heard(page, "answer")).length).toBeGreaterThan(0);
});

test("a host that speaks only another version is told so", async ({ page, serve }) => {
  await page.goto(await serve({ html: frame("") + inline }));
  await untilReady(page);
  const said = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => resolve(data);
        const hello = { protocol: "emnist-edge", type: "hello", versions: [99] };
        document.querySelector("iframe")?.contentWindow?.postMessage(hello, "*", [port2]);
      }),
  );
  expect(said).toMatchObject({ type: "error", code: "version" });
});

test("the host's script refuses a frame that would not listen", async ({ page, serve, complaints }) => {
  await page.goto(await serve({ html: frame("").replace("origins=ORIGIN", "") + inline }));
  await expect.poll(() => complaints.join()).toMatch(/The frame will not listen: add origins=http:\/\/127/);
  complaints.length = 0;
});

test("a host's script that comes late still finds the frame", async ({ page, serve }) => {
  await page.goto(await serve({ html: frame("alphabet=A-Z") }));
  await expect(canvas(page)).toBeVisible();
  const script = listening.replaceAll(
    "SITE",
    new URL(await page.locator("#pad").getAttribute("src").then(String)).origin,
  );
  await page.addScriptTag({ type: "module", content: script });
  await expect.poll(() => page.evaluate("globalThis.heard?.length ?? 0")).toBeGreaterThan(0);
  await untilReady(page);
});
