// The packed package in the hands of others: node, Vite, esbuild, React, Vue, Svelte, a plain copy on another origin,
// TypeScript.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, type Locator, type Page } from "@playwright/test";
import { draw, stroke } from "../e2e/page.ts";
import { type Consumer, test } from "./consumer.ts";
import {
  expectedAnswers,
  expectedLines,
  line,
  lineQuestions,
  questions,
  type Read,
  type ReadLine,
  repository,
  rounded,
  roundedLines,
  sample,
} from "./questions.ts";

declare function ask(ink: unknown, ask: unknown): Read;
const compiler = join(repository, "node_modules/.bin/tsc");

declare function askWorker(ink: unknown, ask: unknown): Promise<Read>;
declare function readLine(ink: unknown, ask: unknown): Promise<ReadLine>;
declare function readLineInWorker(ink: unknown, ask: unknown): Promise<ReadLine>;

const expected = expectedAnswers();
const lines = expectedLines();

const expectSame = (answers: readonly Read[]) => expect(rounded(answers)).toEqual(rounded(expected));

const askAll = (page: Page) => page.evaluate((all) => all.map(({ ink, ask: how }) => ask(ink, how)), questions);

const expectSameLines = (answers: readonly ReadLine[]) => expect(roundedLines(answers)).toEqual(roundedLines(lines));

const readAll = (page: Page) =>
  page.evaluate(async (all) => {
    const answers = [];
    for (const { ink, ask } of all) answers.push(await readLine(ink, ask));
    return answers;
  }, lineQuestions);

