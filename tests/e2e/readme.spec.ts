// The README's samples, as they stand there: only the names of the two sites are filled in.

import { readFileSync } from "node:fs";
import { expect, test } from "./hosts.ts";
import { draw, sample } from "./page.ts";

const section = readFileSync("README.md", "utf8").split("### In your own page")[1]?.split("\n### ")[0] ?? "";
const samples = [...section.matchAll(/```html\n(.*?)```/gs)].map(([, code = ""]) =>
  code.replaceAll("https://edge.example", "SITE").replaceAll("https://your.example", "ORIGIN"),
);
const page = (sample: string | undefined) =>
  `<!doctype html><link rel="icon" href="data:,"><title>Host</title>${sample}`;

test("the frame", async ({ page: host, serve }) => {
  await host.goto(await serve({ html: page(samples.find((sample) => sample.includes("<iframe"))) }));
  const frame = host.locator("iframe");
  await expect.poll(() => frame.evaluate((frame) => frame.clientHeight)).toBeGreaterThan(200);
  await draw(host, sample("A"), host.frameLocator("iframe").locator("canvas"));
  await expect(host).toHaveTitle("A");
});

test("the element", async ({ page: host, serve }) => {
  const address = await serve({ html: page(samples.find((sample) => sample.includes("<form"))) });
  await host.goto(address);
  // Digits of one stroke: between two, a slow machine may let the pad's pause pass.
  for (const [index, digit] of [..."385162"].entries()) {
    await expect(host.getByRole("toolbar").getByRole("button").nth(index)).toHaveAttribute("aria-current", "true");
    await draw(host, sample(digit), host.locator("canvas"));
    await expect(host.getByRole("toolbar").getByRole("button").nth(index)).toHaveAccessibleName(new RegExp(digit));
  }
  await host.getByRole("button", { name: "Send" }).click();
  await expect(host).toHaveURL(`${address}?code=385162`);
});
