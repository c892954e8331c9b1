// What those who use the package are asked, and what the native command answers to it.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lineModelPath, modelPath } from "../../scripts/model.mjs";

export const repository = join(import.meta.dirname, "../..");
/** TypeScript's, for what consumers write. */
export const compiler = join(repository, "node_modules/.bin/tsc");

export const onlyFile = (folder: string, ending: string) => {
  const names = readdirSync(join(repository, folder)).filter((name) => name.endsWith(ending));
  if (names.length !== 1)
    throw new Error(`${folder} holds ${names.length} files *${ending}, not one: run scripts/build.sh.`);
  return join(repository, folder, names[0] ?? "");
};

type Strokes = readonly (readonly (readonly [number, number])[])[];
const samples = JSON.parse(readFileSync(join(repository, "models/sample-strokes.json"), "utf8")) as {
  readonly classes: Readonly<Record<string, readonly Strokes[]>>;
};
export const sample = (label: string): Strokes => samples.classes[label]?.[0] ?? [];

/** What consumers are asked. */
export const questions = [
  { ink: sample("A"), ask: {} },
  { ink: sample("7"), ask: { alphabet: "0-9" } },
  { ink: sample("K"), ask: { alphabet: "a-z" } },
  { ink: sample("R"), ask: { alphabet: "0-9" } },
] as const;

export interface Read {
  readonly alternatives: readonly { readonly label: string; readonly confidence: number }[];
  readonly sure: boolean;
  readonly rejected?: string | undefined;
  readonly outside?: number | undefined;
}

/** What the native command answers to them. */
export function expectedAnswers(): Read[] {
  return questions.map(({ ink, ask }) => {
    const alphabet = "alphabet" in ask ? ["--alphabet", ask.alphabet] : [];
    const output = execFileSync(
      join(repository, "build/native/emnist"),
      ["classify-ink", "--model", modelPath, ...alphabet],
      { input: JSON.stringify({ strokes: ink }), encoding: "utf8" },
    );
    const { top, sure, rejected, outside } = JSON.parse(output);
    return { alternatives: top, sure, rejected, outside };
  });
}

/** Characters of ours side by side. */
export function line(text: string): Strokes {
  let left = 0;
  return [...text].flatMap((character) => {
    const strokes = sample(character);
    const xs = strokes.flat().map(([x]) => x);
    const shift = left - Math.min(...xs);
    left = shift + Math.max(...xs) + 100;
    return strokes.map((stroke) => stroke.map(([x, y]) => [x + shift, y] as const));
  });
}

/** What those who read lines are asked, and how the native command is asked the same. */
const lines = [
  { ink: line("HEAR"), ask: { alternatives: 8 }, options: [] },
  { ink: line("HEAR"), ask: { words: false }, options: ["--no-words"] },
  { ink: line("4711"), ask: { alphabet: "0-9." }, options: ["--alphabet", "0-9."] },
] as const;
export const lineQuestions = lines.map(({ ink, ask }) => ({ ink, ask }));

export interface ReadLine {
  readonly texts: readonly { readonly text: string; readonly confidence: number }[];
  readonly sure: boolean;
  readonly characters: readonly { readonly text: string; readonly strokes: readonly (readonly number[])[] }[];
}

/** What the native command answers to them, `alternatives` of it. */
export function expectedLines(): ReadLine[] {
  return lines.map(({ ink, ask, options }) => {
    const output = execFileSync(
      join(repository, "build/native/emnist"),
      ["read-ink", "--model", lineModelPath, ...options],
      { input: JSON.stringify({ strokes: ink }), encoding: "utf8" },
    );
    const answer: ReadLine = JSON.parse(output);
    return { ...answer, texts: answer.texts.slice(0, "alternatives" in ask ? ask.alternatives : 3) };
  });
}

/** For comparing: the same labels, and confidences that differ in the last digit at most. */
export const rounded = (answers: readonly Read[]) =>
  answers.map(({ alternatives, sure, rejected, outside }) => ({
    alternatives: alternatives.map(({ label, confidence }) => `${label} ${confidence.toFixed(4)}`),
    sure,
    rejected,
    outside: outside?.toFixed(4),
  }));
export const roundedLines = (answers: readonly ReadLine[]) =>
  answers.map(({ texts, ...rest }) => ({
    texts: texts.map(({ text, confidence }) => `${text} ${confidence.toFixed(4)}`),
    ...rest,
  }));
