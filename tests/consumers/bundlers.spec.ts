// The package in what adopters bundle with: Vite of every major version in use, webpack, esbuild.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, type Page } from "@playwright/test";
import { askAll, blocks, expectSame, expectSameLines, readAll, writeOnPad } from "./asking.ts";
import { test } from "./consumer.ts";
import { lineQuestions, questions, type Read, type ReadLine, repository } from "./questions.ts";

declare function askWorker(ink: unknown, ask: unknown): Promise<Read>;
declare function readLineInWorker(ink: unknown, ask: unknown): Promise<ReadLine>;

const askAllInWorker = (page: Page) =>
  page.evaluate(async (all) => {
    const answers = [];
    for (const { ink, ask } of all) answers.push(await askWorker(ink, ask));
    return answers;
  }, questions);

test("Vite by itself, page and worker, built and served", async ({ install, serve, page }) => {
  const { folder, run } = install("vite");
  run("npx", ["vite", "build"]);
  await page.goto(await serve(join(folder, "dist")));
  await page.waitForFunction(() => "askWorker" in globalThis);
  expectSame(await askAll(page));
  expectSame(await askAllInWorker(page));
  await writeOnPad(page);
  expectSameLines(await readAll(page));
  expectSameLines(
    await page.evaluate(async (all) => {
      const answers = [];
      for (const { ink, ask } of all) answers.push(await readLineInWorker(ink, ask));
      return answers;
    }, lineQuestions),
  );
});

/** Looks at the page as the development server of a package of Vite serves it. */
async function develop(folder: string, vite: string, look: (address: string) => Promise<void>): Promise<void> {
  const server = spawn("node", ["develop.js", vite], { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
  try {
    for await (const address of createInterface(server.stdout)) {
      await look(address);
      break;
    }
  } finally {
    server.stdin.end();
    await once(server, "exit");
  }
}

test("Vite while developing, where packages are bundled apart", async ({ install, page }) => {
  const { folder } = install("vite");
  await develop(folder, "vite", async (address) => {
    await page.goto(address);
    await page.waitForFunction(() => "askWorker" in globalThis);
    expectSame(await askAll(page));
    await writeOnPad(page);
    expectSameLines(await readAll(page));
  });
});

/** Puts the pages and scripts of Vite's consumer into another's folder. */
function addSources(folder: string, names: readonly string[]): void {
  for (const name of names) cpSync(join(repository, "tests/consumers/vite", name), join(folder, name));
}

test("Vite 5, 6 and 7 while developing, with the line that the package's README has for them", async ({
  install,
  page,
}) => {
  const { folder } = install("vite-older");
  addSources(folder, ["index.html", "main.js", "worker.js", "line-worker.js", "develop.js"]);
  const readme = readFileSync(join(repository, "web/src/library/README.md"), "utf8");
  const [, line] = readme.match(/`(optimizeDeps: .*?)`/) ?? [];
  writeFileSync(join(folder, "vite.config.js"), `export default { ${line} };`);
  for (const vite of ["vite-5", "vite-6", "vite-7"])
    await develop(folder, vite, async (address) => {
      await page.goto(address);
      await page.waitForFunction(() => "askWorker" in globalThis);
      expectSame(await askAll(page));
      await writeOnPad(page);
    });
});

test("webpack, in a folder of a site", async ({ install, serve, page }) => {
  const { folder, run } = install("webpack");
  addSources(folder, ["main.js", "worker.js", "line-worker.js"]);
  run("node", ["build.js"]);
  cpSync(join(folder, "index.html"), join(folder, "dist/index.html"));
  await page.goto(`${await serve(folder)}dist/`);
  await page.waitForFunction(() => "askWorker" in globalThis);
  expectSame(await askAll(page));
  expectSame(await askAllInWorker(page));
  await writeOnPad(page);
  expectSameLines(await readAll(page));
});

test("esbuild, with the files named explicitly as the package's README says", async ({ install, serve, page }) => {
  const { folder, run } = install("esbuild");
  const [named] = blocks("web/src/library/README.md", "Files");
  const [provided] = blocks("web/src/library/README.md", "The element");
  const [, lineFiles] = blocks("web/src/library/README.md", "Lines");
  const code = `import { createRecognizer } from "emnist-edge";\n${provided}${named}
    globalThis.ask = (ink, ask) => recognizer.recognize(ink, ask);
    globalThis.readLine = async (ink, ask) => (await import("./lines.mjs")).recognizer.recognize(ink, ask);`;
  writeFileSync(join(folder, "main.mjs"), code);
  const lineCode = `import { createLineRecognizer } from "emnist-edge/line";\n${lineFiles}export { recognizer };`;
  writeFileSync(join(folder, "lines.mjs"), lineCode);
  const loaders = [".wasm", ".onnx", ".words"].map((ending) => `--loader:${ending}=file`);
  run("npx", ["esbuild", "main.mjs", "--bundle", "--format=esm", "--outdir=out", ...loaders]);
  writeFileSync(join(folder, "out/index.html"), readFileSync(join(folder, "index.html")));
  await page.addInitScript(() => {
    const { instantiate } = WebAssembly;
    const instances: unknown[] = [];
    Object.assign(globalThis, { instances });
    Object.assign(WebAssembly, {
      instantiate: (...parameters: Parameters<typeof instantiate>) => instances.push(0) && instantiate(...parameters),
    });
  });
  await page.goto(await serve(join(folder, "out")));
  await page.waitForFunction(() => "ask" in globalThis);
  expectSame(await askAll(page));
  // The pad was in the page before any script: its files were provided all the same, and it shares the recogniser.
  await writeOnPad(page);
  expect(await page.evaluate("instances.length")).toBe(2); // one for ink, one for pictures
  expectSameLines(await readAll(page));
});
