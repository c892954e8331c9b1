// What was learnt of a hand as plain data, for JSON: one entry an example, which can be kept, shown, left out and given
// back. Apart from what a page needs to answer.

import { classOf } from "./alphabet.ts";
import type { Recognizer } from "./recognizer.ts";
import { EmnistError } from "./status.ts";

/** One character that somebody named. */
export interface Example {
  /** The model's name of its class. */
  readonly label: string;
  /** Base64: which model saw it, and what the last hidden layer made of it. Neither the drawing nor a way back to it. */
  readonly data: string;
}

/** @internal Oldest first. */
export function examplesOf(recognizer: Recognizer): Example[] {
  const { hand, exampleBytes, labels } = recognizer;
  return Array.from({ length: hand.length / (exampleBytes || 1) }, (_, index) => {
    const [label = 0, ...data] = hand.subarray(index * exampleBytes, (index + 1) * exampleBytes);
    return { label: labels[label] ?? "", data: btoa(String.fromCharCode(...data)) };
  });
}

/**
 * @internal Replaces what `recognizer` has learnt. Throws EmnistError "other-model", "invalid-example" or "cannot-learn", and then
 * changes nothing. Of more examples of a class than are kept the last ones stay.
 */
export function setExamples(recognizer: Recognizer, examples: readonly Example[]): void {
  const { exampleBytes, labels } = recognizer;
  if (!Array.isArray(examples)) throw new EmnistError("invalid-example");
  const bytes = new Uint8Array(examples.length * exampleBytes);
  for (const [index, example] of examples.entries())
    bytes.set(bytesOf(example, labels, exampleBytes), index * exampleBytes);
  recognizer.hand = bytes;
}

/** It comes from a file as often as from examplesOf(): anything may be in it. */
function bytesOf(example: Partial<Example> | null, labels: readonly string[], length: number): number[] {
  const { label, data } = example ?? {};
  const named = typeof label === "string" ? classOf(label, labels) : -1;
  const rest = typeof data === "string" ? decoded(data) : undefined;
  if (named < 0 || !rest) throw new EmnistError("invalid-example", JSON.stringify(label));
  if (length === 0) throw new EmnistError("cannot-learn");
  if (rest.length !== length - 1) throw new EmnistError("other-model", `${rest.length} bytes`); // a wider hidden layer
  return [named, ...rest];
}

function decoded(base64: string): number[] | undefined {
  try {
    return [...atob(base64)].map((character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
