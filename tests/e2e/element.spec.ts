// <emnist-pad> in other people's pages: a field like any other, filled by hand.

import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./hosts.ts";
import { draw, sample, stroke } from "./page.ts";

type Pad = HTMLElementTagNameMap["emnist-pad"];

const page = (body: string) =>
  `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Host</title>
  <script type="module" src="SITE/emnist-pad.js"></script><main>${body}</main></html>`;
const code =
  '<form><label>Code <emnist-pad name="code" length="6" alphabet="0-9" required></emnist-pad></label></form>';

const pad = (page: Page, selector = "emnist-pad") => page.locator(selector);
const canvas = (page: Page, selector?: string) => pad(page, selector).locator("canvas");
const value = (pad: Locator) => pad.evaluate((pad: Pad) => pad.value);
const cells = (page: Page) => page.getByRole("toolbar").getByRole("button");

async function write(page: Page, text: string, selector?: string): Promise<void> {
  const before = await value(pad(page, selector));
  for (const [index, character] of [...text].entries()) {
    await draw(page, sample(character), canvas(page, selector));
    await expect.poll(() => value(pad(page, selector))).toBe(before + text.slice(0, index + 1));
    // The next cell's turn comes by itself.
    if (before.length + index + 1 < (await cells(page).count()))
      await expect(cells(page).nth(before.length + index + 1)).toHaveAttribute("aria-current", "true");
  }
}

const entries = (page: Page) =>
  page.locator("form").evaluate((form: HTMLFormElement) => Object.fromEntries(new FormData(form)));

const policies: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  plain: {},
  "cross-origin isolated": {
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
  },
  "strictly guarded": {
    "Content-Security-Policy":
      "default-src 'none'; script-src SITE 'wasm-unsafe-eval'; connect-src SITE; style-src 'none'; img-src data:; " +
      "require-trusted-types-for 'script'; trusted-types 'none'",
  },
};

for (const [name, headers] of Object.entries(policies))
  test(`in a ${name} page a letter is read`, async ({ page: host, serve }) => {
    await host.goto(await serve({ html: page("<emnist-pad></emnist-pad>"), headers }));
    await draw(host, sample("A"), canvas(host));
    await expect.poll(() => value(pad(host))).toBe("A");
    const paper = await pad(host).evaluate((pad) => {
      const sheet = pad.shadowRoot?.querySelector("[part=pad]") as Element;
      return getComputedStyle(sheet).backgroundColor;
    });
    expect(paper).toBe("rgb(255, 255, 255)"); // its styles arrived
  });

test("a code is written, corrected by tapping a cell, sent and reset", async ({ page: host, serve }) => {
  await host.goto(await serve({ html: page(code) }));
  expect(await pad(host).evaluate((pad: Pad) => [pad.validity.valueMissing, pad.validationMessage])).toEqual([
    true,
    "Draw or type 6 characters; 0 are there.",
  ]);
  await write(host, "480");
  expect(await pad(host).evaluate((pad: Pad) => [pad.checkValidity(), pad.validity.tooShort])).toEqual([false, true]);
  await write(host, "516");
  expect(await pad(host).evaluate((pad: Pad) => pad.checkValidity())).toBe(true);
  await cells(host).nth(2).click();
  await draw(host, sample("2"), canvas(host)); // takes the place of what was there
  await expect.poll(() => value(pad(host))).toBe("482516");
  await expect(cells(host).nth(2)).toHaveAccessibleName("Character 3: 2");
  expect(await entries(host)).toEqual({ code: "482516" });
  await host.locator("form").evaluate((form: HTMLFormElement) => form.reset());
  expect(await value(pad(host))).toBe("");
  await expect(cells(host).nth(0)).toHaveAttribute("aria-current", "true");
  expect(await entries(host)).toEqual({ code: "" });
});

test("a reset brings the value of the page's source back, and a form is not sent while it lacks something", async ({
  page: host,
  serve,
}) => {
  const form =
    '<form><emnist-pad name="code" length="3" value="12" alphabet="0-9" required></emnist-pad><button>Send</button></form>';
  await host.goto(await serve({ html: page(form) }));
  await host.evaluate(() => {
    document.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      document.title = "sent";
    });
  });
  await host.getByRole("button", { name: "Send" }).click();
  await expect(pad(host)).toBeFocused();
  await expect(host).toHaveTitle("Host");
  await cells(host).nth(2).focus();
  await host.keyboard.type("3");
  await host.getByRole("button", { name: "Send" }).click();
  await expect(host).toHaveTitle("sent");
  await pad(host).evaluate((pad: Pad) => pad.form?.reset());
  expect(await value(pad(host))).toBe("12");
});

