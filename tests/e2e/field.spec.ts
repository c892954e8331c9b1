// <emnist-pad> as a field that can be trusted: what is taken and what is refused, what a page may do to it while it is
// written on, what forms demand of it.

import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./hosts.ts";
import { type Drawing, draw, framed, sample, stroke } from "./page.ts";

type Pad = HTMLElementTagNameMap["emnist-pad"];

const page = (body: string, attributes = "") =>
  `<!doctype html><html lang="en" ${attributes}><link rel="icon" href="data:,"><title>Host</title>
  <script type="module" src="SITE/emnist-pad.js"></script><main>${body}</main></html>`;
const pad = (page: Page) => page.locator("emnist-pad");
const canvas = (page: Page) => pad(page).locator("canvas");
const cells = (page: Page) => page.getByRole("toolbar").getByRole("button");
const value = (pad: Locator) => pad.evaluate((pad: Pad) => pad.value);
const valid = (pad: Locator) => pad.evaluate((pad: Pad) => pad.checkValidity());
const ready = (page: Page) => page.evaluate(() => customElements.whenDefined("emnist-pad").then(() => true));

const ring: Drawing = [
  Array.from({ length: 26 }, (_, step) => [50 + 46 * Math.sin(step / 4), 50 - 50 * Math.cos(step / 4)] as const),
];
const arc = (turns: number, [x, y]: readonly [number, number], [a, b]: readonly [number, number], from = 0) =>
  Array.from({ length: 21 }, (_, step) => {
    const angle = 2 * Math.PI * (from + (turns * step) / 20);
    return [x + a * Math.sin(angle), y - b * Math.cos(angle)] as const;
  });
const dottedZero: Drawing = [arc(1, [50, 50], [30, 48]), [[50, 50]]];
const curledNine: Drawing = [[...arc(-1, [50, 25], [22, 24], 0.2), ...arc(0.5, [50, 75], [21, 24], 0.25)]];
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
const scribble: Drawing = [
  Array.from({ length: 90 }, (_, step) => [Math.cos(step * 0.57), Math.sin(step * 0.77)] as const),
];
/** The drawing in a part of the pad: a column that begins at `left`, of so much width. */
const placed = (drawing: Drawing, left: number, width: number): Drawing =>
  framed(drawing).map((line) => line.map(([x, y]) => [left + x * width, 0.25 + y / 2] as const));

async function drawAt(page: Page, drawing: Drawing): Promise<void> {
  for (const line of drawing) await stroke(page, line, canvas(page));
}

test.describe("taken and refused", () => {
  test("a ring is an O where there is no zero", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: page('<emnist-pad alphabet="A-Z" required></emnist-pad>') }));
    await draw(host, ring, canvas(host));
    await expect.poll(() => value(pad(host))).toBe("O");
    expect(await valid(pad(host))).toBe(true);
  });

  for (const [name, drawing, digit] of [
    ["a zero with a dot in it", dottedZero, "0"],
    ["a nine with a curl, which looks like a g", curledNine, "9"],
  ] as const)
    test(`${name} is a digit where there are no letters`, async ({ page: host, serve }) => {
      await host.goto(await serve({ html: page('<emnist-pad alphabet="0-9" required></emnist-pad>') }));
      await draw(host, drawing, canvas(host));
      await expect.poll(() => value(pad(host))).toBe(digit);
      expect(await valid(pad(host))).toBe(true);
    });

  test("with sure-only, what is not sure is not valid until it is chosen", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: page('<emnist-pad alphabet="A-Z" sure-only></emnist-pad>') }));
    await ready(host);
    await pad(host).evaluate((pad: Pad, ink) => pad.write(ink), doubtful);
    await expect.poll(() => value(pad(host))).toMatch(/[JL]/);
    const said = () => pad(host).evaluate((pad: Pad) => [pad.answers[0]?.sure, pad.validity.customError]);
    expect(await said()).toEqual([false, true]);
    await host.getByRole("group", { name: "Read as" }).getByRole("button", { pressed: true }).click();
    expect(await said()).toEqual([true, false]);
  });

  for (const [name, drawing, sentence] of [
    ["a tap", [[[0.5, 0.5]]], "That is no character"],
    ["a finger that twitches", [[[0.5, 0.5], [0.505, 0.512]]], "That is no character"], // biome-ignore format: as one reads it
    ["a scribble", framed(scribble), "That is no character"],
    [
      "two digits at once",
      [...placed(sample("1"), 0.1, 0.35), ...placed(sample("3"), 0.5, 0.4)],
      "One character at a time",
    ],
  ] as const)
    test(`${name} is no value`, async ({ page: host, serve }) => {
      await host.goto(await serve({ html: page("<emnist-pad required></emnist-pad>") }));
      await drawAt(host, drawing as Drawing);
      await expect(host.getByText(sentence)).toBeVisible();
      await expect(pad(host).locator("[part=question]")).toHaveText("?");
      expect(await value(pad(host))).toBe("");
      expect(await valid(pad(host))).toBe(false);
      await expect(host.getByRole("group", { name: "Read as" }).getByRole("button")).toHaveCount(0);
    });

  test("a stray tap far from the digit changes nothing", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: page('<emnist-pad pause="0"></emnist-pad>') }));
    await drawAt(host, [...placed(sample("7"), 0.1, 0.4), [[0.95, 0.1]]]);
    await expect.poll(() => value(pad(host))).toBe("7");
  });
});

