// The command on lines: what it measures follows from what it reads, and it times what it says.

import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Hand, written } from "../../web/src/page/lines/hand.ts";
import { lineModelPath, repository } from "./built.ts";

const command = join(repository, "build/native/emnist");
const run = (input: string, ...parameters: string[]) => execFileSync(command, parameters, { input, encoding: "utf8" });

const sheet = { left: 0, baseline: 100, xHeight: 100 };
const linesOf = (texts: readonly string[], hand: Hand) =>
  texts.map((text) => `${JSON.stringify({ text, strokes: written(text, sheet, hand) })}\n`).join("");

/** The least number of letters put in, left out and exchanged: tried out, letter by letter. */
function apart(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  if (a[0] === b[0]) return apart(a.slice(1), b.slice(1));
  return 1 + Math.min(apart(a.slice(1), b), apart(a, b.slice(1)), apart(a.slice(1), b.slice(1)));
}

test("evaluate-lines counts what read-ink reads", () => {
  const texts = ["Hello", "The", "house", "going", "tell"];
  const ink = linesOf(texts, { joined: true, unsteady: 0.04 }) + linesOf(["1247"], {});
  const options = ["--model", lineModelPath, "--no-words"];
  const read = run(ink, "read-ink", ...options)
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line).texts[0]?.text ?? "") as string);
  const report = JSON.parse(run(ink, "evaluate-lines", ...options, "--json"));
  const wanted = [...texts, "1247"];
  expect(report.lines.map(({ read }: { read: string }) => read)).toEqual(read);
  expect(read).not.toEqual(wanted); // or there would be nothing to count
  for (const [kind, seen] of [
    ["with_case", (text: string) => text],
    ["case_folded", (text: string) => text.toLowerCase()],
  ] as const) {
    const pairs = wanted.map((text, index) => [seen(text), seen(read[index] ?? "")] as const);
    const errors = pairs.reduce((sum, [text, answer]) => sum + apart(text, answer), 0);
    expect(report[kind].exact).toBeCloseTo(pairs.filter(([text, answer]) => text === answer).length / wanted.length);
    expect(report[kind].character_errors).toBeCloseTo(errors / wanted.join("").length);
  }
});

test("evaluate-lines says which line has no text", () => {
  const ink = `${linesOf(["old"], {})}{"strokes": [[[0, 0], [0, 9]]]}\n`;
  const { status, stderr } = spawnSync(command, ["evaluate-lines", "--model", lineModelPath], {
    input: ink,
    encoding: "utf8",
  });
  expect(status).toBe(1);
  expect(stderr).toContain('line 2: there is no "text"');
});

test("bench times a word that it reads, with words and without", () => {
  const report = JSON.parse(run("", "bench", lineModelPath, "--json"));
  expect(report.word).toHaveLength(10);
  for (const kind of ["with_words", "without_words"]) {
    const { read, answer, trace, network, decoding } = report[kind];
    expect(read, kind).toBe(report.word);
    for (const { p50_us, p95_us } of [answer, trace, network, decoding]) {
      expect(p50_us).toBeGreaterThan(0);
      expect(p95_us).toBeGreaterThanOrEqual(p50_us);
    }
  }
});
