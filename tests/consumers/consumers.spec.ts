// The packed package in the hands of others: node, documents without a browser, a plain copy on another origin, TypeScript
// and those who judge packages.

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { draw } from "../e2e/page.ts";
import { blocks, expected, expectSame, expectSameLines, writeLine } from "./asking.ts";
import { type Consumer, test } from "./consumer.ts";
import { compiler, line, lineQuestions, onlyFile, questions, repository, sample } from "./questions.ts";

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

test("jsdom and happy-dom: characters are read, and a form with the element does no harm", ({ install }) => {
  const { run } = install("documents");
  for (const environment of ["jsdom", "happy-dom"]) {
    const results = run("npx", ["vitest", "run", "--environment", environment, "--reporter=json"]);
    expect(JSON.parse(results)).toMatchObject({ success: true, numPassedTests: 2 });
  }
});

test.describe("a plain copy on another origin", () => {
  async function open(page: Page, consumer: Consumer, serve: (folder: string) => Promise<string>) {
    const copy = await serve(join(consumer.folder, "node_modules/emnist-edge"));
    await page.goto(await serve(join(repository, "tests/consumers/plain")));
    return copy;
  }

  test("a pad that learns and guides: its parts are fetched from where the package lies", async ({
    install,
    serve,
    page,
  }) => {
    const copy = await open(page, install("node"), serve);
    await page.evaluate(async (copy) => {
      document.body.innerHTML = '<emnist-pad learn guide="O"></emnist-pad>';
      await import(`${copy}dist/element.js`);
    }, copy);
    await expect(page.locator("emnist-pad .guide")).toBeVisible();
    const read = () => page.evaluate(() => document.querySelector("emnist-pad")?.value);
    await draw(page, sample("0"), page.locator("emnist-pad canvas"));
    await expect.poll(read).toBe("0");
    await page.locator("emnist-pad").getByRole("button", { name: "O", exact: true }).click();
    await page.locator("emnist-pad").getByRole("button", { name: "Clear" }).click();
    await draw(page, sample("0"), page.locator("emnist-pad canvas"));
    await expect.poll(read).toBe("O");
    await page.evaluate(() => document.querySelector("emnist-pad")?.forget());
    expect(await page.evaluate(() => localStorage.getItem("emnist-edge/hand"))).toBeNull();
  });

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
  await writeLine(page, line("4711"), box);
  await expect(page.locator("output")).toHaveText("4,711");
  const [notes, choice] = [page.locator("textarea"), page.locator("#notes p button").first()];
  await writeLine(page, line("WATER"), sheet);
  await expect(choice).toHaveText("WATER");
  await choice.click();
  await expect(notes).toHaveValue("WATER");
  await writeLine(page, line("WASH"), sheet);
  await expect(choice).toHaveText(" WASH");
  await page.getByRole("button", { name: "Rub out" }).click();
  await expect(choice).toHaveText(" WAS");
  await choice.click();
  await expect(notes).toHaveValue("WATER WAS");
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

test("the samples are strict TypeScript as they are written", ({ install }) => {
  const { folder, run } = install("types");
  const manual = "web/src/library/README.md";
  const imports =
    'import { createRecognizer } from "emnist-edge";\nimport { createLineRecognizer } from "emnist-edge/line";\n';
  const [sample] = blocks(manual);
  const [files] = blocks(manual, "Files");
  const [provided] = blocks(manual, "The element");
  const [lines, lineFiles] = blocks(manual, "Lines");
  const [handwriting] = blocks(manual, "The WICG Handwriting Recognition API");
  const [root] = blocks("README.md", "As a library");
  const samples = {
    root,
    sample,
    lines,
    handwriting,
    files: imports + provided + files,
    lineFiles: imports + lineFiles,
  };
  const names = Object.entries(samples).map(([name, code = ""]) => {
    writeFileSync(join(folder, `${name}.ts`), code);
    return `${name}.ts`;
  });
  expect(names).toHaveLength(6);
  const library = ["--lib", "es2022,esnext.disposable,dom", "--target", "es2022"];
  run(compiler, ["--noEmit", "--strict", ...library, "--module", "esnext", "--moduleResolution", "bundler", ...names]);
});

test("publint has nothing to say", () => {
  const publint = join(repository, "node_modules/.bin/publint");
  expect(execFileSync(publint, ["--strict", "build/library"], { cwd: repository, encoding: "utf8" })).toContain(
    "All good!",
  );
});

test("are the types wrong? Not for those who import modules", ({ install }) => {
  const { run } = install("attw");
  // It ends with an error when there is a problem.
  const said = run("npx", ["attw", onlyFile("build/packed", ".tgz"), "--profile", "esm-only", "--format", "ascii"]);
  expect(said).toContain('"emnist-edge/element"');
});
