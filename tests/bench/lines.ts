// Words of handwriting read by our reader of lines and by what else a page could load for it, in one Chromium: character
// errors, time of a word, bytes and time to the first. A measurement, not a test. It writes docs/peers-lines.json, and from
// it the part of docs/peers.md that is about lines. After scripts/build.sh:
//   npm run bench:lines              all of it, in about five minutes; validation writers' words where EMNIST_DATA has them
//   npm run bench:lines -- --quick   a few words of our own, one visit; writes into build/bench/quick only
//   npm run bench:lines -- --write   measures nothing; writes again what follows from docs/peers-lines.json

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import type { Browser, Page } from "@playwright/test";
import type { Plugin } from "vite";
import { random } from "../web/random.ts";
import { repository, versionOf } from "./contestants.ts";
import type { LineFigures, SetFigures } from "./line-figures.ts";
import { withLines } from "./line-report.ts";
import { ownWords, strangersWords, type Word, type WordSet } from "./line-words.ts";
import { shuffled, timeVisits, type Visited, visit } from "./measure.ts";
import { buildPage } from "./pages.ts";
import { type Server, serve } from "./server.ts";
import { launch, loadNow, quantile, surroundings, type Visits, visitInSmall, visitsInFull } from "./surroundings.ts";

type Extent = Visits & { readonly ownWords: number };

const inFull: Extent = { ownWords: 100, ...visitsInFull(7) };
const inSmall: Extent = { ownWords: 3, ...visitInSmall };

interface Reader {
  /** Of its page, its file in line-page/, and its place in docs/peers-lines.json. */
  readonly id: string;
  readonly name: string;
  readonly npm?: string;
  readonly settings: string;
}

export const readers: readonly Reader[] = [
  { id: "ours", name: "EMNIST Edge", settings: "`emnist-edge/line` as it loads itself, with its English words; SIMD" },
  {
    id: "tesseract",
    name: "tesseract.js",
    npm: "tesseract.js",
    settings:
      "its LSTM with relaxed SIMD and the English data that it takes by itself (`4.0.0_best_int`), told that there is one word; the ink drawn for it black on white, 96 pixels high, with a pen of 8 (the best for it of seven sizes, pens and settings on 120 of these words)",
  },
];

