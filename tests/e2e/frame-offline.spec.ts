// A frame that is not sandboxed keeps itself: when our site cannot be reached, it still answers in its host's page. The
// host is of our own site, because a private window, as tests are, lets frames of other sites keep nothing.

import type { Frame, Locator } from "@playwright/test";
import { serveSite } from "../../scripts/site-server.mjs";
import { expect, frame, heard, lastAnswer, listening, test, untilReady, writeOn } from "./hosts.ts";
import { draw, sample } from "./page.ts";

/** Of what the frame has kept, the paths that `which` finds. */
const kept = (inside: Frame, which: RegExp): Promise<string[]> =>
  inside.evaluate(async (source) => {
    const { active } = await navigator.serviceWorker.ready;
    if (active?.state !== "activated") return [];
    const caught = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    const paths = caught.flat().map(({ url }) => new URL(url).pathname);
    return paths.filter((path) => new RegExp(source).test(path));
  }, which.source);

const ofLines = /emnist-line|edge-line|english-|frame-line/;
const modes = {
  characters: {
    query: "alphabet=0-9",
    needs: /emnist-edge-[^/]*\.onnx/,
    keepsOfLines: false,
    write: (canvas: Locator) => draw(canvas.page(), sample("7"), canvas),
    value: "7",
  },
  "a line": {
    query: "mode=line",
    needs: /emnist-edge-line-[^/]*\.onnx/,
    keepsOfLines: true,
    write: (canvas: Locator) => writeOn(canvas, "HEAR", 20),
    value: "HEAR",
  },
};

for (const [name, { query, needs, keepsOfLines, write, value }] of Object.entries(modes))
  test(`after one visit the frame for ${name} needs no network`, async ({ page, serve }) => {
    const ours = await serveSite("web/dist");
    const site = new URL(ours.address).origin;
    // The host brings its own copy of the script: what is tested is the frame.
    const scripts: Record<string, string> = {};
    const copy = async (path: string) => {
      scripts[path] = await (await fetch(site + path)).text();
      for (const [, imported = ""] of scripts[path].matchAll(/from"(\.[^"]+)"/g))
        await copy(new URL(imported, site + path).pathname);
    };
    await copy("/emnist-host.js");
    const html = `${frame(`${query}&lang=de`)}<script type="module">${listening}</script>`
      .replaceAll("SITE/emnist-host.js", "/emnist-host.js")
      .replaceAll("SITE", site);
    const address = await serve({ html, scripts, hostname: "localhost" });
    await page.goto(address);
    await untilReady(page);
    expect((await heard(page, "ready"))[0]?.offline).toBe(false); // nothing is kept yet
    const inside = page.frames().find((frame) => frame.url().startsWith(site)) as Frame;
    await expect.poll(() => kept(inside, needs), { timeout: 30_000 }).toHaveLength(1);
    expect((await kept(inside, ofLines)).length > 0).toBe(keepsOfLines);
    await ours.close();
    await page.goto(address);
    await untilReady(page);
    expect((await heard(page, "ready"))[0]?.offline).toBe(true);
    await expect(page.frameLocator("#pad").getByRole("button", { name: "Leeren" })).toBeVisible();
    await write(page.frameLocator("#pad").locator("canvas"));
    await expect.poll(() => lastAnswer(page)).toMatchObject({ value, settled: true });
  });
