// The widget in other people's pages, the same for every browser: the element in a form, the frame at another origin.

import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { written } from "../../web/src/page/lines/hand.ts";
import { nameSite } from "../../web/vite/host-config.ts";
import { firefox } from "./firefox.ts";
import { freePort } from "./free-port.ts";
import { Site } from "./site.ts";
import { framed, sample, Visitor } from "./visitor.ts";
import { webkit } from "./webkit.ts";

for (const launcher of [firefox, webkit])
  describe(launcher.name, () => {
    let site: Site;
    let visitor: Visitor;
    let host: Server | undefined;

    // The site as its owner would build it for this address: WebKit asks for that (web/vite/host-config.ts).
    const folder = mkdtempSync(join(tmpdir(), "emnist-named-"));

    beforeAll(async () => {
      const port = await freePort();
      cpSync("web/dist", folder, { recursive: true });
      const config = join(folder, "staticwebapp.config.json");
      const named = nameSite(JSON.parse(readFileSync(config, "utf8")), `http://localhost:${port}`);
      writeFileSync(config, JSON.stringify(named));
      site = await Site.serve(folder, port);
      visitor = new Visitor(await launcher.launch());
    });
    afterEach(() => {
      host?.closeAllConnections();
      host?.close();
    });
    afterAll(async () => {
      await visitor?.browser.close();
      await site?.stop();
      rmSync(folder, { recursive: true });
    });

    /** Opens a page of another site; SITE and ORIGIN in it become our origin and its own. */
    async function visit(html: string, headers: Record<string, string> = {}): Promise<void> {
      const server = createServer((_, response) => {
        const named = new URL(site.address).origin;
        const filled = html.replaceAll("SITE", named).replaceAll("ORIGIN", origin);
        const sent = Object.entries(headers).map(([name, value]) => [name, value.replaceAll("SITE", named)]);
        response.writeHead(200, { "Content-Type": "text/html", ...Object.fromEntries(sent) });
        response.end(`<!doctype html>${filled}`);
      });
      host = server;
      await once(server.listen(0, "127.0.0.1"), "listening");
      const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      await visitor.browser.goto(`${origin}/`);
    }

    const element = `<script type="module" src="SITE/emnist-pad.js"></script>
      <form><emnist-pad name="code" length="3" alphabet="0-9" required></emnist-pad></form>`;
    const value = () => visitor.browser.run(() => document.querySelector("emnist-pad")?.value);
    /** Where the pad's sheet is: in the page's element, or below the frame's row of cells when there is none. */
    const sheet = () =>
      visitor.browser.run(() => {
        const { left, top, width } = (
          document.querySelector("emnist-pad")?.shadowRoot?.querySelector("canvas") ??
          document.querySelector("iframe") ??
          document.body
        ).getBoundingClientRect();
        return [left, top, width] as const;
      });

    const cell = (index: number) =>
      visitor.browser.run((index) => {
        const cells = document.querySelector("emnist-pad")?.shadowRoot?.querySelectorAll("[part~=cell]") ?? [];
        const { left, top, width, height } = cells[index]?.getBoundingClientRect() ?? new DOMRect();
        return [left + width / 2, top + height / 2] as const;
      }, index);

    test("a code is written into a form's field, corrected by tapping a cell, and reset", async () => {
      await visit(element);
      for (const [index, digit] of [..."481"].entries()) {
        await expect
          .poll(() =>
            visitor.browser.run(() => {
              const cells = document.querySelector("emnist-pad")?.shadowRoot?.querySelectorAll("[part~=cell]") ?? [];
              return [...cells].findIndex((cell) => cell.getAttribute("aria-current") === "true");
            }),
          )
          .toBe(index);
        await visitor.draw(sample(digit), await sheet());
        await expect.poll(value).toBe("481".slice(0, index + 1));
      }
      await visitor.photograph(`${launcher.name}-element`);
      const state = () =>
        visitor.browser.run(() => {
          const form = document.querySelector("form");
          return form && { ...Object.fromEntries(new FormData(form)), valid: form.checkValidity() };
        });
      expect(await state()).toEqual({ code: "481", valid: true });
      await visitor.browser.drag([await cell(1)]);
      await visitor.draw(sample("2"), await sheet()); // takes the place of what was there
      await expect.poll(value).toBe("421");
      await visitor.browser.run(() => document.querySelector("form")?.reset());
      expect(await state()).toEqual({ code: "", valid: false });
    });

    test("in a strictly guarded page a digit is read", async () => {
      await visit(element.replace('length="3"', ""), {
        "Content-Security-Policy":
          "default-src 'none'; script-src SITE 'wasm-unsafe-eval'; connect-src SITE; style-src 'none'; " +
          "require-trusted-types-for 'script'; trusted-types 'none'",
      });
      await expect.poll(value).toBe("");
      await visitor.draw(sample("7"), await sheet());
      await expect.poll(value).toBe("7");
    });

    test("it is typed into with the keyboard", async () => {
      await visit(element);
      await expect.poll(value).toBe("");
      await visitor.browser.run(() => document.querySelector("emnist-pad")?.focus());
      await visitor.browser.press("4", "x", "8");
      await expect.poll(value).toBe("48");
    });

    test("a line is written into a field, read otherwise and reset", async () => {
      await visit(`<script type="module" src="SITE/emnist-line.js"></script>
        <form><emnist-line name="who" required></emnist-line></form>`);
      const state = () =>
        visitor.browser.run(() => {
          const [form] = document.forms;
          return form && { ...Object.fromEntries(new FormData(form)), valid: form.checkValidity() };
        });
      const part = (selector: string) =>
        visitor.browser.run((selector) => {
          const found = document.querySelector("emnist-line")?.shadowRoot?.querySelector(selector);
          const { left, top, width, height } = found?.getBoundingClientRect() ?? new DOMRect();
          return { left, top, width, height, text: found?.textContent ?? "" };
        }, selector);
      await expect.poll(async () => (await part("canvas")).height, { timeout: 20_000 }).toBeGreaterThan(50);
      const { left, top, height } = await part("canvas");
      for (const stroke of written("old", { left: 60, baseline: 660, xHeight: 180 }))
        await visitor.browser.drag(
          stroke.map(([x, y]) => [left + (x * height) / 1000, top + (y * height) / 1000] as const),
        );
      await expect.poll(state, { timeout: 20_000 }).toEqual({ who: "old", valid: true });
      await visitor.photograph(`${launcher.name}-line-element`);
      const other = await part("[part=choice]");
      await visitor.browser.drag([[other.left + other.width / 2, other.top + other.height / 2]]);
      await expect.poll(state).toEqual({ who: other.text, valid: true });
      await visitor.browser.run(() => document.querySelector("form")?.reset());
      expect(await state()).toEqual({ who: "", valid: false });
    });

    const frame = (attributes: string) =>
      `<iframe src="SITE/embed.html?alphabet=A-Z&origins=ORIGIN" ${attributes}></iframe>
      <script type="module">
        import { PadFrame } from "SITE/emnist-host.js";
        window.pad = new PadFrame(document.querySelector("iframe"))
          .on("ready", () => { document.body.dataset.ready = "yes"; })
          .on("answer", ({ value }) => { document.title = value; });
      </script>`;
    const ready = () => visitor.browser.run(() => document.body.dataset.ready);
    const title = () => visitor.browser.run(() => document.title);

    test.each([
      ["plain", ""],
      ["sandboxed", 'sandbox="allow-scripts"'],
    ])("a letter is read in the frame of a %s host", async (name, attributes) => {
      await visit(frame(attributes));
      await expect.poll(ready, { timeout: 20_000 }).toBe("yes");
      const height = () => visitor.browser.run(() => document.querySelector("iframe")?.clientHeight ?? 0);
      await expect.poll(height).toBeGreaterThan(200);
      await visitor.draw(sample("A"), await sheet());
      await expect.poll(title).toBe("A");
      await visitor.photograph(`${launcher.name}-frame-${name}`);
    });

    test("a host that was not named is not answered", async () => {
      await visit(`<iframe height="400" src="SITE/embed.html?origins=https://friend.example"></iframe>
        <script>
          globalThis.heard = [];
          onmessage = ({ data }) => heard.push(data);
          document.querySelector("iframe").onload = ({ target }) => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = ({ data }) => heard.push(data);
            port1.postMessage({ type: "configure", length: 6 });
            target.contentWindow.postMessage({ protocol: "emnist-edge", type: "hello", versions: [1] }, "*", [port2]);
            document.title = "asked";
          };
        </script>`);
      await expect.poll(title).toBe("asked");
      // A frame that names this page is asked after it, and answers.
      const other = await visitor.browser.run(() => location.origin);
      await visitor.browser.run((other) => {
        const frame = document.createElement("iframe");
        frame.src = (document.querySelector("iframe")?.src ?? "").replace("https://friend.example", other);
        frame.onload = () => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = ({ data }) => {
            if (data.type === "ready") document.title = "named one is ready";
          };
          frame.contentWindow?.postMessage({ protocol: "emnist-edge", type: "hello", versions: [1] }, "*", [port2]);
        };
        document.body.append(frame);
      }, other);
      await expect.poll(title, { timeout: 20_000 }).toBe("named one is ready");
      const told = await visitor.browser.run(() => {
        const { heard } = globalThis as unknown as { heard: { type: string }[] };
        return heard.map(({ type }) => type);
      });
      expect(told).toEqual(["loaded"]); // by the one that named this page
    });

    // Firefox's automation brings the mouse to no frame inside an isolated page, so the host's script writes there.
    test("ink that a cross-origin isolated host writes is read in its frame", async () => {
      await visit(frame(""), {
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Opener-Policy": "same-origin",
      });
      await expect.poll(ready, { timeout: 20_000 }).toBe("yes");
      expect(await visitor.browser.run(() => crossOriginIsolated)).toBe(true);
      const ink = framed(sample("A")).map((stroke) => stroke.map(([x, y]) => [1000 * x, 1000 * y]));
      await visitor.browser.run((strokes) => {
        (globalThis as unknown as { pad: { write(strokes: number[][][]): void } }).pad.write(strokes);
      }, ink);
      await expect.poll(title).toBe("A");
    });
  });