test("events: ink and answers while the pen moves, input and change when it rests", async ({ page: host, serve }) => {
  await host.goto(await serve({ html: page('<emnist-pad pause="200"></emnist-pad>') }));
  await host.evaluate(() => {
    const events: string[] = [];
    Object.assign(globalThis, { events });
    for (const type of ["inkchange", "answer", "input", "change"])
      document.addEventListener(type, (event) => {
        const { settled } = (event as CustomEvent<{ settled?: boolean }>).detail ?? {};
        const said = `${type} ${settled ?? (event.target as Pad).value}`;
        if (events.at(-1) !== said) events.push(said);
      });
  });
  await draw(host, sample("A"), canvas(host));
  await expect.poll(() => host.evaluate('events.some((event) => event.startsWith("change"))')).toBe(true);
  const events = (await host.evaluate("events")) as string[];
  expect(events).toContain("inkchange false");
  expect(events).toContain("answer false");
  const first = (start: string) => events.findIndex((event) => event.startsWith(start));
  expect(first("inkchange true")).toBeLessThan(first("input"));
  expect(first("input")).toBeLessThan(first("answer true"));
  expect(first("answer true")).toBeLessThan(first("change"));
});

test("a letter in a digits-only pad is flagged and not taken", async ({ page: host, serve }) => {
  await host.goto(await serve({ html: page('<emnist-pad alphabet="0-9"></emnist-pad>') }));
  await draw(host, sample("R"), canvas(host));
  await expect(host.getByText("That looks like none of 0–9.")).toBeVisible();
  expect(await value(pad(host))).toBe("");
  const choice = host.getByRole("group", { name: "Read as" }).getByRole("button").first();
  const chosen = await choice.textContent();
  expect(chosen).toMatch(/^\d$/);
  await choice.click();
  expect(await value(pad(host))).toBe(chosen);
});

test("with the keyboard alone: typed into cells, drawn with arrow keys, written in the field", async ({
  page: host,
  serve,
}) => {
  await host.goto(await serve({ html: page(code) }));
  await host.keyboard.press("Tab");
  await expect(cells(host).nth(0)).toBeFocused();
  await host.keyboard.type("4x8"); // x is none of the alphabet
  await expect(cells(host).nth(2)).toBeFocused();
  expect(await value(pad(host))).toBe("48");
  await host.keyboard.press("Backspace"); // an empty cell passes it on
  await expect.poll(() => value(pad(host))).toBe("4");
  await host.keyboard.press("Tab");
  await expect(canvas(host)).toBeFocused();
  await host.keyboard.press("Space");
  for (let step = 0; step < 8; step++) await host.keyboard.press("ArrowDown");
  await host.keyboard.press("Space");
  await expect.poll(() => value(pad(host))).toBe("41");
  await expect(cells(host).nth(1)).toHaveAttribute("aria-current", "true"); // waits for Enter
  await host.keyboard.press("Enter");
  await expect(cells(host).nth(2)).toHaveAttribute("aria-current", "true");
  const type = host.getByRole("button", { name: "Type" });
  for (let tabs = 0; tabs < 6 && !(await type.evaluate((button) => button.matches(":focus"))); tabs++)
    await host.keyboard.press("Tab");
  await host.keyboard.press("Enter");
  await expect(host.getByRole("textbox")).toBeFocused();
  await host.keyboard.press("End");
  await host.keyboard.type("-25 16-");
  expect(await value(pad(host))).toBe("4125 1");
  await host.keyboard.press("Control+a");
  await host.keyboard.insertText("971 605".replace(" ", "-"));
  expect(await entries(host)).toEqual({ code: "971605" });
});

test("disabled, by itself or by its fieldset, it takes nothing and is not sent", async ({ page: host, serve }) => {
  const body = '<form><fieldset disabled><emnist-pad name="letter" value="A"></emnist-pad></fieldset></form>';
  await host.goto(await serve({ html: page(body) }));
  await stroke(
    host,
    [
      [0.2, 0.2],
      [0.8, 0.8],
    ],
    canvas(host),
  );
  expect(await entries(host)).toEqual({});
  expect(await value(pad(host))).toBe("A");
  await host.keyboard.press("Tab");
  await expect(pad(host)).not.toBeFocused();
});

test("its words follow lang, its colours the page", async ({ page: host, serve }) => {
  const body = '<div lang="fr"><emnist-pad required></emnist-pad></div>';
  await host.goto(await serve({ html: page(body) }));
  await expect
    .poll(() => pad(host).evaluate((pad: Pad) => pad.validationMessage))
    .toBe("Dessinez ou tapez un caractère.");
  await pad(host).evaluate((pad: Pad) => {
    pad.lang = "de-CH";
  });
  await expect(host.getByRole("button", { name: "Leeren" })).toBeVisible();
  const ink = () => canvas(host).evaluate((canvas) => getComputedStyle(canvas).color);
  expect(await ink()).toBe("rgb(27, 42, 78)");
  await host.evaluate(() => {
    document.documentElement.style.colorScheme = "dark";
  });
  expect(await ink()).toBe("rgb(238, 242, 251)");
  await host.evaluate(() => document.documentElement.style.setProperty("--emnist-ink", "green"));
  expect(await ink()).toBe("rgb(0, 128, 0)");
});

