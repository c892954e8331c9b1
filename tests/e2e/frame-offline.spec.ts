// A frame that is not sandboxed keeps itself: when our site cannot be reached, it still answers in its host's page. The
// host is of our own site, because a private window, as tests are, lets frames of other sites keep nothing.

import { serveSite } from "../../scripts/site-server.mjs";
import { expect, frame, heard, lastAnswer, listening, test, untilReady } from "./hosts.ts";
import { draw, sample } from "./page.ts";

test("after one visit the frame needs no network", async ({ page, serve }) => {
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
  const html = `${frame("alphabet=0-9&lang=de")}<script type="module">${listening}</script>`
    .replaceAll("SITE/emnist-host.js", "/emnist-host.js")
    .replaceAll("SITE", site);
  const address = await serve({ html, scripts, hostname: "localhost" });
  await page.goto(address);
  await untilReady(page);
  expect((await heard(page, "ready"))[0]?.offline).toBe(false); // nothing is kept yet
  const inside = page.frames().find((frame) => frame.url().startsWith(site));
  await inside?.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active?.state !== "activated")
      await new Promise((resolve) => active?.addEventListener("statechange", resolve, { once: true }));
  });
  await ours.close();
  await page.goto(address);
  await untilReady(page);
  expect((await heard(page, "ready"))[0]?.offline).toBe(true);
  await expect(page.frameLocator("#pad").getByRole("button", { name: "Leeren" })).toBeVisible();
  await draw(page, sample("7"), page.frameLocator("#pad").locator("canvas"));
  await expect.poll(() => lastAnswer(page)).toMatchObject({ value: "7", settled: true });
});
