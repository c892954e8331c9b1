// <emnist-pad learn> heeds how its visitor writes; <emnist-pad guide> shows a learner what to write, and scores it.

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { AnswerDetail } from "../../web/src/widget/events.ts";
import { expect, test } from "./hosts.ts";
import { type Drawing, draw, framed, sample, samples } from "./page.ts";

type Pad = HTMLElementTagNameMap["emnist-pad"];

const page = (body: string, attributes = 'lang="en"') =>
  `<!doctype html><html ${attributes}><link rel="icon" href="data:,"><title>Host</title>
  <meta name="color-scheme" content="light dark">
  <script type="module" src="SITE/emnist-pad.js"></script><main>${body}</main></html>`;

const value = (page: Page, index = 0) =>
  page
    .locator("emnist-pad")
    .nth(index)
    .evaluate((pad: Pad) => pad.value);
const choice = (page: Page, name: string) =>
  page.getByRole("group", { name: "Read as" }).getByRole("button", { name, exact: true });
/** What is kept in bytes, a base64 text; null for nothing. */
const kept = (page: Page) => page.evaluate(() => localStorage.getItem("emnist-edge/hand"));
const keptBytes = async (page: Page) => Buffer.from((await kept(page)) ?? "", "base64").length;

/** Puts ink on the first pad as a pen would, and waits until it is read. */
async function write(page: Page, drawing: Drawing): Promise<string> {
  const strokes = framed(drawing).map((stroke) => stroke.map(([x, y]) => [1000 * x, 1000 * y] as const));
  return page
    .locator("emnist-pad")
    .first()
    .evaluate(
      (pad: Pad, strokes) =>
        new Promise<string>((resolve) => {
          pad.addEventListener("answer", () => queueMicrotask(() => resolve(pad.value)), { once: true });
          pad.write(strokes);
        }),
      strokes,
    );
}

// Told apart by their size only, so that the choice between them is the visitor's.
const zero = sample("0");
const other = samples["0"]?.[1] ?? zero;

/** In pad units: a foot and a slanted stem, which may be an L or a J, or nothing. */
const doubtful: Drawing = [
  [
    [160, 850],
    [510, 850],
  ],
  [
    [160, 150],
    [580, 850],
  ],
];