test.describe("a page that sets what it has just read", () => {
  test("value, pause and the rest as they are change nothing", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: page('<emnist-pad alphabet="A-Z" pause="300"></emnist-pad>') }));
    await ready(host);
    await pad(host).evaluate((pad: Pad) => {
      const told: string[] = [];
      Object.assign(globalThis, { told });
      for (const type of ["input", "change", "complete"])
        pad.addEventListener(type, () => {
          told.push(`${type} ${pad.value}`);
          Object.assign(pad, {
            value: pad.value,
            pause: pad.pause,
            alphabet: pad.alphabet,
            length: pad.length,
            required: pad.required,
          });
        });
    });
    await draw(host, sample("A"), canvas(host));
    await expect.poll(() => host.evaluate("told.at(-1)")).toBe("complete A");
    const told = (await host.evaluate("told")) as string[];
    expect(told.filter((one) => !one.startsWith("input"))).toEqual(["change A", "complete A"]);
    expect(await pad(host).evaluate((pad: Pad) => pad.strokes.length)).toBe(sample("A").length);
  });

  test("four cells of a controlled field", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: page('<emnist-pad alphabet="A-Z" length="4" pause="200"></emnist-pad>') }));
    await ready(host);
    await pad(host).evaluate((pad: Pad) =>
      pad.addEventListener("input", () => Object.assign(pad, { value: pad.value })),
    );
    for (const [index, letter] of ["S", "O"].entries()) {
      await draw(host, sample(letter), canvas(host));
      await expect(cells(host).nth(index + 1)).toHaveAttribute("aria-current", "true");
    }
    expect(await value(pad(host))).toBe("SO");
  });
});