test("every part and every custom property that the document names can be styled", async ({ page: host, serve }) => {
  const section = readFileSync("docs/element.md", "utf8").split("\n## Styling\n")[1]?.split("\n## ")[0] ?? "";
  const [table = "", partList = ""] = section.split("\nParts: ");
  const properties = [...table.matchAll(/`(--emnist-[a-z]+)`/g)].map(([, name = ""]) => name);
  const parts = [...(partList.split("Without")[0] ?? "").matchAll(/`([a-z]+)`/g)].map(([, name = ""]) => name);
  expect(properties).toHaveLength(8);
  expect(parts).toHaveLength(15);
  const rules = parts.map((part, index) => `emnist-pad::part(${part}) { scroll-margin-top: ${index + 1}px; }`);
  const values = properties.map(
    (name) => `${name}: ${{ "--emnist-size": "123px", "--emnist-font": "serif" }[name] ?? "rgb(1, 2, 3)"};`,
  );
  const style = `<style>${rules.join(" ")} emnist-pad { ${values.join(" ")} }</style>`;
  await host.goto(await serve({ html: page(`${style}<emnist-pad length="2" value="1"></emnist-pad>`) }));
  await draw(host, sample("R"), canvas(host)); // so that there are readings to choose from
  await expect.poll(() => value(pad(host))).toBe("1R");
  await expect(host.getByRole("group", { name: "Read as" }).getByRole("button").first()).toBeVisible();
  const styled = await pad(host).evaluate(
    (pad, parts) =>
      parts.map((part) => {
        const found = [...(pad.shadowRoot?.querySelectorAll(`[part~="${part}"]`) ?? [])];
        return found.map((element) => getComputedStyle(element).scrollMarginTop);
      }),
    parts,
  );
  for (const [index, found] of styled.entries()) expect(found, parts[index]).toContain(`${index + 1}px`);
  const { width, inside } = await pad(host).evaluate((pad) => {
    const element = (part: string) => pad.shadowRoot?.querySelector(`[part~="${part}"]`) as Element;
    const of = (part: string) => getComputedStyle(element(part));
    const { backgroundColor, backgroundImage, borderTopColor } = of("pad");
    const { color } = of("ink");
    const { color: muted } = of("hint");
    const { color: accent } = of("note");
    const { fontFamily } = of("base");
    return {
      width: getComputedStyle(pad).width,
      inside: { backgroundColor, backgroundImage, borderTopColor, color, muted, accent, fontFamily },
    };
  });
  expect(width).toBe("123px");
  expect(inside).toEqual({
    backgroundColor: "rgb(1, 2, 3)",
    backgroundImage: expect.stringContaining("rgb(1, 2, 3)"),
    borderTopColor: "rgb(1, 2, 3)",
    color: "rgb(1, 2, 3)",
    muted: "rgb(1, 2, 3)",
    accent: "rgb(1, 2, 3)",
    fontFamily: "serif",
  });
});

test("what was written is there again after going back to the page", async ({ page: host, serve }) => {
  const address = await serve({ html: page(code) });
  await host.goto(address);
  await write(host, "48");
  await cells(host).nth(3).click();
  await draw(host, sample("1"), canvas(host));
  await expect.poll(() => value(pad(host))).toBe("48 1");
  await host.evaluate("globalThis.same = true");
  await host.goto(await serve({ html: page("") }));
  await host.goBack();
  await expect.poll(() => value(pad(host))).toBe("48 1");
  expect(await host.evaluate("globalThis.same")).toBeUndefined(); // a new page, to which the browser gave the state back
  expect(await entries(host)).toEqual({ code: "48 1" });
  await expect(cells(host).nth(2)).toHaveAttribute("aria-current", "true");
});

