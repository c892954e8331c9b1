// From what was read of a line, and what the visitor put right, to its words. Corrections hold on to strokes: they stay
// with their ink while more is written, go when it goes, and are back when it is back.

import type { Stroke } from "../../core/index.ts";
import type { LineAnswer } from "../../core/line-answer.ts";

/** What these strokes say, whatever they are read as. */
export interface Correction {
  readonly strokes: ReadonlySet<Stroke>;
  readonly text: string;
}

export interface Word {
  readonly text: string;
  readonly strokes: ReadonlySet<Stroke>;
}

interface Piece {
  text: string;
  readonly strokes: Set<Stroke>;
  readonly correction: Correction | undefined;
}

/** The words of a line, from left to right; `strokes` are those that were read. */
export function wordsOf(
  answer: LineAnswer | undefined,
  strokes: readonly Stroke[],
  corrections: readonly Correction[],
): Word[] {
  const present = new Set(strokes);
  const holding = corrections.filter((correction) => [...correction.strokes].every((stroke) => present.has(stroke)));
  const typed = holding.filter((correction) => correction.strokes.size === 0).map(({ text }) => text);
  const pieces = piecesOf(answer, strokes, holding);
  const words: Word[] = typed.filter(Boolean).map((text) => ({ text, strokes: new Set() }));
  let open: Piece | undefined;
  for (const piece of [...pieces, space()]) {
    if (piece.text !== " ") {
      open ??= { text: "", strokes: new Set(), correction: undefined };
      open.text += piece.text;
      for (const stroke of piece.strokes) open.strokes.add(stroke);
    } else if (open) {
      if (open.text) words.push(open);
      open = undefined;
    }
  }
  return words;
}

/** Characters as they were read, and in place of those that a correction covers, the correction. */
function piecesOf(answer: LineAnswer | undefined, strokes: readonly Stroke[], corrections: readonly Correction[]) {
  const pieces: Piece[] = [];
  const unread = new Set(corrections.filter((correction) => correction.strokes.size > 0));
  for (const { text, strokes: ranges } of answer?.characters ?? []) {
    if (ranges.length === 0) {
      pieces.push(space());
      continue;
    }
    const owned = ranges.map(([stroke]) => strokes[stroke]).filter((stroke) => stroke !== undefined);
    const correction = corrections.find((correction) => owned.some((stroke) => correction.strokes.has(stroke)));
    const shown = correction && lastOf(pieces, correction);
    if (shown) {
      for (const stroke of owned) shown.strokes.add(stroke);
      continue;
    }
    if (correction) unread.delete(correction);
    pieces.push({ text: correction?.text ?? text, strokes: new Set(owned), correction });
  }
  // Ink that looks like nothing has been said to be something.
  for (const correction of unread)
    pieces.push(space(), { text: correction.text, strokes: new Set(correction.strokes), correction });
  return pieces;
}

/** The piece that shows `correction` already; the spaces behind it were read inside it. */
function lastOf(pieces: Piece[], correction: Correction): Piece | undefined {
  const index = pieces.map((piece) => piece.correction).lastIndexOf(correction);
  const piece = pieces[index];
  if (piece && pieces.slice(index + 1).every(({ text }) => text === " ")) pieces.length = index + 1;
  return piece;
}

const space = (): Piece => ({ text: " ", strokes: new Set(), correction: undefined });

export const textOf = (words: readonly Word[]): string => words.map(({ text }) => text).join(" ");

/** What has to be put right so that `words` become `text`: words one by one where it has as many, else all at once. */
export function correctionsTo(text: string, words: readonly Word[], strokes: readonly Stroke[]): Correction[] {
  const wanted = text.split(/\s+/).filter(Boolean);
  if (wanted.length !== words.length || words.some(({ strokes }) => strokes.size === 0))
    return [{ strokes: new Set(strokes), text }];
  return words.flatMap((word, index) => {
    const text = wanted[index] ?? "";
    return text === word.text ? [] : [{ strokes: word.strokes, text }];
  });
}

/** `corrections` with `added`: the last word counts. */
export function withCorrections(corrections: readonly Correction[], added: readonly Correction[]): Correction[] {
  const superseded = ({ strokes }: Correction) =>
    added.some((newer) =>
      newer.strokes.size === 0 ? strokes.size === 0 : [...strokes].some((stroke) => newer.strokes.has(stroke)),
    );
  return [...corrections.filter((correction) => !superseded(correction)), ...added];
}

/**
 * Strokes in the order of the words they belong to, whenever they were drawn; within a word as they were drawn. Wider
 * gaps than `gap` separate.
 */
export function inReadingOrder(strokes: readonly Stroke[], gap: number): Stroke[] {
  const spans = strokes
    .map((stroke) => {
      const xs = stroke.map(([x]) => x);
      return { stroke, from: Math.min(...xs), to: Math.max(...xs) };
    })
    .sort((a, b) => a.from - b.from);
  const groups: { members: Set<Stroke>; to: number }[] = [];
  for (const { stroke, from, to } of spans) {
    const last = groups.at(-1);
    if (last && from <= last.to + gap) {
      last.members.add(stroke);
      last.to = Math.max(last.to, to);
    } else groups.push({ members: new Set([stroke]), to });
  }
  return groups.flatMap(({ members }) => strokes.filter((stroke) => members.has(stroke)));
}
