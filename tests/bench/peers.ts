// The same network in our module and in its peers, side by side in one cross-origin isolated Chromium: time of an
// inference, bytes and time to a first answer, memory. A measurement, not a test: nothing is too slow. It writes
// docs/peers.json, and what follows from it: docs/peers.md, docs/peers.svg and docs/measurements.md's part. After scripts/build.sh:
//   npm run bench              all of it, in under eight minutes
//   npm run bench -- --quick   a few rounds, one visit, compressed in haste; writes into build/bench/quick only
//   npm run bench -- --write   measures nothing; writes again what follows from docs/peers.json

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { Site } from "../browsers/site.ts";
import budgets from "../budgets.json";
import { contestants, repository, versionOf } from "./contestants.ts";
import type { Entry, Figures, FirstAnswer } from "./figures.ts";
import { checkAnswers, type Glyph, inspect, openAll, pageOf, timeRuns, timeVisits } from "./measure.ts";
import { buildPages, folderOf } from "./pages.ts";
import { documents } from "./report.ts";
import { serve } from "./server.ts";
import { launch, loadNow, quantile, surroundings, type Visits, visitInSmall, visitsInFull } from "./surroundings.ts";
import { wholePage } from "./whole-page.ts";

type Extent = Visits & Pick<Figures["measured"], "rounds" | "batchMilliseconds">;

const inFull: Extent = { rounds: 300, batchMilliseconds: 20, ...visitsInFull(11) };
const inSmall: Extent = { rounds: 3, batchMilliseconds: 5, ...visitInSmall };

export async function main(parameters: string[]): Promise<void> {
  const { values: options } = parseArgs({
    args: parameters,
    options: { quick: { type: "boolean", default: false }, write: { type: "boolean", default: false } },
  });
  const to = join(repository, options.quick ? "build/bench/quick" : ".");
  const file = join(to, "docs/peers.json");
  if (!options.write) {
    const figures = await measure(options.quick ? inSmall : inFull);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(figures, undefined, 1)}\n`);
  }
  const measurements = readFileSync(join(repository, "docs/measurements.md"), "utf8");
  const written = documents(
    JSON.parse(readFileSync(file, "utf8")),
    measurements,
    readFileSync(join(repository, "docs/peers.md"), "utf8"),
    budgets.page["until the first answer"],
  );
  for (const [path, content] of Object.entries(written)) writeFileSync(join(to, path), content);
}

async function measure(extent: Extent): Promise<Figures> {
  const load = loadNow();
  const began = performance.now();
  const say = (next: string) =>
    console.error(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${next}`);
  const glyphs = await sampleGlyphs();
  const [sample] = glyphs as [Glyph];
  say("building the pages");
  await buildPages(sample.glyph);
  say("compressing (half a minute for each runtime, the first time)");
  const server = await serve(new Map(contestants.map((one) => [one.id, folderOf(one)])), extent.brotliQuality);
  const site = await Site.serve();
  const browser = await launch();
  try {
    say("do all read alike?");
    const pages = await openAll(browser, server);
    await checkAnswers(pages, glyphs);
    say("inferences");
    const inferences = await timeRuns(pages, sample.glyph, extent.rounds, extent.batchMilliseconds);
    for (const page of pages.values()) await page.context().close();
    say("bytes and memory");
    const visited = new Map<string, Pick<Entry, "download" | "memory">>();
    for (const contestant of contestants) visited.set(contestant.id, await inspect(browser, server, contestant));
    say("first answers, nearby");
    const ours = wholePage(site.address);
    const all = [...contestants.map((contestant) => pageOf(server, contestant)), ours];
    const nearby = await timeVisits(browser, all, extent.visits);
    say("first answers, over the line");
    const far = await timeVisits(browser, all, extent.visits, extent.line);
    say("done");
    const firstAnswer = (id: string): FirstAnswer => ({
      nearby: rounded(quantile(found(nearby, id), 0.5)),
      line: rounded(quantile(found(far, id), 0.5)),
    });
    return {
      measured: {
        ...surroundings(browser, load),
        glyphs: glyphs.length,
        ...extent,
      },
      contestants: contestants.map((contestant): Entry => {
        const { id, name, weights, settings } = contestant;
        const version = versionOf(contestant);
        const { runs, means } = found(inferences, id);
        const microseconds = (rank: number) => rounded(1000 * quantile(means, rank));
        return {
          id,
          name,
          ...(version && { version }),
          weights,
          settings,
          inferenceMicroseconds: {
            runsPerBatch: runs,
            p50: microseconds(0.5),
            p95: microseconds(0.95),
            p99: microseconds(0.99),
          },
          ...found(visited, id),
          firstAnswerMilliseconds: firstAnswer(id),
        };
      }),
      wholePage: { firstAnswerMilliseconds: firstAnswer(ours.id) },
    };
  } finally {
    await browser.close();
    server.close();
    await site.stop();
  }
}

/** One of our drawings of each class, as the library draws it, and how it reads it. */
async function sampleGlyphs(): Promise<Glyph[]> {
  const library = pathToFileURL(join(repository, "build/library/dist/index.js")).href;
  const { createRecognizer } = (await import(
    /* @vite-ignore */ library
  )) as typeof import("../../web/src/library/index.ts");
  const { classes } = JSON.parse(readFileSync(join(repository, "models/sample-strokes.json"), "utf8"));
  const recognizer = await createRecognizer();
  const answers = Object.keys(classes).map((name) => recognizer.recognize(classes[name][0]));
  recognizer.dispose();
  return answers.map(({ glyph, alternatives }) => ({ glyph, label: alternatives[0]?.label ?? "" }));
}

function found<Value>(values: ReadonlyMap<string, Value>, id: string): Value {
  const value = values.get(id);
  if (value === undefined) throw new Error(`Nothing was measured of ${id}.`);
  return value;
}

const rounded = (value = Number.NaN) => Math.round(10 * value) / 10;