export async function main(parameters: string[]): Promise<void> {
  const { values: options } = parseArgs({
    args: parameters,
    options: { quick: { type: "boolean", default: false }, write: { type: "boolean", default: false } },
  });
  const to = join(repository, options.quick ? "build/bench/quick" : ".");
  const file = join(to, "docs/peers-lines.json");
  if (!options.write) {
    const sets = ownWords(options.quick ? inSmall.ownWords : inFull.ownWords);
    if (!options.quick) sets.push(...strangersWords());
    const figures = await measure(sets, options.quick ? inSmall : inFull);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(figures, undefined, 1)}\n`);
  }
  const peers = readFileSync(join(repository, "docs/peers.md"), "utf8");
  writeFileSync(join(to, "docs/peers.md"), withLines(peers, JSON.parse(readFileSync(file, "utf8"))));
}

async function measure(sets: readonly WordSet[], extent: Extent): Promise<LineFigures> {
  const load = loadNow();
  const [sample] = sets[0]?.words ?? [];
  if (!sample) throw new Error("There are no words.");
  for (const reader of readers)
    await buildPage(join(import.meta.dirname, "line-page"), folderOf(reader), {
      plugins: [parts(reader)],
      define: { sampleWord: JSON.stringify(sample.strokes) },
    });
  const server = await serve(new Map(readers.map((reader) => [reader.id, folderOf(reader)])), extent.brotliQuality);
  const browser = await launch();
  try {
    const download = await downloads(browser, server);
    const read = await readAll(browser, server, sets);
    const all = readers.map((reader) => pageOf(server, reader));
    const nearby = await timeVisits(browser, all, extent.visits);
    const far = await timeVisits(browser, all, extent.visits, extent.line);
    const { ownWords: _, ...visits } = extent;
    return {
      measured: {
        ...surroundings(browser, load),
        ...visits,
      },
      sets: sets.map(({ name, words }) => ({
        name,
        words: words.length,
        writers: new Set(words.map(({ writer }) => writer)).size,
      })),
      readers: readers.map((reader) => {
        const version = versionOf(reader);
        return {
          id: reader.id,
          name: reader.name,
          ...(version && { version }),
          settings: reader.settings,
          read: read.get(reader.id) ?? [],
          download: download.get(reader.id) ?? [],
          firstAnswerMilliseconds: {
            nearby: hundredths(quantile(nearby.get(reader.id) ?? [], 0.5)),
            line: hundredths(quantile(far.get(reader.id) ?? [], 0.5)),
          },
        };
      }),
    };
  } finally {
    await browser.close();
    server.close();
  }
}

const folderOf = ({ id }: Reader) => join(repository, "build/bench/line-pages", id);
const pageOf = (server: Server, { id }: Reader): Visited => ({ id, address: `${server.address}${id}/` });

/** What the imports of line-page/bench.d.ts stand for on this reader's page. */
function parts({ id }: Reader): Plugin {
  const paths: Readonly<Record<string, string>> = {
    "bench:reader": join(import.meta.dirname, "line-page", `${id}.ts`),
    "bench:library": join(repository, "build/library/dist/line.js"),
  };
  return { name: "parts", enforce: "pre", resolveId: (name) => paths[name] };
}

/** What a first visit fetches, its workers included. */
async function downloads(browser: Browser, server: Server) {
  const fetched = new Map<string, { file: string; bytes: number }[]>();
  for (const reader of readers) {
    server.asked();
    const page = await visit(browser, pageOf(server, reader));
    await page.context().close();
    const files = server
      .asked()
      .map((path) => ({ file: path.split("/").at(-1) || "index.html", bytes: server.sizeOf(path) }));
    fetched.set(reader.id, files);
  }
  return fetched;
}

async function readAll(browser: Browser, server: Server, sets: readonly WordSet[]): Promise<Map<string, SetFigures[]>> {
  const pages = new Map<string, Page>();
  for (const reader of readers) pages.set(reader.id, await visit(browser, pageOf(server, reader)));
  const figures = new Map(readers.map(({ id }) => [id, [] as SetFigures[]]));
  for (const { name, words } of sets) {
    console.error(`${words.length} words: ${name}`);
    for (const [id, answers] of await readSet(pages, words)) figures.get(id)?.push(figuresOf(words, answers));
  }
  for (const page of pages.values()) await page.context().close();
  return figures;
}

interface Answer {
  readonly text: string;
  readonly milliseconds: number;
}

/** Every word by all in turn and in ever new order, so that whatever else the machine does falls on all alike. */
async function readSet(pages: ReadonlyMap<string, Page>, words: readonly Word[]): Promise<Map<string, Answer[]>> {
  const next = random(1);
  const answers = new Map([...pages.keys()].map((id) => [id, [] as Answer[]]));
  for (const { strokes } of words)
    for (const [id, page] of shuffled([...pages], next))
      answers.get(id)?.push(await page.evaluate((strokes) => globalThis.readWord(strokes), strokes));
  return answers;
}

function figuresOf(words: readonly Word[], answers: readonly Answer[]): SetFigures {
  const plain = (text = "") => text.replace(/\s+/g, " ").toLowerCase();
  const errors = words.map(({ text }, index) => distance(plain(text), plain(answers[index]?.text)));
  const times = answers.map(({ milliseconds }) => milliseconds);
  return {
    characterErrors: errors.reduce((sum, some) => sum + some) / words.reduce((sum, { text }) => sum + text.length, 0),
    exact: errors.filter((some) => some === 0).length / words.length,
    milliseconds: { p50: hundredths(quantile(times, 0.5)), p95: hundredths(quantile(times, 0.95)) },
  };
}

/** Levenshtein's. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const below = [i + 1];
    for (const [j, other] of [...b].entries())
      below.push(Math.min((row[j] ?? 0) + (letter === other ? 0 : 1), (row[j + 1] ?? 0) + 1, (below[j] ?? 0) + 1));
    row = below;
  }
  return row.at(-1) ?? 0;
}

const hundredths = (value: number) => Math.round(100 * value) / 100;