test.describe("learn", () => {
  const learning = page("<emnist-pad learn></emnist-pad>");

  /** Has the pad learn that what it reads as 0 is an O. */
  async function putRight(page: Page): Promise<void> {
    expect(await write(page, zero)).toBe("0");
    await choice(page, "O").click();
    await expect.poll(() => kept(page)).not.toBeNull();
  }

  test("what was put right is heeded, after a reload too, until it is forgotten", async ({ page: host, serve }) => {
    const address = await serve({ html: learning });
    await host.goto(address);
    await putRight(host);
    expect(await write(host, zero)).toBe("O");
    await host.goto(address);
    await expect.poll(() => write(host, zero)).toBe("O");
    await host.locator("emnist-pad").evaluate((pad: Pad) => pad.forget());
    expect(await kept(host)).toBeNull();
    expect(await write(host, zero)).toBe("0");
    await host.goto(address);
    expect(await write(host, zero)).toBe("0");
  });

  test("only what was misread or not sure teaches, and what was typed does not", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: learning }));
    expect(await write(host, sample("W"))).toBe("W");
    await choice(host, "W").click();
    await choice(host, "w").click(); // the same class
    await host.locator("emnist-pad canvas").press("M");
    expect(await value(host)).toBe("M");
    await host.locator("emnist-pad").evaluate((pad: Pad) => pad.clear());
    expect(await keptBytes(host)).toBe(0);
    await putRight(host);
    expect(await keptBytes(host)).toBeGreaterThan(0);
  });

  test("to confirm what it was not sure of teaches, once for the same ink", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: learning }));
    const character = await write(host, doubtful);
    expect(await host.locator("emnist-pad").evaluate((pad: Pad) => pad.answers[0]?.sure)).toBe(false);
    await choice(host, character).click();
    const once = await keptBytes(host);
    expect(once).toBeGreaterThan(0);
    await choice(host, character).click();
    expect(await keptBytes(host)).toBe(once);
  });

  test("whoever chooses once more takes the first choice back", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: learning }));
    expect(await write(host, sample("4"))).toBe("4");
    const choose = (nth: number) => host.locator("[part~=choice]").nth(nth).click();
    await choose(1);
    const [first, length] = [await kept(host), await keptBytes(host)];
    expect(length).toBeGreaterThan(0);
    await choose(2);
    expect(await kept(host)).not.toBe(first);
    expect(await keptBytes(host)).toBe(length);
    await choose(0); // as it was read
    expect(await kept(host)).toBeNull();
    expect(await write(host, sample("4"))).toBe("4");
  });

  for (const [name, damage] of [
    ["no base64", () => "%%%"],
    ["half an example", (text: string) => text.slice(0, 40)],
    ["of another model", (text: string) => btoa(atob(text).replace(/^(.)./s, "$1\u0007"))],
    ["of no class", (text: string) => btoa(atob(text).replace(/^./s, "\u00ff"))],
  ] as const)
    test(`what is kept is dropped when it is ${name}`, async ({ page: host, serve }) => {
      const address = await serve({ html: learning });
      await host.goto(address);
      await putRight(host);
      await host.evaluate((text) => localStorage.setItem("emnist-edge/hand", text), damage((await kept(host)) ?? ""));
      await host.goto(address);
      await expect.poll(() => kept(host)).toBeNull();
      expect(await write(host, zero)).toBe("0");
      await choice(host, "O").click();
      expect(await write(host, zero)).toBe("O");
    });

  test("a pad that was told nothing neither learns nor fetches what does", async ({ page: host, serve }) => {
    const fetched: string[] = [];
    host.on("request", (request) => fetched.push(new URL(request.url()).pathname));
    await host.goto(await serve({ html: page("<emnist-pad></emnist-pad>") }));
    expect(await write(host, zero)).toBe("0");
    await choice(host, "O").click();
    expect(await write(host, zero)).toBe("0");
    expect(await kept(host)).toBeNull();
    expect(fetched.filter((path) => /\/(learn|guide|sample-strokes)-/.test(path))).toEqual([]);
  });

  test("where nothing may be kept it learns while the page lasts", async ({ page: host, serve }) => {
    await host.addInitScript(() =>
      Object.defineProperty(globalThis, "localStorage", {
        get: () => {
          throw new DOMException("denied", "SecurityError");
        },
      }),
    );
    await host.goto(await serve({ html: learning }));
    expect(await write(host, zero)).toBe("0");
    await choice(host, "O").click();
    expect(await write(host, zero)).toBe("O");
  });

  test("another drawing of the same hand is read as the first was put right", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: learning }));
    await putRight(host);
    expect(await write(host, other)).toBe("O");
  });
});

