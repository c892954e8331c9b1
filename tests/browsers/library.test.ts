// The library as a plain copy on another origin, in browsers that Playwright does not drive here: the same answers as the
// native command's, in the page, in a worker, through the handwriting interfaces and in the element.

import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectedAnswers, questions, type Read, repository, rounded } from "../consumers/questions.ts";
import type { Browser } from "./browser.ts";
import { firefox } from "./firefox.ts";
import { framed } from "./visitor.ts";
import { webkit } from "./webkit.ts";

const types: Record<string, string> = { ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };
const library = join(repository, "build/library");
const servers: Server[] = [];

/** Serves what `read` gives for a path, to everybody. */
async function serve(read: (path: string) => string | Buffer): Promise<string> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    try {
      const body = read(path);
      const headers = { "Content-Type": types[extname(path)] ?? "text/html", "Access-Control-Allow-Origin": "*" };
      response.writeHead(200, headers).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  servers.push(server);
  await once(server.listen(0, "localhost"), "listening");
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

/** Across a pad, which is 1000 units wide. */
const padInk = framed(questions[0].ink).map((stroke) => stroke.map(([x, y]) => [1000 * x, 1000 * y]));

/** A page says what it found in its title. */
const page = (copy: string) => `<!doctype html><title></title><script type="module">
  import { createRecognizer } from "${copy}/dist/index.js";
  import { installHandwriting } from "${copy}/dist/handwriting.js";
  const questions = ${JSON.stringify(questions)};
  const recognizer = await createRecognizer();
  const answers = questions.map(({ ink, ask }) => recognizer.recognize(ink, ask));

  const worker = new Worker("worker.js", { type: "module" });
  const inWorker = await new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(questions);
  });

  const bitmap = await createImageBitmap(new ImageData(28, 28));
  let blank;
  try { recognizer.recognize(bitmap); } catch (error) { blank = error.code; }

  installHandwriting(navigator);
  const handwriting = await navigator.createHandwritingRecognizer({ languages: ["en"] });
  const drawing = handwriting.startDrawing({ recognitionType: "per-character" });
  for (const points of questions[0].ink) {
    const stroke = new HandwritingStroke();
    for (const [x, y] of points) stroke.addPoint({ x, y });
    drawing.addStroke(stroke);
  }
  const texts = (await drawing.getPrediction()).map(({ text }) => text);

  await import("${copy}/dist/element.js");
  const pad = document.body.appendChild(document.createElement("emnist-pad"));
  const answered = new Promise((resolve) => pad.addEventListener("change", resolve));
  pad.write(${JSON.stringify(padInk)});
  await answered;
  document.title = JSON.stringify({ answers, inWorker, blank, texts, written: pad.value });
</script>`;

const worker = (copy: string) => `
  import { createRecognizer } from "${copy}/dist/index.js";
  const recognizer = createRecognizer();
  onmessage = async ({ data }) => {
    const { recognize } = await recognizer;
    postMessage(data.map(({ ink, ask }) => recognize(ink, ask)));
  };`;

interface Found {
  readonly answers: readonly Read[];
  readonly inWorker: readonly Read[];
  readonly blank: string;
  readonly texts: readonly string[];
  readonly written: string;
}

afterAll(() => {
  for (const server of servers) server.close();
});

describe.each([firefox, webkit])("$name", (launcher) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launcher.launch();
  });
  afterAll(() => browser?.close());

  test("page, worker, bitmap, handwriting interfaces and element answer as the native command does", async () => {
    const copy = await serve((path) => readFileSync(join(library, path)));
    const host = await serve((path) => (path === "/worker.js" ? worker(copy) : page(copy)));
    await browser.goto(`${host}/`);
    await expect.poll(() => browser.run(() => document.title), { timeout: 30_000 }).toMatch(/^{/);
    const found: Found = JSON.parse(await browser.run(() => document.title));
    const expected = expectedAnswers();
    expect(rounded(found.answers)).toEqual(rounded(expected));
    expect(rounded(found.inWorker)).toEqual(rounded(expected));
    expect(found.blank).toBe("blank-picture");
    expect(found.texts).toEqual(expected[0]?.alternatives.map(({ label }) => label));
    expect(found.written).toBe(expected[0]?.alternatives[0]?.label);
  });
});
