// A frame that is not sandboxed keeps itself: with our site taken away it still answers in its host's page. The host is of
// our own site, because browsers may forbid the frames of other sites to keep anything. It writes and reports by itself.

import { readFileSync } from "node:fs";
import { createServer, type RequestListener, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { firefox } from "./firefox.ts";
import { Site } from "./site.ts";
import { framed, sample } from "./visitor.ts";
import { webkit } from "./webkit.ts";

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of cleanUp.splice(0).reverse()) await end();
});

async function serve(answer: RequestListener): Promise<{ origin: string; stop: () => void }> {
  const server: Server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  cleanUp.push(stop);
  return { origin: `http://localhost:${(server.address() as AddressInfo).port}`, stop };
}

/** A door before our site that can be shut; `asked` are the paths that were asked for through it. */
async function door() {
  const site = await Site.serve();
  cleanUp.push(() => site.stop());
  const asked: string[] = [];
  const served = await serve(({ url = "/", headers }, response) => {
    asked.push(new URL(url, site.address).pathname);
    request(new URL(url, site.address), { headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    }).end();
  });
  return { ...served, asked };
}

interface Report {
  readonly value: string;
  /** What the frame said of itself when it was ready. */
  readonly offline: boolean;
}

/** A page with the frame, which writes a 7 into it, reports what is read, and loads itself again when it is told to. */
async function host(frame: string) {
  const ink = framed(sample("7")).map((stroke) => stroke.map(([x, y]) => [1000 * x, 1000 * y]));
  const page = (origin: string) => `<!doctype html><title>Host</title>
    <iframe title="Pad" src="${frame}/embed.html?alphabet=0-9&origins=${origin}"></iframe>
    <script type="module">
      import { PadFrame } from "/emnist-host.js";
      let offline;
      const pad = new PadFrame(document.querySelector("iframe"));
      pad.on("ready", (message) => { offline = message.offline; pad.write(${JSON.stringify(ink)}); });
      pad.on("answer", async ({ value, settled }) => {
        if (!settled) return;
        await fetch("/report", { method: "POST", body: JSON.stringify({ value, offline }) });
        location.reload();
      });
    </script>`;
  const reports: Report[] = [];
  let waiting: ServerResponse | undefined;
  const { origin } = await serve(async (incoming, response) => {
    const { url = "/" } = incoming;
    if (url === "/") response.setHeader("Content-Type", "text/html").end(page(origin));
    else if (url.endsWith(".js"))
      response.setHeader("Content-Type", "text/javascript").end(readFileSync(join("web/dist", url)));
    else if (url === "/report") {
      waiting = response;
      reports.push(JSON.parse(await text(incoming)));
    } else response.writeHead(404).end();
  });
  return {
    origin,
    /** What is read at this visit. */
    async report(): Promise<Report> {
      await expect.poll(() => reports.length, { timeout: 60_000 }).toBe(1);
      return reports.pop() as Report;
    },
    visitAgain: () => waiting?.end(),
  };
}

test.each([firefox, webkit])("$name: after a visit the frame needs no network", async (launcher) => {
  const { origin, asked, stop } = await door();
  const page = await host(origin);
  const browser = await launcher.launch();
  cleanUp.push(() => browser.close());
  await browser.goto(page.origin);
  expect(await page.report()).toEqual({ value: "7", offline: false }); // nothing is kept yet
  // The frame is kept when our site is no longer asked for it.
  while (asked.splice(0).includes("/embed.html")) {
    page.visitAgain();
    expect((await page.report()).value).toBe("7");
  }
  stop();
  page.visitAgain();
  expect(await page.report()).toEqual({ value: "7", offline: true });
});