test("a mistaken alphabet is told its author, not the visitor", async ({ page: host, serve, complaints }) => {
  await host.goto(await serve({ html: page('<emnist-pad alphabet="0-9äö"></emnist-pad>') }));
  await expect
    .poll(() => complaints.join())
    .toMatch(/^<emnist-pad alphabet="0-9[^,]*An alphabet is made of digits[^,]*$/);
  await expect(host.getByText("An alphabet is made of")).toBeHidden();
  complaints.length = 0;
});

test("set before it is defined, it keeps what it was told", async ({ page: host, serve, site }) => {
  await host.goto(await serve({ html: page("<p>None yet.</p>").replace(/<script.*<\/script>/, "") }));
  await host.evaluate(async (script) => {
    const early = document.createElement("emnist-pad") as unknown as { length: number; value: string };
    early.length = 4;
    early.value = "12";
    document.body.append(early as unknown as Node);
    await import(script);
  }, `${site}/emnist-pad.js`);
  await expect(cells(host)).toHaveCount(4);
  expect(await value(pad(host))).toBe("12");
});

test("when the recogniser cannot be fetched, it says so and can be typed", async ({
  page: host,
  serve,
  complaints,
}) => {
  await host.route("**/*.onnx", (route) => route.abort());
  await host.goto(await serve({ html: page("<emnist-pad></emnist-pad>") }));
  await expect(host.getByText("A file could not be fetched")).toBeVisible();
  await canvas(host).focus();
  await host.keyboard.press("k");
  expect(await value(pad(host))).toBe("k");
  await host.unroute("**/*.onnx");
  await draw(host, sample("A"), canvas(host)); // drawing asks again
  await expect.poll(() => value(pad(host))).toBe("A");
  complaints.length = 0; // the browser reports the missing file, as it should
});

test("as axe judges it, light and dark, empty and written", async ({ page: host, serve }) => {
  for (const colorScheme of ["light", "dark"] as const) {
    await host.emulateMedia({ colorScheme });
    const html = page(`${code}<label>Letter <emnist-pad id="letter"></emnist-pad></label>`);
    await host.goto(
      await serve({ html: html.replace("<title>", '<meta name="color-scheme" content="light dark"><title>') }),
    );
    await draw(host, sample("4"), canvas(host, "form emnist-pad"));
    await draw(host, sample("A"), canvas(host, "#letter"));
    await expect.poll(() => value(pad(host, "#letter"))).toBe("A");
    const { violations } = await new AxeBuilder({ page: host }).include("emnist-pad").analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(", ")}`)).toEqual([]);
  }
});

test("fifty pads share one module", async ({ page: host, serve }) => {
  await host.addInitScript(() => {
    const { instantiate } = WebAssembly;
    Object.assign(globalThis, { instances: 0 });
    WebAssembly.instantiate = ((...given: Parameters<typeof instantiate>) => {
      (globalThis as unknown as { instances: number }).instances++;
      return instantiate(...given);
    }) as typeof instantiate;
  });
  await host.goto(await serve({ html: page("<emnist-pad></emnist-pad>".repeat(50)) }));
  for (const index of [0, 49]) {
    const one = pad(host).nth(index);
    await draw(host, sample("A"), one.locator("canvas"));
    await expect.poll(() => value(one)).toBe("A");
  }
  expect(await host.evaluate("instances")).toBe(1);
});

test("two hundred pads come and go and leave nothing behind", async ({ page: host, serve }) => {
  await host.goto(await serve({ html: page('<emnist-pad id="first"></emnist-pad><div id="crowd"></div>') }));
  await draw(host, sample("A"), canvas(host, "#first"));
  await expect.poll(() => value(pad(host, "#first"))).toBe("A");
  const devtools = await host.context().newCDPSession(host);
  const comeAndGo = (count: number) =>
    host.evaluate(async (count) => {
      const crowd = document.querySelector("#crowd") as HTMLElement;
      const frame = () => new Promise(requestAnimationFrame);
      for (let batch = 0; batch < count; batch += 20) {
        const pads = Array.from({ length: 20 }, () =>
          Object.assign(document.createElement("emnist-pad"), { length: 3 }),
        );
        crowd.append(...pads);
        for (const pad of pads)
          pad.write([
            [
              [100, 100],
              [900, 900],
            ],
            [
              [900, 100],
              [100, 900],
            ],
          ]);
        await frame();
        await frame();
        crowd.replaceChildren();
        await frame();
      }
    }, count);
  const held = async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    await devtools.send("HeapProfiler.collectGarbage");
    const { usedSize } = await devtools.send("Runtime.getHeapUsage");
    const { nodes, jsEventListeners } = await devtools.send("Memory.getDOMCounters");
    return { heap: usedSize, nodes, listeners: jsEventListeners };
  };
  await comeAndGo(200); // warms up: what the engine learns about the code stays, too
  const before = await held();
  await comeAndGo(200);
  const after = await held();
  console.log(`heap ${before.heap} → ${after.heap} bytes, nodes ${before.nodes} → ${after.nodes}`);
  expect(after.heap - before.heap).toBeLessThan(200 * 500); // bytes: half a kilobyte each would be a leak
  expect(after.nodes - before.nodes).toBeLessThan(200);
  expect(after.listeners - before.listeners).toBeLessThan(200);
});