/** The code blocks of a document's section, in order. */
function blocks(file: string, heading?: string): string[] {
  const text = readFileSync(join(repository, file), "utf8");
  const section = heading ? (text.split(new RegExp(`\n##+ ${heading}\n`))[1]?.split(/\n##+ /)[0] ?? "") : text;
  return [...section.matchAll(/```[jt]s\n(.*?)```/gs)].map(([, code = ""]) => code);
}

test("node", async ({ install }) => {
  const { run } = install("node");
  expectSame(JSON.parse(run("node", ["consumer.js"], JSON.stringify(questions))));
  expectSameLines(JSON.parse(run("node", ["lines.js"], JSON.stringify(lineQuestions))));
});

for (const [name, file, heading, says] of [
  ["the README's sample", "README.md", "As a library", /^H 0\.\d+\n$/],
  ["the package's own sample", "web/src/library/README.md", undefined, /^H 0\.\d+\n$/],
  ["the package's sample of lines", "web/src/library/README.md", "Lines", /^THE 0\.\d+\n$/],
] as const)
  test(`${name} runs as it is written`, async ({ install }) => {
    const { folder, run } = install("node");
    writeFileSync(join(folder, "sample.js"), blocks(file, heading)[0] ?? "");
    expect(run("node", ["sample.js"])).toMatch(says);
  });

/** The <emnist-pad> of a page that has one, besides whatever else the page does. */
async function writeOnPad(page: Page): Promise<void> {
  await draw(page, sample("A"), page.locator("emnist-pad canvas"));
  await expect.poll(() => page.evaluate(() => document.querySelector("emnist-pad")?.value)).toBe("A");
}

test("Vite by itself, page and worker, built and served", async ({ install, serve, page }) => {
  const { folder, run } = install("vite");
  run("npx", ["vite", "build"]);
  await page.goto(await serve(join(folder, "dist")));
  await page.waitForFunction(() => "askWorker" in globalThis);
  expectSame(await askAll(page));
  expectSame(
    await page.evaluate(async (all) => {
      const answers = [];
      for (const { ink, ask } of all) answers.push(await askWorker(ink, ask));
      return answers;
    }, questions),
  );
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

test("Vite while developing, where packages are bundled apart", async ({ install, page }) => {
  const { folder } = install("vite");
  const server = spawn("node", ["develop.js"], { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
  try {
    for await (const line of createInterface(server.stdout)) {
      await page.goto(line);
      break;
    }
    await page.waitForFunction(() => "askWorker" in globalThis);
    expectSame(await askAll(page));
    await writeOnPad(page);
    expectSameLines(await readAll(page));
  } finally {
    server.stdin.end();
    await once(server, "exit");
  }
});

test("esbuild, with the files named explicitly as the package's README says", async ({ install, serve, page }) => {
  const { folder, run } = install("esbuild");
  const [, named, provided] = blocks("web/src/library/README.md");
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

/** Writes on a canvas with the mouse, in the middle of its height. */
async function write(page: Page, ink: ReturnType<typeof line>, canvas: Locator): Promise<void> {
  await expect(canvas).toBeVisible();
  const { width = 1, height = 1 } = (await canvas.boundingBox()) ?? {};
  for (const points of ink)
    await stroke(
      page,
      points.map(([x, y]) => [(20 + 0.08 * x) / width, (0.25 * height + 0.08 * y) / height] as const),
      canvas,
    );
}

/** An input that their framework controls, beside an <emnist-line> that writes into it. */
async function fillByHand(page: Page): Promise<void> {
  const [name, sheet] = [page.getByRole("textbox", { name: "Name" }), page.locator("emnist-line canvas")];
  await name.fill("ann");
  await page.getByRole("button", { name: /^Write by hand/ }).click();
  await write(page, line("WATER"), sheet);
  await expect(name).toHaveValue("ann water");
  await expect(page.locator("#greeting")).toHaveText("Hello, ann water!");
}

test("React: a component that reads what is drawn, and the element", async ({ install, serve, page }) => {
  const { folder, run } = install("react");
  run("npx", ["vite", "build"]);
  await page.goto(await serve(join(folder, "dist")));
  await expect(page.locator("#pad[data-ready=true]")).toBeVisible();
  await draw(page, sample("A"), page.locator("#pad"));
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

test.describe("a plain copy on another origin", () => {
  async function open(page: Page, consumer: Consumer, serve: (folder: string) => Promise<string>) {
    const copy = await serve(join(consumer.folder, "node_modules/emnist-edge"));
    await page.goto(await serve(join(repository, "tests/consumers/plain")));
    return copy;
  }

  test("strokes, ImageData and ImageBitmap, one instance of each binary for fifty recognisers", async ({
    install,
    serve,
    page,
  }) => {
    const copy = await open(page, install("node"), serve);
    const answers = await page.evaluate(
      async ([copy, all]) => {
        let instances = 0;
        const { instantiate } = WebAssembly;
        WebAssembly.instantiate = ((...parameters: Parameters<typeof instantiate>) => {
          instances++;
          return instantiate(...parameters);
        }) as typeof instantiate;
        const { createRecognizer } = (await import(
          `${copy}dist/index.js`
        )) as typeof import("../../web/src/library/index.ts");
        const fifty = await Promise.all(Array.from({ length: 50 }, () => createRecognizer()));
        const [recognizer] = fifty;
        if (!recognizer) throw new Error("none");
        const read = all.map(({ ink, ask }) => recognizer.recognize(ink, ask));
        const canvas = new OffscreenCanvas(1000, 800);
        const context = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
        context.fillStyle = "white";
        context.fillRect(0, 0, 1000, 800);
        context.lineWidth = 30;
        const points = all[0].ink.flat();
        const scale = 600 / Math.max(...points.flat());
        for (const stroke of all[0].ink) {
          context.beginPath();
          for (const [x, y] of stroke) context.lineTo(100 + scale * x, 100 + scale * y);
          context.stroke();
        }
        const pixels = context.getImageData(0, 0, 1000, 800);
        const bitmap = await createImageBitmap(canvas);
        const pictures = [recognizer.recognize(pixels), recognizer.recognize(bitmap)];
        return { read, pictures: pictures.map(({ alternatives }) => alternatives[0]?.label), instances };
      },
      [copy, questions] as const,
    );
    expectSame(answers.read);
    expect(answers.pictures).toEqual(["A", "A"]);
    expect(answers.instances).toBe(2); // one for ink, one for pictures
  });

  test("code written for navigator.createHandwritingRecognizer", async ({ install, serve, page }) => {
    const copy = await open(page, install("node"), serve);
    const texts = await page.evaluate(
      async ([copy, strokes]) => {
        if ("createHandwritingRecognizer" in navigator) throw new Error("This browser has the interface itself.");
        const { installHandwriting } = await import(`${copy}dist/handwriting.js`);
        installHandwriting(navigator);
        const { navigator: host, HandwritingStroke } = globalThis as never as {
          navigator: import("../../web/src/library/handwriting.ts").NavigatorHandwriting;
          HandwritingStroke: typeof import("../../web/src/library/handwriting.ts").HandwritingStroke;
        };
        const recognizer = await host.createHandwritingRecognizer({ languages: ["en"] });
        const drawing = recognizer.startDrawing({ recognitionType: "per-character", alternatives: 2 });
        for (const points of strokes) {
          const stroke = new HandwritingStroke();
          for (const [x, y] of points) stroke.addPoint({ x, y });
          drawing.addStroke(stroke);
        }
        return (await drawing.getPrediction()).map(({ text }) => text);
      },
      [copy, questions[0].ink] as const,
    );
    expect(texts).toEqual(expected[0]?.alternatives.slice(0, 2).map(({ label }) => label));
  });
});

test("apps written for navigator.createHandwritingRecognizer: a number pad, and notes", async ({
  install,
  serve,
  page,
}) => {
  const { folder } = install("handwriting");
  await page.goto(await serve(folder));
  await expect(page.locator("body[data-ready]")).toBeVisible();
  const [box, sheet] = [page.locator("#number-pad canvas"), page.locator("#notes canvas")];
  await write(page, line("4711"), box);
  await expect(page.locator("output")).toHaveText("4,711");
  const [notes, choice] = [page.locator("textarea"), page.locator("#notes p button").first()];
  await write(page, line("WATER"), sheet);
  await expect(choice).toHaveText("WATER");
  await choice.click();
  await expect(notes).toHaveValue("WATER");
  await write(page, line("HEAR"), sheet);
  await expect(choice).toHaveText(" HEAR");
  await page.getByRole("button", { name: "Rub out" }).click();
  await expect(choice).toHaveText(" HEA");
  await choice.click();
  await expect(notes).toHaveValue("WATER HEA");
});

test.describe("types, from outside", () => {
  for (const resolution of ["bundler", "nodenext"])
    test(resolution, async ({ install }) => {
      const { run } = install("types");
      const roots = ["--typeRoots", join(repository, "node_modules/@types")];
      expect(
        run(compiler, ["--project", `tsconfig.${resolution}.json`, ...(resolution === "nodenext" ? roots : [])]),
      ).toBe("");
    });
});

test("publint has nothing to say", () => {
  const publint = join(repository, "node_modules/.bin/publint");
  expect(execFileSync(publint, ["--strict", "build/library"], { cwd: repository, encoding: "utf8" })).toContain(
    "All good!",
  );
});
