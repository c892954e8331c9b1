// What a learner copies: our own drawings, each between the lines that it is written between.

import samples from "emnist:samples";
import type { Stroke } from "../core/index.ts";
import { padUnits } from "../pad/pad.ts";
import { boxOf, moved } from "./geometry.ts";

/** Where the lines are on the pad, in its units from the top: capitals and digits stand between the first and the third. */
export const lines = { top: 190, xHeight: 420, baseline: 700, descender: 880 } as const;
const widest = 640;

/** Of our ways to write a letter those that schools teach, where it is not the first. */
const taught: Readonly<Record<string, number>> = { A: 1, E: 1, N: 1 };

const small = "aenr";
const hanging = "gq";

/** Capitals, small letters, digits. */
export const letters: readonly string[] = Object.keys(samples.classes).sort((a, b) => rank(a) - rank(b));

function rank(label: string): number {
  return label.charCodeAt(0) + (/\d/.test(label) ? 128 : 0);
}

/** The letter as it is called there: where both cases have one shape, by the capital. */
export const letterFor = (character: string): string =>
  samples.classes[character] ? character : character.toUpperCase();

/** The ways we write a letter, the one to show first; nothing for what is no class of the model. */
export function waysToWrite(label: string): readonly (readonly Stroke[])[] {
  const ways = (samples.classes[label] ?? []).map((drawing) => placed(label, drawing));
  const [first] = ways.splice(taught[label] ?? 0, 1);
  return first ? [first, ...ways] : [];
}

function placed(label: string, drawing: readonly Stroke[]): Stroke[] {
  const { left, right, top, bottom } = boxOf(drawing);
  const from = small.includes(label) || hanging.includes(label) ? lines.xHeight : lines.top;
  const to = hanging.includes(label) ? lines.descender : lines.baseline;
  const scale = Math.min((to - from) / (bottom - top), widest / Math.max(right - left, 1));
  return moved(drawing, [(left + right) / 2, bottom], [padUnits / 2, to], scale);
}
