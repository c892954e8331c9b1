// <emnist-line>: a field to write a line in, as forms see it and as hands use it; and what writes into other fields.

import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { line } from "../consumers/questions.ts";
import { expect, test, writeOn } from "./hosts.ts";

type Line = HTMLElementTagNameMap["emnist-line"];

const page = (body: string) =>
  `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Host</title>
  <script type="module" src="SITE/emnist-line.js"></script><main>${body}</main></html>`;
const field = (page: Page) => page.locator("emnist-line");
const value = (field: Locator) => field.evaluate((field: Line) => field.value);
const valid = (field: Locator) => field.evaluate((field: Line) => field.checkValidity());
const choices = (page: Page) => page.getByRole("group", { name: "Read as" }).getByRole("button");
/** Every event of these kinds, with the value at its time. */
const listen = (page: Page) =>
  page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    for (const type of ["input", "change", "complete"])
      document.addEventListener(type, ({ target }) => heard.push(`${type} ${(target as HTMLInputElement).value}`));
  });
const heard = (page: Page) => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);

const write = (page: Page, text: string, left?: number) => writeOn(field(page).locator("canvas"), text, left);

test.describe("a field of its own", () => {
  test("what is written is its value, as it is written, and is sent", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: page('<form><emnist-line name="who" required></emnist-line></form>') }));
    await listen(host);
    const input = host.getByRole("textbox", { name: "What you wrote" });
    expect(await valid(field(host))).toBe(false);
    await write(host, "HEAR");
    await expect(input).toHaveValue("HEAR");
    expect(await value(field(host))).toBe("HEAR");
    expect(await valid(field(host))).toBe(true);
    expect(await host.evaluate(() => [...new FormData(document.forms[0]).entries()])).toEqual([["who", "HEAR"]]);
    await expect.poll(async () => (await heard(host)).at(-1)).toBe("change HEAR");
    expect((await heard(host)).filter((event) => event.startsWith("change"))).toHaveLength(1);
    expect((await heard(host)).filter((event) => event === "input HEAR")).toHaveLength(1);
  });

  test("undoing takes strokes back, and their text", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: page("<emnist-line></emnist-line>") }));
    await write(host, "HE");
    await expect.poll(() => value(field(host))).toBe("HE");
    for (const _ of line("HE")) await host.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => value(field(host))).toBe("");
    await field(host).locator("canvas").press("Control+Shift+z");
    await expect.poll(() => value(field(host))).not.toBe("");
  });

  test("another reading can be chosen", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: page("<emnist-line></emnist-line>") }));
    await listen(host);
    await write(host, "HEAR");
    await expect(choices(host).first()).toHaveText("HEAR");
    const other = (await choices(host).nth(1).textContent()) ?? "";
    await choices(host).nth(1).click();
    expect(await value(field(host))).toBe(other);
    expect((await heard(host)).at(-1)).toBe(`change ${other}`);
    await expect(choices(host).nth(1)).toHaveAttribute("aria-pressed", "true");
  });

  test("typing goes on beside writing: at the caret, with a space between words", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: page("<emnist-line></emnist-line>") }));
    const input = host.getByRole("textbox");
    await input.fill("I SEE");
    await write(host, "THE");
    await expect(input).toHaveValue("I SEE THE");
    await input.press("End");
    await host.keyboard.type("!");
    await expect(input).toHaveValue("I SEE THE!");
    await expect(host.getByRole("button", { name: "Undo" })).toBeDisabled(); // a new sheet
    await write(host, "HEAR");
    await expect(input).toHaveValue("I SEE THE! HEAR");
  });

  test("holds what its author asks for", async ({ page: host, serve }) => {
    await host.goto(
      await serve({
        html: page(`<form><emnist-line name="n" alphabet="0-9" minlength="3" maxlength="4" value="1"></emnist-line>
          <input type="reset"></form>`),
      }),
    );
    await listen(host);
    const validity = () => field(host).evaluate(({ validity }: Line) => [validity.tooShort, validity.valid]);
    expect(await value(field(host))).toBe("1");
    expect(await validity()).toEqual([true, false]);
    await field(host).evaluate((field: Line) => field.clear());
    await write(host, "4711");
    await expect.poll(() => value(field(host))).toMatch(/^\d{3,4}$/);
    await expect.poll(async () => (await heard(host)).at(-1)).toMatch(/^(complete \d{4}|change \d{3})$/);
    expect(await validity()).toEqual([false, true]);
    await field(host).evaluate((field: Line) => field.setCustomValidity("taken"));
    expect(await validity()).toEqual([false, false]);
    await host.getByRole("button", { name: "Reset" }).click();
    expect(await value(field(host))).toBe("1");
  });

  test("in a page from right to left, dark and 320 pixels wide, it reads and turns from left to right; axe finds nothing", async ({
    page: host,
    serve,
  }) => {
    await host.setViewportSize({ width: 320, height: 640 });
    await host.emulateMedia({ colorScheme: "dark" });
    const form = "<label>Name <emnist-line></emnist-line></label>";
    const dark = '<html lang="en" dir="rtl" style="color-scheme: dark; background: #12151b">';
    await host.goto(await serve({ html: page(form).replace('<html lang="en">', dark) }));
    await write(host, "THE", 10);
    await expect.poll(() => value(field(host))).toBe("THE");
    const long = line("HEARTHE").map((stroke) => stroke.map(([x, y]) => [2 * x, 350 + 2 * y] as const));
    await field(host).evaluate((field: Line, strokes) => field.write(strokes), long);
    const tool = (name: string) => host.getByRole("button", { name });
    await expect(tool("Back")).toBeEnabled(); // the sheet has moved on
    const left = async (part: Locator) => (await part.boundingBox())?.x ?? Number.NaN;
    const places = [await left(choices(host).first()), await left(tool("Back")), await left(tool("Forward"))];
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(await host.getByRole("textbox").evaluate((input) => getComputedStyle(input).direction)).toBe("ltr");
    await tool("Back").click();
    await expect(tool("Forward")).toBeEnabled();
    const { violations } = await new AxeBuilder({ page: host }).withTags(["wcag2a", "wcag2aa", "wcag22aa"]).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(", ")}`)).toEqual([]);
    expect(await host.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });

  test("read only and disabled, nothing is written", async ({ page: host, serve }) => {
    await host.goto(await serve({ html: page('<emnist-line value="THE" readonly></emnist-line>') }));
    await field(host).locator("input").waitFor();
    await write(host, "HE");
    expect(await value(field(host))).toBe("THE");
    await field(host).evaluate((field: Line) => {
      field.readOnly = false;
      field.disabled = true;
    });
    await write(host, "HE");
    expect(await value(field(host))).toBe("THE");
  });

  test("what was written while the reader was on its way is read when it is there", async ({ page: host, serve }) => {
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await host.route("**/*.onnx", async (route) => {
      await arrived;
      await route.continue();
    });
    await host.goto(await serve({ html: page("<emnist-line></emnist-line>") }));
    await write(host, "HEAR");
    await expect(host.getByRole("status")).toContainText("is being fetched");
    arrive();
    await expect.poll(() => value(field(host))).toBe("HEAR");
  });

  test("when it cannot be fetched a sentence says so, and the next stroke tries again", async ({
    page: host,
    serve,
    complaints,
  }) => {
    await host.route("**/*.words", (route) => route.abort());
    await host.goto(await serve({ html: page("<emnist-line></emnist-line>") }));
    await write(host, "H");
    await expect(host.getByRole("status")).toContainText("could not be fetched");
    expect(complaints.splice(0).length).toBeGreaterThan(0);
    await host.unroute("**/*.words");
    await write(host, "E", 85);
    await expect.poll(() => value(field(host))).toMatch(/^H ?E$/);
  });
});

test.describe('for="id"', () => {
  const open = (page: Page) => page.getByRole("button", { name: /^Write by hand/ });

  test("writes into an ordinary field at its caret; its own undo takes the line back", async ({
    page: host,
    serve,
  }) => {
    await host.goto(
      await serve({
        html: page('<label>Note <input id="note" value="A B"></label><emnist-line for="note"></emnist-line>'),
      }),
    );
    await listen(host);
    const note = host.getByRole("textbox", { name: "Note" });
    await expect(field(host).locator("canvas")).toBeHidden();
    await note.evaluate((input: HTMLInputElement) => input.setSelectionRange(1, 1));
    await open(host).click();
    await write(host, "HEAR");
    await expect(choices(host).first()).toHaveText(" HEAR");
    await expect(note).toHaveValue("A HEAR B");
    expect((await heard(host)).filter((event) => event.startsWith("input A"))).toEqual(["input A HEAR B"]);
    await expect(note).toBeFocused();
    const other = (await choices(host).nth(1).textContent()) ?? "";
    await choices(host).nth(1).click(); // another reading, in its place
    await expect(note).toHaveValue(`A${other} B`);
    await note.press("Control+z");
    await note.press("Control+z");
    await expect(note).toHaveValue("A B");
  });

  test("goes on with the next words, and never covers what it writes into", async ({ page: host, serve }) => {
    await host.setViewportSize({ width: 320, height: 640 });
    await host.goto(
      await serve({
        html: page('<label>Note <textarea id="note"></textarea></label><emnist-line for="note"></emnist-line>'),
      }),
    );
    const note = host.getByRole("textbox", { name: "Note" });
    await open(host).click();
    await write(host, "SEE", 10);
    await expect(note).toHaveValue("SEE");
    await write(host, "THE", 10);
    await expect(note).toHaveValue("SEE THE");
    const [over, under] = [await note.boundingBox(), await field(host).boundingBox()];
    expect((over?.y ?? 0) + (over?.height ?? 0)).toBeLessThanOrEqual(under?.y ?? 0);
    expect((under?.x ?? 0) + (under?.width ?? 999)).toBeLessThanOrEqual(320);
    await host.keyboard.press("Escape");
    await expect(field(host).locator("canvas")).toBeHidden();
    expect(await note.getAttribute("inputmode")).toBeNull();
  });

  for (const [name, attributes, allowed] of [
    ["a number", 'type="number"', /^[0-9.-]+$/],
    ["a telephone number", 'type="tel"', /^[0-9+*#() -]+$/],
    ["digits", 'inputmode="numeric"', /^[0-9]+$/],
    ["a pattern", 'pattern="[A-F0-9]{2,8}"', /^[A-F0-9]+$/],
  ] as const)
    test(`${name} has an alphabet`, async ({ page: host, serve }) => {
      await host.goto(await serve({ html: page(`<input id="n" ${attributes}><emnist-line for="n"></emnist-line>`) }));
      await open(host).click();
      await write(host, "47");
      await expect(host.locator("#n")).toHaveValue(allowed);
    });

  test("a stylus on the field opens it; sending the form does not wait for the pen to rest", async ({
    page: host,
    serve,
  }) => {
    await host.goto(
      await serve({
        html: page(`<form onsubmit="event.preventDefault(); sent.textContent = [...new FormData(this).values()]">
          <input id="who" name="who" required><emnist-line for="who" pause="60000"></emnist-line><button>Send</button>
          <output id="sent"></output></form>`),
      }),
    );
    await host.locator("#who").dispatchEvent("pointerdown", { pointerType: "pen", bubbles: true });
    await write(host, "THE");
    await expect(choices(host).first()).toHaveText("THE");
    await expect(host.locator("#who")).toHaveValue("");
    await host.getByRole("button", { name: "Send" }).click();
    await expect(host.locator("#sent")).toHaveText("THE");
  });
});
