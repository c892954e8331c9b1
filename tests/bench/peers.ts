// The same network in our module and in its peers, side by side in one cross-origin isolated Chromium: time of an
// inference, bytes and time to a first answer, memory. A measurement, not a test: nothing is too slow. It writes
// docs/peers.json, and what follows from it: docs/peers.md, docs/peers.svg and the README's part.
//   npm run bench              all of it, in under eight minutes
//   npm run bench -- --quick   a few rounds, one visit, compressed in haste; writes build/bench/peers.json only
//   npm run bench -- --check   measures nothing: is what follows from docs/peers.json as it should be?

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { contestants, repository, versionOf } from "./contestants.ts";
import { checkAnswers, download, type Glyph, type Line, memory, openAll, timeRuns, timeVisits } from "./measure.ts";
import { buildPages } from "./pages.ts";
import { serve } from "./server.ts";

const line: Line = { bitsPerSecond: 10e6, latency: 40 };

const inFull = { rounds: 300, batch: 20, visits: 11, quality: 11 };
const inSmall = { rounds: 3, batch: 5, visits: 1, quality: 1 };

export async function main(parameters: string[]): Promise<void> {
  const { values: options } = parseArgs({
    args: parameters,
    options: { quick: { type: "boolean", default: false }, check: { type: "boolean", default: false } },
  });
  const result = await measure(options.quick ? inSmall : inFull);
  write(options.quick ? "build/bench/peers.json" : "docs/peers.json", `${JSON.stringify(result, undefined, 1)}\n`);
}

function write(path: string, content: string): void {
  mkdirSync(join(repository, path, ".."), { recursive: true });
  writeFileSync(join(repository, path), content);
}

async function measure({ rounds, batch, visits, quality }: typeof inFull) {
  const say = (text: string) =>
    console.error(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${text}`);
  const began = performance.now();
  const glyphs = await sampleGlyphs();
  const [sample] = glyphs as [Glyph];
  say("pages");
  await buildPages(sample.glyph);
  say("compressing");
  const server = await serve(quality);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--enable-blink-features=ForceEagerMeasureMemory"],
  });
  try {
    say("answers");
    const pages = await openAll(browser, server);
    await checkAnswers(pages, glyphs);
    say("inferences");
    const timings = await timeRuns(pages, sample.glyph, rounds, batch);
    for (const page of pages.values()) await page.context().close();
    say("downloads and memory");
    const downloads = new Map(),
      memories = new Map();
    for (const contestant of contestants) {
      downloads.set(contestant, await download(browser, server, contestant));
      memories.set(contestant, await memory(browser, server, contestant));
    }
    say("visits, nearby");
    const near = await timeVisits(browser, server, visits);
    say("visits, over the line");
    const far = await timeVisits(browser, server, visits, line);
    say("done");
    return {
      measured: {
        date: new Date().toISOString().slice(0, 10),
        browser: `Chromium ${browser.version()}`,
        processor: `${cpus()[0]?.model}, ${cpus().length} cores`,
        glyphs: glyphs.length,
        line,
        rounds,
        batch,
        visits,
        quality,
      },
      contestants: contestants.map((contestant) => {
        const { id, name, weights, settings } = contestant;
        const { runs, means } = timings.get(contestant) ?? { runs: 0, means: [] };
        return {
          id,
          name,
          version: versionOf(contestant),
          weights,
          settings,
          inference: { runs, p50: quantile(means, 0.5), p95: quantile(means, 0.95), p99: quantile(means, 0.99) },
          files: downloads.get(contestant),
          firstAnswer: { near: quantile(near.get(contestant), 0.5), line: quantile(far.get(contestant), 0.5) },
          memory: memories.get(contestant),
        };
      }),
    };
  } finally {
    await browser.close();
    server.close();
  }
}

/** Our own drawings as the library draws them, and how it reads them. */
async function sampleGlyphs(): Promise<Glyph[]> {
  const library = pathToFileURL(join(repository, "build/library/dist/index.js")).href;
  const { createRecognizer } = (await import(
    /* @vite-ignore */ library
  )) as typeof import("../../web/src/library/index.ts");
  const { classes } = JSON.parse(readFileSync(join(repository, "models/sample-strokes.json"), "utf8"));
  const recognizer = await createRecognizer();
  const drawings = Object.keys(classes).map((name) => classes[name][0]);
  const answers = drawings.map((drawing) => recognizer.recognize(drawing));
  recognizer.dispose();
  return answers.map(({ glyph, alternatives }) => ({ glyph, label: alternatives[0]?.label ?? "" }));
}

function quantile(values: readonly number[] = [], rank: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(rank * sorted.length) - 1] ?? Number.NaN;
}
