// The drawing as a file: saved in three forms, opened again, written once more; and what happens with other files.

import { readFileSync } from "node:fs";
import { best, draw, expect, open, sample, test } from "./page.ts";

test("ink is saved as SVG, PNG and JSON, opened again and written once more", async ({ page }) => {
  await open(page);
  await draw(page, sample("A"));
  await page.locator("#ink-files summary").click();
  const panel = page.locator("#ink-files");
  const saved = async (name: string) => {
    const download = page.waitForEvent("download");
    await panel.getByRole("button", { name, exact: true }).click();
    return readFileSync(await (await download).path());
  };
  expect((await saved("SVG")).toString().match(/<path /g)).toHaveLength(sample("A").length);
  expect((await saved("PNG")).subarray(1, 4).toString()).toBe("PNG");
  const json = await saved("JSON");
  expect(JSON.parse(json.toString()).strokes).toHaveLength(sample("A").length);

  await page.getByRole("button", { name: "Clear" }).click();
  await expect(best(page)).toBeEmpty();
  for (const button of ["SVG", "PNG", "JSON", "Write it again"])
    await expect(panel.getByRole("button", { name: button, exact: true })).toBeDisabled();
  const chooser = panel.locator("input");
  await chooser.setInputFiles({ name: "ink.json", mimeType: "application/json", buffer: json });
  await expect(best(page)).toHaveText("A");
  expect(await saved("JSON")).toEqual(json); // it lies where it lay

  await chooser.setInputFiles({ name: "other.json", mimeType: "application/json", buffer: Buffer.from('{"a": 1}') });
  await expect(page.getByRole("status")).toHaveText(/There is no ink in that file/);
  await expect(best(page)).toHaveText("A");

  await page.evaluate(() => {
    const shown: (string | null)[] = [];
    Object.assign(window, { shown });
    const large = document.querySelector("#best") as Element;
    new MutationObserver(() => shown.push(large.textContent)).observe(large, { childList: true });
  });
  await panel.getByRole("button", { name: "Write it again" }).click();
  await expect.poll(() => page.evaluate(() => Reflect.get(window, "shown").slice(-1))).toEqual(["A"]);
  expect(await page.evaluate(() => Reflect.get(window, "shown")[0])).toBe(""); // it began with an empty pad
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(best(page)).toBeEmpty(); // as before the file: it added no step
});

test("ink in the handwriting interface's shape is dropped on the page, and is as large as one writes", async ({
  page,
}) => {
  await open(page);
  const strokes = sample("A").map((stroke) => ({ points: stroke.map(([x, y], index) => ({ x, y, t: 9 * index })) }));
  await page.evaluate((text) => {
    const files = new DataTransfer();
    files.items.add(new File([text], "ink.json", { type: "application/json" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
  }, JSON.stringify({ strokes }));
  await expect(best(page)).toHaveText("A");
});
