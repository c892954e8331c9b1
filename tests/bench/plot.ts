// docs/peers.svg: two rows of bars, from zero, on one list of names. Light or dark as its reader's system is.

import { type Entry, type Figures, fullName, kilobytes, threeDigits, totalBytes } from "./figures.ts";

const width = 920;
const namesEnd = 246;
const rowHeight = 34;
const top = 72;
const panels = [
  { left: 260, right: 510 },
  { left: 590, right: 790 },
] as const;

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

export function plot({ contestants, measured }: Figures): string {
  const { bitsPerSecond, latencyMilliseconds } = measured.line;
  const measures = [
    {
      title: "one inference, µs",
      subtitle: "median",
      value: (entry: Entry) => entry.inferenceMicroseconds.p50,
      note: () => "",
    },
    {
      title: "first answer, ms (download, kB)",
      subtitle: `over ${bitsPerSecond / 1e6} Mbit/s with ${latencyMilliseconds} ms of latency, median`,
      value: (entry: Entry) => entry.firstAnswerMilliseconds.line,
      note: (entry: Entry) => ` (${kilobytes(totalBytes(entry))})`,
    },
  ];
  const height = top + rowHeight * contestants.length + 16;
  const middle = (row: number) => top + rowHeight * row + rowHeight / 2;
  const names = contestants.map((entry, row) => {
    const text = escaped(`${fullName(entry)}, ${entry.weights}`);
    return `<text class="name" x="${namesEnd}" y="${middle(row) + 5}">${text}</text>`;
  });
  const bars = measures.flatMap(({ title, subtitle, value, note }, index) => {
    const { left, right } = panels[index] ?? panels[0];
    const longest = Math.max(...contestants.map(value));
    return [
      `<text class="title" x="${left}" y="34">${title}</text>`,
      `<text class="small" x="${left}" y="54">${subtitle}</text>`,
      ...contestants.map((entry, row) => {
        const length = ((right - left) * value(entry)) / longest;
        const label = threeDigits(value(entry)) + note(entry);
        return [
          `<rect class="${entry.id.startsWith("ours") ? "ours" : "peer"}" x="${left}" y="${middle(row) - 10}"`,
          ` width="${length.toFixed(1)}" height="20"/>`,
          `<text x="${(left + length + 6).toFixed(1)}" y="${middle(row) + 5}">${label}</text>`,
        ].join("");
      }),
    ];
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description" font-family="system-ui, sans-serif" font-size="15">
<title id="title">The same network in this project and in its peers</title>
<desc id="description">Bars, shorter is better; the figures are in the table of peers.md.</desc>
<style>
svg { --ink: #1c2126; --faint: #59636e; --paper: #ffffff; --ours: #4c7a3d; --peer: #8a96a5; }
@media (prefers-color-scheme: dark) { svg { --ink: #e8ebee; --faint: #a3adb8; --paper: #14171c; --ours: #86bd73; --peer: #66717f; } }
.paper { fill: var(--paper); }
text { fill: var(--ink); }
.name { text-anchor: end; }
.title { font-weight: 600; }
.small { fill: var(--faint); font-size: 13px; }
.ours { fill: var(--ours); }
.peer { fill: var(--peer); }
</style>
<rect class="paper" width="${width}" height="${height}" rx="8"/>
${[...names, ...bars].join("\n")}
</svg>
`;
}