test.describe("guide", () => {
  const sheet = (page: Page) => page.locator("emnist-pad svg.guide");
  const note = (page: Page) => page.locator("emnist-pad [part=note]");
  const sketch = (page: Page) => page.getByRole("application", { name: "Drawing pad" });

  test("each cell has its letter under the ink, and a score", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: page('<emnist-pad guide="LIN" alphabet="A-Z" pause="300"></emnist-pad>') }));
    await host.evaluate(() => {
      const scores: unknown[] = [];
      Object.assign(globalThis, { scores });
      document.addEventListener("answer", (event) => {
        const { settled, match, cell } = (event as CustomEvent<AnswerDetail>).detail;
        if (settled) scores.push([cell, match]);
      });
    });
    await expect(host.getByRole("toolbar").getByRole("button")).toHaveCount(3); // as many cells as letters
    await expect(sketch(host)).toHaveAccessibleDescription(/^Write L\. With the keyboard:/);
    await expect(sheet(host)).toHaveAttribute("aria-hidden", "true");
    await expect(sheet(host).locator(".dot")).toHaveCount(1);
    await draw(host, sample("L"), host.locator("canvas"));
    await expect(note(host)).toHaveText(/^L: (9\d|100)%$/);
    await expect(sketch(host)).toHaveAccessibleDescription(/^Write I\./);
    await expect(note(host)).toHaveText(/^L: (9\d|100)%$/); // stays to be read
    await draw(host, sample("X"), host.locator("canvas"));
    await expect(note(host)).toHaveText(/^I: <?\d+% · It reads as X\.$/);
    await expect(sketch(host)).toHaveAccessibleDescription(/^Write N\./);
    await expect(sheet(host).locator(".dot")).toHaveCount(3);
    const scores = (await host.evaluate("scores")) as [number, number][];
    expect(scores.map(([cell]) => cell)).toEqual([0, 1]);
    expect(scores[0]?.[1]).toBeGreaterThan(0.9);
    expect(scores[1]?.[1]).toBeLessThan(0.5);
    await host.getByRole("button", { name: "Character 1: L" }).click();
    await expect(note(host)).toHaveText(/^L: (9\d|100)%$/);
    await host.getByRole("button", { name: "Clear" }).click();
    await expect(note(host)).toHaveText("");
  });

  test("a script may change it, and what we have no way to write is not shown", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: page('<emnist-pad guide="g"></emnist-pad>') }));
    await expect(sketch(host)).toHaveAccessibleDescription(/^Write g\./);
    for (const [letters, wanted] of [
      ["c", "C"], // one shape in both cases
      ["Ä", undefined],
      ["T", "T"],
      ["", undefined],
    ] as const) {
      await host.locator("emnist-pad").evaluate((pad: Pad, letters) => {
        pad.guide = letters;
      }, letters);
      await expect(sheet(host)).toHaveCount(wanted ? 1 : 0);
      await expect(sketch(host)).toHaveAccessibleDescription(wanted ? new RegExp(`^Write ${wanted}\\.`) : /^With/);
    }
    await draw(host, sample("T"), host.locator("canvas"));
    await expect(note(host)).toHaveText("T"); // what it reads, to those who hear it
  });

  test("strokes written backwards are told to start at their dots, in the visitor's language", async ({
    page: host,
    serve,
  }) => {
    await host.goto(await serve({ html: page('<emnist-pad guide="L"></emnist-pad>', 'lang="de"') }));
    await expect(host.getByRole("application")).toHaveAccessibleDescription(/^Schreibe L\./);
    await draw(
      host,
      sample("L").map((stroke) => [...stroke].reverse()),
      host.locator("canvas"),
    );
    await expect(note(host)).toHaveText(/^L: (9\d|100)\s% · Beginne jeden Strich/);
  });

  test("it is written with the keyboard, too", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: page('<emnist-pad guide="1" alphabet="0-9"></emnist-pad>') }));
    await expect(sheet(host)).toBeVisible();
    await sketch(host).focus();
    await host.keyboard.press("Space");
    for (let step = 0; step < 8; step++) await host.keyboard.press("ArrowDown");
    await host.keyboard.press("Space");
    await expect(note(host)).toHaveText(/^1: \d+%/);
  });

  for (const [name, media, direction] of [
    ["light", { colorScheme: "light" }, "ltr"],
    ["dark, from right to left", { colorScheme: "dark" }, "rtl"],
    ["forced colours", { forcedColors: "active" }, "ltr"],
  ] as const)
    test(`it is seen under the ink, and as axe judges it: ${name}`, async ({ page: host, serve }) => {
      await host.emulateMedia(media);
      const body = '<h1>Lesson</h1><label>Write <emnist-pad guide="GIN"></emnist-pad></label>';
      await host.goto(await serve({ html: page(body, `lang="en" dir="${direction}" style="background: canvas"`) }));
      await expect(sheet(host)).toBeVisible();
      // Paper at a corner; the ghost between its first two dots' places: at the middle of its longest path.
      const ghost = await sheet(host)
        .locator(".ghost")
        .evaluate((path: SVGPathElement) => {
          const { x, y } = path.getPointAtLength(0.6 * path.getTotalLength());
          return [x / 1000, y / 1000] as const;
        });
      const seen = await colours(host, [[0.05, 0.05], ghost]);
      expect(seen[1]).not.toEqual(seen[0]);
      await host.locator("emnist-pad").evaluate((pad: Pad, [x, y]) => {
        pad.write([
          [
            [1000 * x - 30, 1000 * y],
            [1000 * x + 30, 1000 * y],
          ],
        ]); // over it
      }, ghost);
      await expect.poll(async () => (await colours(host, [ghost]))[0]).not.toEqual(seen[1]);
      const { violations } = await new AxeBuilder({ page: host }).analyze();
      expect(
        violations.map(({ id, nodes }) => [id, ...nodes.map(({ html, failureSummary }) => html + failureSummary)]),
      ).toEqual([]);
    });

  /** What is on the screen at places of the canvas, from 0 to 1. */
  async function colours(page: Page, places: readonly (readonly [number, number])[]): Promise<number[][]> {
    const picture = (await page.locator("emnist-pad canvas").screenshot()).toString("base64");
    return page.evaluate(
      async ({ picture, places }) => {
        const bitmap = await createImageBitmap(
          new Blob([Uint8Array.from(atob(picture), (character) => character.charCodeAt(0))]),
        );
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d", { willReadFrequently: true });
        context?.drawImage(bitmap, 0, 0);
        return places.map(([x, y]) => [
          ...(context?.getImageData(x * bitmap.width, y * bitmap.height, 1, 1).data ?? []),
        ]);
      },
      { picture, places },
    );
  }
});