test.describe("as forms have it", () => {
  test("a short word in an optional field is fine; minlength, maxlength and pattern are demands", async ({
    page: host,
    serve,
  }) => {
    await host.goto(
      await serve({ html: page('<form><emnist-pad name="w" length="5" value="AB"></emnist-pad></form>') }),
    );
    await ready(host);
    expect(await valid(pad(host))).toBe(true);
    const flags = (attributes: Record<string, string>) =>
      pad(host).evaluate((pad: Pad, attributes) => {
        for (const [name, value] of Object.entries(attributes)) pad.setAttribute(name, value);
        const { tooShort, tooLong, patternMismatch, customError, valid } = pad.validity;
        for (const name of Object.keys(attributes)) pad.removeAttribute(name);
        return { tooShort, tooLong, patternMismatch, customError, valid };
      }, attributes);
    expect(await flags({ minlength: "3" })).toMatchObject({ tooShort: true, valid: false });
    expect(await flags({ minlength: "2" })).toMatchObject({ valid: true });
    expect(await flags({ maxlength: "1" })).toMatchObject({ tooLong: true, valid: false });
    expect(await flags({ pattern: "A[0-9]" })).toMatchObject({ patternMismatch: true, valid: false });
    expect(await flags({ pattern: "A[A-Z]" })).toMatchObject({ valid: true });
    expect(await flags({ readonly: "", minlength: "3" })).toMatchObject({ valid: true });
    await pad(host).evaluate((pad: Pad) => pad.setCustomValidity("Taken already."));
    expect(await pad(host).evaluate((pad: Pad) => [pad.validity.customError, pad.validationMessage])).toEqual([
      true,
      "Taken already.",
    ]);
  });

  test("Enter sends the form, by its button", async ({ page: host, serve }) => {
    const form =
      '<form><emnist-pad name="w" value="A"></emnist-pad><button name="by" value="button">Send</button></form>';
    await host.goto(await serve({ html: page(form) }));
    await host.evaluate(() => {
      document.addEventListener("submit", (event) => {
        event.preventDefault();
        document.title = (event.submitter as HTMLButtonElement).value;
      });
    });
    await canvas(host).focus();
    await host.keyboard.press("Enter");
    await expect(host).toHaveTitle("button");
  });

  test("a code is pasted on the pad and into its text field, as it was copied", async ({ page: host, serve }) => {
    await host.goto(
      await serve({ html: page('<emnist-pad length="6" alphabet="0-9" inputmode="numeric"></emnist-pad>') }),
    );
    const paste = (place: Locator, text: string) =>
      place.evaluate((element, text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", text);
        element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      }, text);
    await ready(host);
    await paste(canvas(host), "482 516\n");
    expect(await value(pad(host))).toBe("482516");
    await host.getByRole("button", { name: "Type" }).click();
    const field = host.getByRole("textbox");
    await expect(field).toHaveAttribute("inputmode", "numeric");
    await paste(field, "９７１－６０５");
    expect(await value(pad(host))).toBe("971605");
    await expect(field).toHaveValue("971605");
  });

  test("readonly, it shows its value and is sent, but takes nothing", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: page('<form><emnist-pad name="w" value="A" readonly></emnist-pad></form>') }));
    await draw(host, ring, canvas(host));
    await canvas(host).focus();
    await host.keyboard.press("k");
    expect(await host.locator("form").evaluate((form: HTMLFormElement) => [...new FormData(form)])).toEqual([
      ["w", "A"],
    ]);
  });

  test("what was set before it was defined holds, and what its text field is handed", async ({
    page: host,
    serve,
    site,
  }) => {
    await host.goto(await serve({ html: page("<p>None yet.</p>").replace(/<script.*<\/script>/, "") }));
    await host.evaluate(async (script) => {
      const early = document.createElement("emnist-pad");
      Object.assign(early, { name: "code", defaultValue: "12", length: 4, autofocus: true });
      early.setAttribute("autocomplete", "one-time-code");
      const form = document.createElement("form");
      form.append(early);
      document.body.append(form);
      await import(script);
    }, `${site}/emnist-pad.js`);
    const sent = () => host.locator("form").evaluate((form: HTMLFormElement) => [...new FormData(form)]);
    expect(await sent()).toEqual([["code", "12"]]);
    await expect(pad(host)).toBeFocused();
    await expect(pad(host).locator("input")).toHaveAttribute("autocomplete", "one-time-code");
    await pad(host).evaluate((pad: Pad) => {
      pad.value = "";
      pad.form?.reset();
    });
    expect(await sent()).toEqual([["code", "12"]]);
  });

  test("each cell's answer, and how sure the whole value is", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: page('<emnist-pad length="2" alphabet="0-9" value="4"></emnist-pad>') }));
    await draw(host, sample("8"), canvas(host));
    await expect.poll(() => value(pad(host))).toBe("48");
    const [typed, drawn] = await pad(host).evaluate((pad: Pad) => pad.answers);
    expect(typed).toMatchObject({ character: "4", confidence: 1, sure: true, strokes: [] });
    expect(drawn).toMatchObject({ character: "8", sure: true });
    expect(drawn?.strokes).toHaveLength(sample("8").length);
    expect(await pad(host).evaluate((pad: Pad) => pad.confidence)).toBeCloseTo(drawn?.confidence ?? 0, 6);
  });

  test("when each point was drawn; going to another cell and back loses nothing", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: page('<emnist-pad length="2" alphabet="A-Z"></emnist-pad>') }));
    await ready(host);
    const now = () => host.evaluate(() => performance.now());
    const began = await now();
    await drawAt(host, [...framed(sample("A")), [[0.9, 0.9]]]); // ends with a tap
    const count = sample("A").length + 1;
    await expect.poll(() => pad(host).evaluate((pad: Pad) => pad.answers[0]?.strokes.length)).toBe(count);
    const ended = await now();
    await cells(host).nth(1).click();
    const { strokes = [], times = [] } = (await pad(host).evaluate((pad: Pad) => pad.answers[0])) ?? {};
    expect(times.map((stroke) => stroke.length)).toEqual(strokes.map((stroke) => stroke.length));
    const all = [began, ...times.flat(), ended];
    expect([...all].sort((one, other) => one - other)).toEqual(all);
    await pad(host).evaluate((pad: Pad) => pad.write([[[500, 100], [500, 900]]])); // biome-ignore format: one stroke
    await expect.poll(() => pad(host).evaluate((pad: Pad) => pad.answers[1]?.times)).toEqual([[]]);
  });

  test("in forced colours ink, active cell and chosen reading can be told from what is around", async ({
    page: host,
    serve,
  }) => {
    await host.emulateMedia({ forcedColors: "active" });
    await host.goto(await serve({ html: page('<emnist-pad length="2" alphabet="A-Z"></emnist-pad>') }));
    await draw(host, sample("A"), canvas(host));
    await expect.poll(() => value(pad(host))).toBe("A");
    const outlined = (part: string) =>
      pad(host)
        .locator(`[part~=${part}]`)
        .evaluate((element) => getComputedStyle(element).outlineStyle);
    expect(await outlined("active")).toBe("solid");
    expect(await outlined("chosen")).toBe("solid");
    const [ink, paper] = await canvas(host).evaluate((canvas) => [
      getComputedStyle(canvas).color,
      getComputedStyle(canvas.parentElement as Element).backgroundColor,
    ]);
    expect(ink).not.toBe(paper);
  });

  test("at text of double size nothing runs over, and a value that a page gives is seen", async ({
    page: host,
    serve,
  }) => {
    const html = page(
      '<style>html { font-size: 200% }</style><emnist-pad length="8" value="12"></emnist-pad><emnist-pad value="K"></emnist-pad>',
    );
    await host.setViewportSize({ width: 320, height: 640 });
    await host.goto(await serve({ html }));
    await ready(host);
    expect(await host.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    for (const name of ["Character 1: 1", "Character 2: 2", "K"])
      await expect(host.getByRole("button", { name, exact: true })).toBeVisible();
  });

  test("cells run left to right in a page that does not, and 32 of them fit", async ({ page: host, serve }) => {
    const html = page('<emnist-pad length="6" alphabet="0-9" value="123456"></emnist-pad>', 'dir="rtl"');
    await host.goto(await serve({ html }));
    await expect(cells(host)).toHaveCount(6);
    const lefts = await cells(host).evaluateAll((all) => all.map((cell) => cell.getBoundingClientRect().left));
    expect([...lefts].sort((a, b) => a - b)).toEqual(lefts);
    await pad(host).evaluate((pad: Pad) => Object.assign(pad, { length: 32 }));
    const row = await host.getByRole("toolbar").evaluate((row) => row.scrollWidth - row.clientWidth);
    expect(row).toBeLessThanOrEqual(0);
    for (const button of await pad(host).getByRole("button").all()) {
      const box = await button.boundingBox();
      if (box) expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
    }
  });
});

