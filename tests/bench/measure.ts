// What is measured, on the pages as built: their answers, the time of one, a first visit's bytes and time, and memory.

import type { Browser, BrowserContext, Page } from "@playwright/test";
import { random } from "../web/random.ts";
import { type Contestant, contestants } from "./contestants.ts";
import type { Entry, Figures } from "./figures.ts";
import type { Server } from "./server.ts";

type Line = Figures["measured"]["line"];

export interface Glyph {
  readonly glyph: Uint8Array;
  /** What our library reads under node. */
  readonly label: string;
}

export interface Timing {
  /** In each batch, and milliseconds per run of each batch. */
  readonly runs: number;
  readonly means: readonly number[];
}

/** Whose first answer is timed: a page that marks by itself, or by `prepare`, when it has "answered". */
export interface Visited {
  readonly id: string;
  readonly address: string;
  readonly prepare?: (context: BrowserContext) => Promise<unknown>;
}

/** A page of its own, where nothing is kept from before, once it shows its answer. */
export async function visit(browser: Browser, { address, prepare }: Visited, line?: Line): Promise<Page> {
  const context = await browser.newContext();
  await prepare?.(context);
  const page = await context.newPage();
  const failure = new Promise<never>((_, reject) => page.once("pageerror", reject));
  failure.catch(() => {});
  if (line) {
    const session = await context.newCDPSession(page);
    const throughput = line.bitsPerSecond / 8;
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: line.latencyMilliseconds,
      downloadThroughput: throughput,
      uploadThroughput: throughput,
    });
  }
  await page.goto(address, { waitUntil: "commit" });
  // Looked for every so often only: looking takes time from the page.
  const answered = () => performance.getEntriesByName("answered").length > 0;
  await Promise.race([page.waitForFunction(answered, undefined, { polling: 50, timeout: 120_000 }), failure]);
  return page;
}

export const pageOf = (server: Server, { id }: Contestant): Visited => ({ id, address: `${server.address}${id}/` });

/** The pages of all, open side by side; isolated, since the clock is coarse in others. */
export async function openAll(browser: Browser, server: Server): Promise<Map<Contestant, Page>> {
  const pages = new Map<Contestant, Page>();
  for (const contestant of contestants) {
    const page = await visit(browser, pageOf(server, contestant));
    if (!(await page.evaluate(() => crossOriginIsolated))) throw new Error(`${contestant.id} is not isolated.`);
    pages.set(contestant, page);
  }
  return pages;
}

/** Stops everything unless all read all glyphs alike, and the float networks are one network. */
export async function checkAnswers(pages: Map<Contestant, Page>, glyphs: readonly Glyph[]): Promise<void> {
  const arrays = glyphs.map(({ glyph }) => [...glyph]);
  const expected = glyphs.map(({ label }) => label).join("");
  const logits = new Map<string, readonly (readonly number[])[]>();
  for (const [{ id, weights }, page] of pages) {
    const answers = await page.evaluate(async (arrays) => {
      const read: { label: string; logits: number[] }[] = [];
      for (const array of arrays) {
        const glyph = Uint8Array.from(array);
        const label = await contestant.read(glyph);
        read.push({ label, logits: Array.from((await contestant.logits?.(glyph)) ?? []) });
      }
      return read;
    }, arrays);
    const labels = answers.map(({ label }) => label).join("");
    if (labels !== expected) throw new Error(`${id} reads ${labels}, ours ${expected}`);
    if (weights === "f32")
      logits.set(
        id,
        answers.map(({ logits }) => logits),
      );
  }
  const plain = logits.get("plain");
  for (const [id, theirs] of logits) {
    const apart = theirs.flatMap((row, i) => row.map((value, j) => Math.abs(value - (plain?.[i]?.[j] ?? Number.NaN))));
    const most = apart.reduce((a, b) => Math.max(a, b));
    if (!(most < 1e-3))
      throw new Error(`${id} computes another network than plain JavaScript: logits differ by ${most}`);
  }
}

/** Batches of runs in turn, so that whatever else the machine does falls on all alike. */
export async function timeRuns(
  pages: Map<Contestant, Page>,
  glyph: Uint8Array,
  rounds: number,
  batch: number,
): Promise<Map<string, Timing>> {
  const entries: { id: string; page: Page; runs: number; means: number[] }[] = [];
  for (const [{ id }, page] of pages) {
    const runs = await page.evaluate(prepareBatches, { glyph: [...glyph], batch });
    entries.push({ id, page, runs, means: [] });
  }
  const next = random(1);
  for (let round = 0; round < rounds; round++)
    for (const { page, runs, means } of shuffled(entries, next))
      means.push(await page.evaluate((runs) => globalThis.timeBatch(runs), runs));
  return new Map(entries.map(({ id, runs, means }) => [id, { runs, means }]));
}

