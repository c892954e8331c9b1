// The words that are read: of our own hand, which everybody has, and of people whose writing nobody's training saw, where
// their data is.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Hand, written } from "../../web/src/page/lines/hand.ts";
import { repository } from "./contestants.ts";
import type { Ink } from "./line-page/page.ts";

export interface Word {
  readonly text: string;
  readonly strokes: Ink;
  readonly writer: string;
}

export interface WordSet {
  readonly name: string;
  readonly words: readonly Word[];
}

/** Frequent words of the letters that our hand writes. */
const texts =
  `the and to in is that it was on are as with his they at be this have or by one had not but what all were when
  we there can an your which their said do will each about how up out them then she many some so these would other into has
  more two him see time could no than been its who now people my made over did down only way use may water long little very
  words called where most`.split(/\s+/);

const hands: readonly (readonly [string, Hand])[] = [
  ["our own hand, printed", { unsteady: 0.01 }],
  ["our own hand, joined up", { joined: true, slant: 0.15, unsteady: 0.01 }],
];

/** At most so many of each hand. */
export const ownWords = (count: number): WordSet[] =>
  hands.map(([name, hand]) => ({
    name,
    words: texts
      .slice(0, count)
      .map((text) => ({ text, strokes: written(text, { left: 0, baseline: 200, xHeight: 100 }, hand), writer: "us" })),
  }));

/** Words of validation writers; none where EMNIST_DATA leads to no data. */
export function strangersWords(): WordSet[] {
  const data = process.env.EMNIST_DATA ?? join(repository, "../shared/data");
  if (!existsSync(join(data, "unipen-text/train.npz"))) {
    console.error("Words of validation writers are left out: there is no unipen-text (EMNIST_DATA says where it is).");
    return [];
  }
  const to = join(repository, "build/bench/words");
  const script = join(repository, "scripts/train/write-validation-words");
  execFileSync(script, ["--data", data, "--to", to], { stdio: ["ignore", 2, 2] });
  return ["printed", "other"].map((kind) => ({
    name: kind === "printed" ? "validation writers, printed" : "validation writers, mixed and joined up",
    words: readFileSync(join(to, `${kind}.jsonl`), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  }));
}
