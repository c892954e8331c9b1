// The element in the frameworks that adopters have: without a wrapper, written as any element.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { draw, slow } from "../e2e/page.ts";
import { blocks, writeLine } from "./asking.ts";
import { test } from "./consumer.ts";
import { compiler, line, sample } from "./questions.ts";

/** <emnist-pad> in a form of theirs: its attributes follow their state, its events make it. */
async function fillField(page: Page): Promise<void> {
  const field = page.locator("form");
  const canvas = page.locator("emnist-pad canvas");
  const [read, value] = [field.locator("#read"), field.locator("#value")];
  const sent = () => field.evaluate((form: HTMLFormElement) => [...new FormData(form)].flat());
  expect(await field.evaluate((form: HTMLFormElement) => form.checkValidity())).toBe(false);
  await draw(page, sample("7"), canvas);
  await expect(read).toHaveText("7");
  await expect(value).toHaveText("7");
  expect(await sent()).toEqual(["character", "7"]);
  await field.getByRole("button", { name: "Again" }).click();
  await expect(value).toBeEmpty();
  expect(await sent()).toEqual(["character", ""]);
  await field.getByRole("button", { name: "Letters" }).click();
  await draw(page, sample("A"), canvas);
  await expect(read).toHaveText("A");
  await expect(value).toHaveText("A");
}

/** An input that their framework controls, beside an <emnist-line> that writes into it. */
async function fillByHand(page: Page): Promise<void> {
  const [name, sheet] = [page.getByRole("textbox", { name: "Name" }), page.locator("emnist-line canvas")];
  await name.fill("ann");
  await page.getByRole("button", { name: /^Write by hand/ }).click();
  await writeLine(page, line("WATER"), sheet);
  await expect(name).toHaveValue("ann water");
  await expect(page.locator("#greeting")).toHaveText("Hello, ann water!");
}

test("React: a component that reads what is drawn, and the element", async ({ install, serve, page }) => {
  const { folder, run } = install("react");
  run("npx", ["vite", "build"]);
  await page.goto(await serve(join(folder, "dist")));
  await expect(page.locator("#pad[data-ready=true]")).toBeVisible();
  await draw(page, sample("A"), page.locator("#pad"), slow);
  await expect(page.locator("output")).toHaveText("A");
  await fillField(page);
  await fillByHand(page);

  // The same component prepared by a server, and typed as the element's document says.
  run("npx", ["vite", "build", "--ssr", "server.jsx", "--outDir", "server"]);
  expect(run("node", ["server/server.js"])).toContain('<emnist-pad form="drawn" name="character" alphabet="0-9"');
  writeFileSync(join(folder, "emnist-pad.d.ts"), blocks("docs/element.md")[0] ?? "");
  run(compiler, [
    ...["--noEmit", "--strict", "--jsx", "react-jsx", "--moduleResolution", "bundler", "--module", "esnext"],
    ...["--target", "es2022", "--exactOptionalPropertyTypes", "emnist-pad.d.ts", "types.tsx"],
  ]);
});

for (const framework of ["Vue", "Svelte"])
  test(`${framework}: the element`, async ({ install, serve, page }) => {
    const { folder, run } = install(framework.toLowerCase());
    run("npx", ["vite", "build"]);
    await page.goto(await serve(join(folder, "dist")));
    await fillField(page);
    if (framework === "Vue") await fillByHand(page);
  });

test("controlled: the state is written back on every input, and the field follows the state", async ({
  install,
  serve,
  page,
}) => {
  const { folder, run } = install("controlled");
  run("npx", ["vite", "build"]);
  await page.goto(await serve(join(folder, "dist")));
  for (const framework of ["react", "vue", "vue-model", "lit", "solid"]) {
    const section = page.locator(`#${framework}`);
    const pad = section.locator("emnist-pad");
    const state = section.locator("output");
    await pad.evaluate((pad) => pad.addEventListener("complete", () => pad.setAttribute("data-complete", "")));
    await draw(page, sample("H"), pad.locator("canvas"));
    await expect(state).toHaveText("H");
    await expect(pad.getByRole("button", { name: "Character 2, empty" })).toHaveAttribute("aria-current", "true");
    await draw(page, sample("E"), pad.locator("canvas"));
    await expect(state).toHaveText("HE");
    await expect(pad).toHaveAttribute("data-complete");
    expect(await pad.evaluate((pad: HTMLElementTagNameMap["emnist-pad"]) => pad.value)).toBe("HE");
    await section.getByRole("button", { name: "X" }).click();
    await expect(pad.getByRole("button", { name: "Character 1: X" })).toBeVisible();
    await expect(state).toHaveText("X");
  }
});
