// Pages of other people, served from another site than ours, with whatever headers they send.

import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Locator, Page } from "@playwright/test";
import type { FrameMessage } from "../../web/src/widget/protocol.ts";
import { line } from "../consumers/questions.ts";
import { test as base, expect, stroke } from "./page.ts";

export interface HostPage {
  /** Served as /, with these headers. */
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** "127.0.0.1" is another site than ours; "localhost" is the same site, another origin. */
  readonly hostname?: string;
  /** Scripts of its own, by path. */
  readonly scripts?: Readonly<Record<string, string>>;
}

/** Serves a page and returns its address; "ORIGIN" and "SITE" in it become its own origin and ours. */
type Serve = (page: HostPage) => Promise<string>;

export const test = base.extend<{ serve: Serve; site: string }>({
  site: ({ baseURL }, use) => use(baseURL ?? ""),
  serve: async ({ site }, use) => {
    const servers: Server[] = [];
    await use(async ({ html, headers = {}, scripts = {}, hostname = "127.0.0.1" }) => {
      const server = createServer((request, response) => {
        const { pathname } = new URL(request.url ?? "/", origin);
        const body = pathname === "/" ? html : scripts[pathname];
        const type = pathname === "/" ? "text/html" : "text/javascript";
        if (body === undefined) return response.writeHead(404).end();
        const filled = (text: string) => text.replaceAll("ORIGIN", origin).replaceAll("SITE", site);
        const sent = Object.entries(headers).map(([name, value]) => [name, filled(value)]);
        response.writeHead(200, { "Content-Type": type, ...Object.fromEntries(sent) });
        return response.end(filled(body));
      });
      servers.push(server);
      await once(server.listen(0, hostname), "listening");
      const origin = `http://${hostname}:${(server.address() as AddressInfo).port}`;
      return `${origin}/`;
    });
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  },
});

/** A script that connects to the frame #pad and collects what it says. */
export const listening = `
  import { PadFrame } from "SITE/emnist-host.js";
  window.heard = [];
  window.pad = new PadFrame(document.querySelector("#pad"));
  for (const type of ["ready", "answer", "ink", "resize", "error"]) pad.on(type, (message) => heard.push(message));
`;

export const frame = (query: string, attributes = "") =>
  `<!doctype html><link rel="icon" href="data:,"><title>Host</title>
  <iframe id="pad" title="Pad" src="SITE/embed.html?${query}&origins=ORIGIN" ${attributes}></iframe>`;

interface Listening {
  readonly heard: FrameMessage[];
}

/** What the frame said so far, of one kind. */
export function heard<Type extends FrameMessage["type"]>(page: Page, type: Type) {
  return page.evaluate(
    (type) => (globalThis as unknown as Partial<Listening>).heard?.filter((message) => message.type === type) ?? [],
    type,
  ) as Promise<Extract<FrameMessage, { type: Type }>[]>;
}

export async function untilReady(page: Page): Promise<void> {
  await expect.poll(() => heard(page, "ready")).not.toEqual([]);
}

export async function lastAnswer(page: Page) {
  return (await heard(page, "answer")).at(-1);
}

/** Writes our own characters side by side on a sheet for lines, between its rules. */
export async function writeOn(canvas: Locator, text: string, left = 40): Promise<void> {
  await expect(canvas).toBeVisible();
  const { width = 1, height = 1 } = (await canvas.boundingBox()) ?? {};
  const scale = 0.06;
  for (const points of line(text))
    await stroke(
      canvas.page(),
      points.map(([x, y]) => [(left + scale * x) / width, (0.35 * height + scale * y) / height] as const),
      canvas,
    );
}

export { expect };