test.describe("pens and hands", () => {
  test("turned and scaled by the page, the ink lies under the pen", async ({ page: host, serve }) => {
    const html = page(
      '<div style="rotate: 90deg; scale: 0.8; display: inline-block; margin: 80px"><emnist-pad></emnist-pad></div>',
    );
    await host.goto(await serve({ html }));
    await ready(host);
    const box = (await canvas(host).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await host.mouse.move(box.x + box.width * 0.75, box.y + box.height * 0.25); // right of the middle, above it
    await host.mouse.down();
    await host.mouse.move(box.x + box.width * 0.75, box.y + box.height * 0.75);
    await host.mouse.up();
    const [[from, to] = []] = await pad(host).evaluate((pad: Pad) => pad.strokes);
    // Turned back by a quarter: it began left of the middle, above it, and ran to the right.
    for (const [index, expected] of [250, 250].entries())
      expect(Math.abs((from?.[index] ?? 0) - expected)).toBeLessThan(15);
    for (const [index, expected] of [750, 250].entries())
      expect(Math.abs((to?.[index] ?? 0) - expected)).toBeLessThan(15);
  });

  test("two children draw on two pads at once, and a pad that was taken away works again", async ({
    page: host,
    serve,
  }) => {
    await host.goto(await serve({ html: page("<emnist-pad></emnist-pad><emnist-pad></emnist-pad>") }));
    await ready(host);
    const boxes = await Promise.all([0, 1].map((index) => canvas(host).nth(index).boundingBox()));
    const devtools = await host.context().newCDPSession(host);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", ys: readonly number[]) =>
      devtools.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: ys.map((y, id) => {
          const box = boxes[id] ?? { x: 0, y: 0, width: 0, height: 0 };
          return { id, x: box.x + box.width / 2, y: box.y + y * box.height };
        }),
      });
    await touch("touchStart", [0.2]);
    await touch("touchStart", [0.2, 0.2]);
    await touch("touchMove", [0.5, 0.5]);
    await touch("touchMove", [0.8, 0.8]);
    await touch("touchEnd", []);
    for (const index of [0, 1])
      await expect
        .poll(() =>
          pad(host)
            .nth(index)
            .evaluate((pad: Pad) => pad.strokes.length),
        )
        .toBe(1);
    await pad(host)
      .nth(1)
      .evaluate((pad) => pad.remove());
    const box = (await canvas(host).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await host.mouse.move(box.x + 50, box.y + 50);
    await host.mouse.down();
    await pad(host).evaluate((pad: Pad) => {
      const { parentNode } = pad;
      pad.remove();
      pad.clear();
      parentNode?.append(pad);
    });
    await host.mouse.up();
    await draw(host, sample("A"), canvas(host));
    await expect.poll(() => value(pad(host))).toBe("A");
  });

  test("a thumb that rests beside the pad does not keep a finger from drawing", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: page("<emnist-pad></emnist-pad>") }));
    await ready(host);
    const box = (await canvas(host).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const devtools = await host.context().newCDPSession(host);
    const thumb = { id: 0, x: box.x + box.width + 100, y: box.y + 50 };
    const finger = (y: number) => ({ id: 1, x: box.x + box.width / 2, y: box.y + y * box.height });
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", touchPoints: readonly (typeof thumb)[]) =>
      devtools.send("Input.dispatchTouchEvent", { type, touchPoints: [...touchPoints] });
    await touch("touchStart", [thumb]);
    await touch("touchStart", [thumb, finger(0.2)]);
    for (const y of [0.4, 0.6, 0.8]) await touch("touchMove", [thumb, finger(y)]);
    await touch("touchEnd", [thumb]);
    await touch("touchEnd", []);
    await expect.poll(() => pad(host).evaluate((pad: Pad) => pad.strokes.length)).toBe(1);
  });

  test("with pen-only, a mouse and fingers leave nothing", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: page("<emnist-pad pen-only></emnist-pad>") }));
    await draw(host, sample("L"), canvas(host));
    expect(await pad(host).evaluate((pad: Pad) => pad.strokes)).toEqual([]);
    await pad(host).evaluate((pad) => pad.removeAttribute("pen-only"));
    await draw(host, sample("L"), canvas(host));
    await expect.poll(() => pad(host).evaluate((pad: Pad) => pad.strokes.length)).toBe(sample("L").length);
  });

  test("a pen takes over from the hand that came down before it", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: page("<emnist-pad></emnist-pad>") }));
    await ready(host);
    await canvas(host).evaluate((canvas: HTMLCanvasElement) => {
      const captured = new Set<number>(); // the pointers below are not real
      canvas.setPointerCapture = (id) => void captured.add(id);
      canvas.hasPointerCapture = (id) => captured.has(id);
      const box = canvas.getBoundingClientRect();
      const send = (type: string, pointerType: string, x: number, y: number) =>
        canvas.dispatchEvent(
          new PointerEvent(type, {
            ...{ pointerType, pointerId: pointerType === "pen" ? 5 : 6, bubbles: true },
            ...{ clientX: box.x + x * box.width, clientY: box.y + y * box.height },
          }),
        );
      for (const y of [0.9, 0.95]) send(y === 0.9 ? "pointerdown" : "pointermove", "touch", 0.9, y);
      for (const y of [0.1, 0.5, 0.9]) send(y === 0.1 ? "pointerdown" : "pointermove", "pen", 0.5, y);
      send("pointermove", "touch", 0.8, 0.95);
      send("pointerup", "touch", 0.8, 0.95);
      send("pointerup", "pen", 0.5, 0.9);
    });
    const strokes = await pad(host).evaluate((pad: Pad) => pad.strokes);
    expect(strokes).toHaveLength(1);
    expect(strokes[0]?.map(([x]) => x)).toEqual([500, 500, 500]);
  });

  test("314 written across the sheet without a pause fills three cells", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: page('<emnist-pad length="3" alphabet="0-9" pause="5000"></emnist-pad>') }));
    await ready(host);
    await drawAt(host, [
      ...placed(sample("3"), 0, 0.3),
      ...placed(sample("1"), 0.36, 0.25),
      ...placed(sample("4"), 0.68, 0.3),
    ]);
    await expect.poll(() => value(pad(host))).toBe("314");
  });

  test("an H stays one letter, though its stems stand apart", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: page('<emnist-pad length="3" alphabet="A-Z" pause="5000"></emnist-pad>') }));
    await ready(host);
    // biome-ignore format: three strokes
    await drawAt(host, [[[0.3, 0.2], [0.3, 0.8]], [[0.7, 0.2], [0.7, 0.8]], [[0.3, 0.5], [0.7, 0.5]]]);
    await expect.poll(() => value(pad(host))).toBe("H");
  });

  const at = (y: number) => [[0.3, y], [0.6, y]] as const; // biome-ignore format: one stroke
  const stem = [[0.3, 0.2], [0.3, 0.8]] as const; // biome-ignore format: as above
  const [top, middle, bottom] = [at(0.2), at(0.5), at(0.8)];
  for (const [order, strokes] of [
    ["from the top down", [stem, top, middle, bottom]],
    ["from the bottom up", [stem, bottom, middle, top]],
    ["with the middle last", [[...[...top].reverse(), ...bottom], middle]],
  ] as const)
    test(`an E whose strokes come slowly stays one letter: ${order}`, async ({ page: host, serve }) => {
      await host.clock.install();
      await host.goto(await serve({ html: page('<emnist-pad length="2" alphabet="A-Z"></emnist-pad>') }));
      await draw(host, sample("A"), canvas(host));
      await host.clock.runFor(50);
      await expect.poll(() => value(pad(host))).toBe("A"); // what reads is there
      await pad(host).evaluate((pad: Pad) => pad.clear());
      for (const line of strokes) {
        await host.clock.runFor(1250); // since the last stroke
        await expect(cells(host).nth(0)).toHaveAttribute("aria-current", "true");
        await stroke(host, line, canvas(host));
      }
      await host.clock.runFor(1250);
      await expect(cells(host).nth(1)).toHaveAttribute("aria-current", "true");
      expect(await value(pad(host))).toBe("E");
    });

  test("keys are the pad's only while it has the focus", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: page('<label>Name <input></label><emnist-pad value="A"></emnist-pad>') }));
    await ready(host);
    await host.getByRole("textbox", { name: "Name" }).focus();
    for (const key of ["k", "Backspace", "Backspace", "Control+z", "Enter"]) await host.keyboard.press(key);
    await host.locator("body").click();
    await host.keyboard.press("k");
    expect(await value(pad(host))).toBe("A");
  });

  test("undone by the key in the place of Z, where a layout has no Latin letters", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: page("<emnist-pad></emnist-pad>") }));
    await draw(host, sample("L"), canvas(host));
    await expect.poll(() => value(pad(host))).not.toBe("");
    await canvas(host).evaluate((canvas) =>
      canvas.dispatchEvent(new KeyboardEvent("keydown", { key: "я", code: "KeyZ", ctrlKey: true, bubbles: true })),
    );
    await expect.poll(() => pad(host).evaluate((pad: Pad) => pad.strokes.length)).toBe(sample("L").length - 1);
  });
});
