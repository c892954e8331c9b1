// The packed package as npm would publish it: what is in it, and under which terms.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { repository } from "./built.ts";

const [name = ""] = readdirSync(join(repository, "build/packed"));
const packed = join(repository, "build/packed", name);
const list = execFileSync("tar", ["-tzf", packed], { encoding: "utf8" }).trim().split("\n");
const read = (path: string) => execFileSync("tar", ["-xOzf", packed, `package/${path}`], { encoding: "utf8" });
const manifest = JSON.parse(read("package.json"));

test("its licence and the notices of others are in it, and on its list of files", () => {
  expect(manifest.license).toBe("Apache-2.0");
  expect(manifest.files).toEqual(expect.arrayContaining(["LICENSE", "third-party.txt"]));
  expect(read("LICENSE")).toBe(readFileSync(join(repository, "LICENSE"), "utf8"));
  const notices = read("third-party.txt");
  const components: { name: string; parts: string[] }[] = JSON.parse(
    readFileSync(join(repository, "scripts/third-party.json"), "utf8"),
  );
  for (const { name, parts } of components) {
    const isIn = parts.includes("web") || parts.includes("model"); // the native command is not in the package
    expect(notices.includes(`\n${name} (`), name).toBe(isIn);
  }
  expect(notices).not.toContain("is not on the machine that built this");
});

test("what it exports is there, with types that import nothing that is not", () => {
  const files = list.map((path) => path.replace("package/", ""));
  for (const entry of Object.values<string | Record<string, string>>(manifest.exports))
    for (const path of typeof entry === "string" ? [entry] : Object.values(entry))
      expect(files).toContain(path.replace("./", ""));
  for (const path of files.filter((path) => path.endsWith(".d.ts")))
    for (const [, imported = ""] of read(path).matchAll(/(?:from |import\()"([^"]+)"/g))
      expect(files, `${path} imports ${imported}`).toContain(
        join(path, "..", imported).replace(/(?<!\.d)\.ts$/, ".d.ts"),
      );
});

test("only the elements' entries do anything when they are imported", () => {
  expect(manifest.sideEffects).toEqual(["./dist/element.js", "./dist/line-element.js"]);
  for (const entry of manifest.sideEffects) expect(read(entry.slice(2))).toContain("customElements.define");
});

test("the elements follow the colours of the page around them", () => {
  const code = list.filter((path) => path.endsWith(".js")).map((path) => read(path.replace("package/", "")));
  expect(code.filter((text) => text.includes("light-dark("))).toHaveLength(1);
});

test("where there are no elements, importing the elements only exports", async () => {
  expect("HTMLElement" in globalThis).toBe(false);
  const { EmnistPadElement, provideFiles } = await import(
    pathToFileURL(join(repository, "build/library/dist/element.js")).href
  );
  expect(EmnistPadElement).toBeTypeOf("function");
  expect(provideFiles({})).toBeUndefined();
  const { EmnistLineElement, provideLineFiles } = await import(
    pathToFileURL(join(repository, "build/library/dist/line-element.js")).href
  );
  expect(EmnistLineElement).toBeTypeOf("function");
  expect(provideLineFiles({})).toBeUndefined();
});