test("in a strictly guarded page both work", async ({ page: host, serve }) => {
  const policy =
    "default-src 'none'; script-src SITE 'wasm-unsafe-eval'; connect-src SITE; style-src 'none'; img-src data:; " +
    "require-trusted-types-for 'script'; trusted-types 'none'";
  const html = page('<emnist-pad learn guide="O"></emnist-pad>');
  await host.goto(await serve({ html, headers: { "Content-Security-Policy": policy } }));
  await expect(host.locator(".guide")).toHaveCSS("position", "absolute"); // its styles arrived
  expect(await write(host, zero)).toBe("0");
  await choice(host, "O").click();
  expect(await write(host, zero)).toBe("O");
});

for (const [part, attribute] of [
  ["learn", "learn"],
  ["guide", 'guide="O"'],
] as const)
  test(`without ${part}, which cannot be fetched, a pad reads, says so, and asks again`, async ({
    page: host,
    serve,
    complaints,
  }) => {
    const isPart = (url: URL) => new RegExp(`/assets/${part}-`).test(url.pathname);
    await host.route(isPart, (route) => route.abort());
    await host.goto(await serve({ html: page(`<emnist-pad ${attribute}></emnist-pad>`) }));
    await expect(host.getByText("A file could not be fetched: check the connection, then reload.")).toBeVisible();
    expect(await write(host, zero)).toBe("0");
    await host.unroute(isPart);
    expect(await write(host, other)).toBe("0");
    await expect(host.getByText("A file could not be fetched")).toBeHidden();
    if (part === "guide") await expect(host.locator(".guide")).toBeVisible();
    else
      await expect
        .poll(async () => {
          await write(host, zero);
          await choice(host, "O").click();
          return write(host, zero);
        })
        .toBe("O");
    expect(complaints.every((text) => text.includes("ERR_FAILED"))).toBe(true);
    complaints.length = 0;
  });
