// When a character is done: how long the pen may rest before the next cell's turn comes, and whether a stroke begins the
// next character already. Knows no clock.

import type { Alphabet, Answer } from "../core/index.ts";

/**
 * What a character of several strokes is read as while it is not finished. Of UNIPEN's multi-stroke characters, drawn
 * stroke by stroke, at least a third of what is read as one of these is only a beginning; the t is what an E may be read as.
 */
const beginnings = "17ACFIJLTXrt";
const lone = "1IL";
/** What is read with less confidence may be a beginning, too: an E without its middle. */
const finished = 0.85;

const isDigits = (alphabet: Alphabet | undefined) => alphabet !== undefined && /^[0-9]+$/.test(alphabet.characters);
const readAs = ({ alternatives }: Answer, labels: string) => labels.includes(alternatives[0]?.label || " ");

/** How long to wait after this answer, as a multiple of the usual pause. Of the digits only a few have two strokes. */
export function patience(answer: Answer | undefined, alphabet: Alphabet | undefined): number {
  if (!answer) return 1;
  const [best] = answer.alternatives;
  const doubtful = !answer.sure || !best || best.confidence < finished;
  // What is doubtful, or looks more like something outside the alphabet, is a beginning as often as those.
  const begun = readAs(answer, beginnings) || doubtful || (answer.outside ?? 0) > 0.5;
  if (begun) return isDigits(alphabet) ? 1 : 2;
  return 0.75;
}

/**
 * Whether the last stroke began the next character: the ink without it was a character, with it there are several. A
 * lone stem may become an H, so only among digits is it a character of its own.
 */
export function beginsNext(
  before: Answer | undefined,
  now: Answer | undefined,
  alphabet: Alphabet | undefined,
): boolean {
  if (!before?.sure || now?.rejected !== "several") return false;
  return isDigits(alphabet) || !readAs(before, lone);
}
