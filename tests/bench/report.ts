// What follows from docs/peers.json: docs/peers.md, docs/peers.svg and docs/measurements.md's part between its marks.

import { type Entry, type Figures, fullName, kilobytes, megabytes, threeDigits, totalBytes } from "./figures.ts";
import { linesOf } from "./line-report.ts";
import { plot } from "./plot.ts";
import { table } from "./table.ts";

const mark = "<!-- peers -->\n";
const endMark = "<!-- /peers -->\n";

/** Every file that is written from the figures, by its path. `measurements` and `peers` are those pages as they are: what is not
 * about these figures stays. */
export function documents(
  figures: Figures,
  measurements: string,
  peers: string,
  pageBudget: number,
): Readonly<Record<string, string>> {
  const [before = "", rest = ""] = measurements.split(mark);
  const [, after = ""] = rest.split(endMark);
  return {
    "docs/measurements.md": `${before}${mark}${summary(figures)}${endMark}${after}`,
    "docs/peers.md": page(figures, pageBudget) + linesOf(peers),
    "docs/peers.svg": plot(figures),
  };
}

const picture = (folder: string) =>
  `![Two bar charts of what the tables say: time of one inference, and time and download to the first answer](${folder}peers.svg)`;

function lineOf({ measured: { line } }: Figures): string {
  return `${line.bitsPerSecond / 1e6} Mbit/s with ${line.latencyMilliseconds} ms`;
}

function busy({ measured: { load, cores } }: Figures): string {
  if (load < 1) return "";
  return `**Measured on a busy machine** (${load.toFixed(1)} processes wanted its ${cores} cores before it began): only the order and the bytes count.\n\n`;
}

function summary(figures: Figures): string {
  const rows = figures.contestants.map((entry) => [
    fullName(entry),
    entry.weights,
    threeDigits(entry.inferenceMicroseconds.p50),
    kilobytes(totalBytes(entry)),
    threeDigits(entry.firstAnswerMilliseconds.nearby),
    threeDigits(entry.firstAnswerMilliseconds.line),
    megabytes(entry.memory.linear),
  ]);
  const head = [
    "runtime",
    "weights",
    "one inference, µs",
    "download, kB",
    "first answer from localhost, ms",
    "… over 10 Mbit/s, ms",
    "linear memory, MB",
  ];
  return `${busy(figures)}${picture("")}

${table(head, rows)}
${notFirst(figures)}
Our whole page, drawn on at once, answers after ${threeDigits(figures.wholePage.firstAnswerMilliseconds.line)} ms over that line.
One thread each; medians; bytes as brotli; the slow line is ${lineOf(figures)} of latency. \`npm run bench\` measures it again and writes it
here. [All figures, settings, and how they were measured](peers.md).
`;
}

const measures: readonly { readonly what: string; readonly unit: string; readonly of: (entry: Entry) => number }[] = [
  { what: "time per inference", unit: "µs", of: ({ inferenceMicroseconds }) => inferenceMicroseconds.p50 },
  { what: "download to the first answer", unit: "kB", of: (entry) => totalBytes(entry) / 1000 },
  {
    what: "first answer from localhost",
    unit: "ms",
    of: ({ firstAnswerMilliseconds }) => firstAnswerMilliseconds.nearby,
  },
  {
    what: "first answer over 10 Mbit/s",
    unit: "ms",
    of: ({ firstAnswerMilliseconds }) => firstAnswerMilliseconds.line,
  },
];

/** Why a contestant may be ahead of us in a download or a first answer. */
const reasons: Readonly<Record<string, string>> = {
  plain: "it has no runtime to fetch, compile and start, and proves nothing before it answers",
};

/** Times this near to each other change places from run to run. */
const level = 1.03;

/** Where another one is ahead of us, by how much and why. */
function notFirst({ contestants }: Figures): string {
  const [ours, ...others] = contestants as readonly [Entry, ...Entry[]];
  const peers = others.filter(({ id }) => !id.startsWith("ours"));
  const lines = peers.flatMap((peer) => {
    const ahead = measures.filter(({ of }) => of(peer) < of(ours));
    if (ahead.length === 0) return [];
    const amounts = ahead.map(
      ({ what, unit, of }) => `${what} (${threeDigits(of(peer))} against ${threeDigits(of(ours))} ${unit})`,
    );
    const times = peer.inferenceMicroseconds.p50 / ours.inferenceMicroseconds.p50;
    const why = reasons[peer.id] ? `: ${reasons[peer.id]}` : "";
    const price = times > 1 ? `. An inference takes it ${threeDigits(times)} times as long` : "";
    return [`- ${fullName(peer)}, ${peer.weights}: ${amounts.join(", ")}${why}${price}.\n`];
  });
  const first = measures.flatMap(({ what, of }) => {
    const best = Math.min(...peers.map(of));
    return of(ours) > best ? [] : [of(ours) * level < best ? what : `${what} (level with the next)`];
  });
  const won = first.length > 0 ? `We are first in ${first.join(" and in ")}. ` : "";
  return lines.length > 0 ? `${won}Ahead of us:\n\n${lines.join("")}` : `${won.trim()}\n`;
}

