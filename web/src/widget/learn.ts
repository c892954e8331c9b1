// A pad with `learn` heeds how its visitor writes: what they put right, and what they confirm where the recogniser was not
// sure, is an example from then on. Kept on the device, by the site that has the pad, and for one model: the core takes
// no other's. Fetched by the first pad that has the attribute.

import { classOf } from "../core/alphabet.ts";
import type { Stroke } from "../core/ink.ts";
import type { Recognizer } from "../core/recognizer.ts";
import { EmnistError } from "../core/status.ts";
import { keep, recall } from "../storage/keep.ts";
import type { Cell } from "./cells.ts";
import type { PadHand } from "./writing.ts";

const name = "hand"; // at most 512 examples, less than 50 kB: the core's own bound

const begun = new WeakSet<Recognizer>();

/** What teaches `recognizer`, which knows again what was learnt before. Throws EmnistError "cannot-learn". */
export function handOf(recognizer: Recognizer): PadHand {
  if (recognizer.exampleBytes === 0) throw new EmnistError("cannot-learn");
  if (!begun.has(recognizer)) remember(recognizer);
  begun.add(recognizer);
  return { teach: (cell, character) => teach(recognizer, cell, character) };
}

/** Takes back all that was learnt, here and by whatever else reads with this recogniser. */
export function forget(recognizer: Recognizer): void {
  keep(name, undefined);
  recognizer.hand = new Uint8Array();
}

/** Damage, and what another model learnt, is dropped. */
function remember(recognizer: Recognizer): void {
  const learnt = recognizer.hand; // by the page, from the package
  try {
    const kept = Uint8Array.from(atob(recall(name) ?? ""), (character) => character.charCodeAt(0));
    recognizer.hand = joined([kept, learnt]);
  } catch {
    keep(name, undefined);
  }
}

function teach(recognizer: Recognizer, { strokes, answer }: Cell, character: string): void {
  const [best] = answer?.alternatives ?? [];
  if (!answer || !best) return; // typed
  const latest = lessonOf(recognizer, strokes, character);
  // Who chooses once more means something else by the same ink.
  const others = examplesIn(recognizer.hand, recognizer.exampleBytes).filter((example) => !isSameInk(example, latest));
  const { labels } = recognizer;
  const known = answer.sure && classOf(best.label, labels) === classOf(character, labels);
  recognizer.hand = joined(known ? others : [...others, latest]);
  const bytes = Array.from(recognizer.hand, (byte) => String.fromCharCode(byte)).join("");
  keep(name, bytes ? btoa(bytes) : undefined);
}

/** One example, of this ink alone; what was learnt before stays as it is, whatever goes wrong. */
function lessonOf(recognizer: Recognizer, strokes: readonly Stroke[], character: string): Uint8Array {
  const learnt = recognizer.hand;
  try {
    recognizer.hand = new Uint8Array();
    recognizer.recognizeStrokes(strokes);
    recognizer.learn(character);
    return recognizer.hand;
  } finally {
    recognizer.hand = learnt;
  }
}

const examplesIn = (hand: Uint8Array, bytes: number): Uint8Array[] =>
  Array.from({ length: hand.length / bytes }, (_, index) => hand.subarray(index * bytes, (index + 1) * bytes));

/** Examples differ in their first byte, the class, only. */
const isSameInk = (one: Uint8Array, other: Uint8Array): boolean =>
  one.every((byte, index) => index === 0 || byte === other[index]);

const joined = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