declare global {
  /** Milliseconds per run of so many in a row. */
  var timeBatch: (runs: number) => Promise<number>;
}

/** In the page: finds how many runs last `batch` milliseconds, which is the warm-up, too. */
async function prepareBatches({ glyph, batch }: { glyph: number[]; batch: number }): Promise<number> {
  const bytes = Uint8Array.from(glyph);
  globalThis.timeBatch = async (runs) => {
    const start = performance.now();
    for (let run = 0; run < runs; run++) await contestant.read(bytes);
    return (performance.now() - start) / runs;
  };
  let fastest = Number.POSITIVE_INFINITY; // what else the machine does must not make batches short
  for (const end = performance.now() + 20 * batch; performance.now() < end; )
    fastest = Math.min(fastest, await globalThis.timeBatch(10));
  return Math.ceil(batch / fastest);
}

/** Milliseconds from navigation to the answer, of visits by all in turn. */
export async function timeVisits(
  browser: Browser,
  all: readonly Visited[],
  visits: number,
  line?: Line,
): Promise<Map<string, number[]>> {
  const times = new Map(all.map(({ id }) => [id, [] as number[]]));
  const next = random(2);
  for (let turn = 0; turn < visits; turn++)
    for (const visited of shuffled(all, next)) {
      const page = await visit(browser, visited, line);
      const answered = await page.evaluate(() => performance.getEntriesByName("answered")[0]?.startTime ?? Number.NaN);
      times.get(visited.id)?.push(answered);
      await page.context().close();
    }
  return times;
}

/** Nobody always follows the same other one, who may leave the machine something to clear up. */
export function shuffled<Item>(items: readonly Item[], next: () => number): Item[] {
  return items
    .map((item) => ({ item, place: next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** What a first visit fetches and what it holds after its answer. */
export async function inspect(
  browser: Browser,
  server: Server,
  contestant: Contestant,
): Promise<Pick<Entry, "download" | "memory">> {
  server.asked();
  const prepare = (context: BrowserContext) => context.addInitScript(rememberMemories);
  const page = await visit(browser, { ...pageOf(server, contestant), prepare });
  const { linear, download, named } = await page.evaluate(() => {
    const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    return {
      linear: [...globalThis.memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
      download: (entries as PerformanceResourceTiming[])
        .filter(({ name }) => !name.startsWith("data:"))
        .map(({ name, encodedBodySize }) => ({
          file: new URL(name).pathname.split("/").at(-1) || "index.html",
          bytes: encodedBodySize,
        })),
      named: document.querySelectorAll("link[rel=preload], script[type=module]").length,
    };
  });
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize } = await session.send("Runtime.getHeapUsage");
  await page.context().close();
  // Everything that a page names must have been fetched, once, and nothing else but the page itself.
  const asked = server.asked();
  if (asked.length !== download.length || asked.length !== new Set(asked).size || asked.length !== named + 1)
    throw new Error(`${contestant.id} asked for ${asked.join(", ")}, of ${named} files that the page names`);
  return { download, memory: { linear, heap: usedSize + backingStorageSize } };
}

declare global {
  var memories: Set<WebAssembly.Memory>;
}

/** In the page, before any script: notes the memory of every instance, whoever makes it. */
function rememberMemories(): void {
  globalThis.memories = new Set();
  const note = (...objects: unknown[]) => {
    for (const object of objects) if (object instanceof WebAssembly.Memory) globalThis.memories.add(object);
  };
  const { Memory, instantiate, instantiateStreaming } = WebAssembly;
  const noteResult = <Result>(result: Result): Result => {
    const instance =
      result instanceof WebAssembly.Instance ? result : (result as { instance: WebAssembly.Instance }).instance;
    note(...Object.values(instance.exports));
    return result;
  };
  WebAssembly.Memory = new Proxy(Memory, {
    construct(target, [descriptor]) {
      const made = new target(descriptor);
      note(made);
      return made;
    },
  });
  WebAssembly.instantiate = new Proxy(instantiate, {
    apply: (target, self, parameters) => Reflect.apply(target, self, parameters).then(noteResult),
  });
  WebAssembly.instantiateStreaming = new Proxy(instantiateStreaming, {
    apply: (target, self, parameters) => Reflect.apply(target, self, parameters).then(noteResult),
  });
}
