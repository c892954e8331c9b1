// The part of docs/peers.md that is about lines, from docs/peers-lines.json.

import { kilobytes, threeDigits } from "./figures.ts";
import type { LineFigures, ReaderEntry } from "./line-figures.ts";
import { table } from "./table.ts";

const mark = "<!-- lines -->\n";
const endMark = "<!-- /lines -->\n";

/** docs/peers.md with its part about lines as the figures have it; the part is put at the end where there is none. */
export function withLines(page: string, figures: LineFigures): string {
  const [before = "", rest = ""] = page.split(mark);
  const [, after = ""] = rest.split(endMark);
  return `${before.trimEnd()}\n\n${mark}${lines(figures)}${endMark}${after}`;
}

/** That part as a page has it: nothing where it has none. */
export const linesOf = (page: string): string =>
  page.includes(mark) ? `\n${mark}${page.split(mark)[1]?.split(endMark)[0]}${endMark}` : "";

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const named = ({ name, version }: ReaderEntry) => (version ? `${name} ${version}` : name);
const total = ({ download }: ReaderEntry) => download.reduce((sum, { bytes }) => sum + bytes, 0);

function lines({ measured, sets, readers }: LineFigures): string {
  const accuracy = sets.flatMap(({ name, words, writers }, set) =>
    readers.map((reader) => {
      const { characterErrors, exact, milliseconds } = reader.read[set] as ReaderEntry["read"][number];
      const times = [milliseconds.p50, milliseconds.p95].map(threeDigits);
      return [name, `${words} / ${writers}`, named(reader), percent(characterErrors), percent(exact), ...times];
    }),
  );
  const visits = readers.map((reader) => [
    named(reader),
    kilobytes(total(reader)),
    threeDigits(reader.firstAnswerMilliseconds.nearby),
    threeDigits(reader.firstAnswerMilliseconds.line),
  ]);
  const files = readers.flatMap((reader) =>
    reader.download.map(({ file, bytes }) => [named(reader), file, bytes.toLocaleString("en")]),
  );
  const { bitsPerSecond, latencyMilliseconds } = measured.line;
  return `## Words and lines

What a page would load today to read handwriting is a reader of printed text. **This is no fair match**: Tesseract was made for printed
pages and sees only a picture of the ink, not how it was written; we were made for handwriting and for nothing else, and read no
page. It says what a visitor gets from either, no more. Chrome's own handwriting interface is not in this Chromium.

${table(
  ["reader", "settings"],
  readers.map((reader) => [named(reader), reader.settings]),
)}
\`npm run bench:lines\` measures this and writes it here, and [the figures](peers-lines.json). Measured on ${measured.date} in
${measured.browser}, ${measured.processor}, ${measured.cores} cores, for which ${measured.load.toFixed(1)} processes waited when it began: absolute times count for little, those of the two against
each other for more, since they come from one run in which each word was read by both in turn, in ever new order. Capitals and
small letters count as the same.

${table(["ink", "words / writers", "reader", "character errors", "exact", "a word, ms, median", "… p95"], accuracy)}
Our own hand (\`web/src/page/lines/hand.ts\`) draws perfect curves and is the one that we test with: it shows that everything works
together, on both sides. Of the validation writers our network saw nothing in training, and no number was fitted to them
([how a line is read](lines.md)).

From the start of the navigation to the first word in the document, medians of ${measured.visits} visits by both in turn, each in a new context; the
slow line is ${bitsPerSecond / 1e6} Mbit/s with ${latencyMilliseconds} ms of latency:

${table(["reader", "download, kB", "from localhost, ms", "over the slow line, ms"], visits)}
${table(["reader", "file", `bytes, brotli at quality ${measured.brotliQuality}`], files)}`;
}