/** The whole page beside the barest that runs the same network. */
function whole({ wholePage, contestants }: Figures, pageBudget: number): string {
  const { nearby, line } = wholePage.firstAnswerMilliseconds;
  const plain = contestants.find(({ id }) => id === "plain")?.firstAnswerMilliseconds.line ?? Number.NaN;
  return `Our own page, with pad, pictures, three languages and all, visited in the same turns by somebody who draws as soon as the pad
takes ink, answers after ${threeDigits(nearby)} ms from localhost and ${threeDigits(line)} ms over the line: ${(line / plain).toFixed(2)} of plain JavaScript's bare page. It may fetch
${pageBudget} kB until then (\`tests/budgets.json\`).`;
}

function page(figures: Figures, pageBudget: number): string {
  const { measured, contestants } = figures;
  const speed = contestants.map((entry) => {
    const { p50, p95, p99, runsPerBatch } = entry.inferenceMicroseconds;
    return [fullName(entry), entry.weights, ...[p50, p95, p99].map(threeDigits), String(runsPerBatch)];
  });
  const visits = contestants.map((entry) => [
    fullName(entry),
    entry.weights,
    kilobytes(totalBytes(entry)),
    threeDigits(entry.firstAnswerMilliseconds.nearby),
    threeDigits(entry.firstAnswerMilliseconds.line),
  ]);
  const files = contestants.flatMap((entry) =>
    entry.download.map(({ file, bytes }) => [fullName(entry), entry.weights, file, bytes.toLocaleString("en")]),
  );
  const memory = contestants.map((entry) => [
    fullName(entry),
    entry.weights,
    megabytes(entry.memory.linear),
    megabytes(entry.memory.heap),
  ]);
  return `# Against the peers

One network, ${measured.glyphs} glyphs that all read alike, one Chromium, one thread each. \`npm run bench\` measures all of
this and writes this page, its picture, [the figures](peers.json) and the table of [the measurements](measurements.md); nothing here is typed by hand.

${busy(figures)}${picture("")}

${notFirst(figures)}
Measured on ${measured.date} in ${measured.browser}, ${measured.processor}, ${measured.cores} cores. Ratios hold where absolute times do
not.

## Who runs

Every contestant has a page of its own, built by Vite from one template (\`tests/bench/page/\`): minified, all that the
script will fetch named in the head, so that nobody waits for a script to ask. It starts the runtime, reads one glyph and shows the
letter. Everything is measured on these pages, cross-origin isolated.

${table(
  ["runtime", "weights", "settings"],
  contestants.map((entry) => [fullName(entry), entry.weights, entry.settings]),
)}
Before anything is timed all must name the same class for each glyph, and the float networks give logits within 0.001 of plain
JavaScript's. Peers are taken as npm has them: builds with fewer operators would be smaller, but are not what a page gets.

## One inference, µs

784 bytes in, the best class out: scaling, copying and ranking included. Percentiles of the means of ${measured.rounds} batches of about
${measured.batchMilliseconds} ms, taken by all in turn and in ever new order, so that whatever else the machine does falls on all alike.

${table(["runtime", "weights", "p50", "p95", "p99", "runs a batch"], speed)}
## The first answer

From the start of the navigation to the letter in the document: medians of ${measured.visits} visits by all in turn and in ever new order, each in a new
context that has nothing cached. localhost is this machine; the slow line is ${lineOf(figures)} of latency, as Chromium's developer tools simulate
it (requests are delayed and bodies slowed down; connections open at once).

${table(["runtime", "weights", "download, kB", "from localhost, ms", "over 10 Mbit/s, ms"], visits)}
Bytes as the browser counted them (\`PerformanceResourceTiming\`), brotli at quality ${measured.brotliQuality}:

${table(["runtime", "weights", "file", "bytes"], files)}
${whole(figures, pageBudget)}

## Memory, MB

After the first answer: the linear memory of WebAssembly, and JavaScript's heap after a collection, of which about one is the
page's own. (\`measureUserAgentSpecificMemory()\` would not do: Chromium counts linear memory there only if it is shared, which only
onnxruntime's is.)

${table(["runtime", "weights", "linear memory", "heap"], memory)}`;
}
