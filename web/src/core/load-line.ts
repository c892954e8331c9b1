// From files to a proven LineRecognizer, as load.ts does for characters.

import type { EmnistLineModule } from "./emnist-line-module.d.ts";
import { fnv1a } from "./fnv1a.mjs";
import type { Stroke } from "./ink.ts";
import { LineRecognizer } from "./line-recognizer.ts";
import type { Source } from "./source.ts";
import { type Binary, type BinaryName, firstThatWorks, readBytes, startModule } from "./start.ts";
import { EmnistError } from "./status.ts";

/** Written for the shipped model by scripts/make-golden.mjs, from what the native command answers without words. */
export interface GoldenLines {
  /** fnv1a() of the file of the model that answers so. */
  readonly model: number;
  /** fnv1a() of the int8 logits as bytes, and the text. */
  readonly cases: readonly { readonly strokes: readonly Stroke[]; readonly logits: number; readonly text: string }[];
}

export interface LineRecognizerFiles {
  readonly binaries: Readonly<Record<BinaryName, Binary<EmnistLineModule>>>;
  /** The ONNX file. */
  readonly model: Source;
  /** The words to expect: a file that scripts/make-words wrote, or text, one word a line. */
  readonly words?: Source | undefined;
  /** Known answers that prove a binary. */
  readonly golden: GoldenLines;
  /** The model may be another one than the known answers are of, and then proves nothing. */
  readonly anyModel?: boolean;
}

export interface LoadedLineRecognizer {
  readonly recognizer: LineRecognizer;
  readonly binary: BinaryName;
  /** Why the SIMD binary does not run, when it does not. */
  readonly fallback: EmnistError | undefined;
}

export async function loadLineRecognizer(files: LineRecognizerFiles): Promise<LoadedLineRecognizer> {
  if (typeof WebAssembly !== "object") throw new EmnistError("webassembly-missing");
  const bytes = Promise.all([readBytes(files.model), files.words === undefined ? undefined : readBytes(files.words)]);
  bytes.catch(() => {}); // awaited below; until then a failure must not count as unhandled
  return firstThatWorks(async (binary) => {
    const recognizer = new LineRecognizer(await startModule(files.binaries[binary]));
    try {
      const [model, words] = await bytes;
      const known = fnv1a(model) === files.golden.model;
      if (!known && !files.anyModel) throw new EmnistError("model-malformed", "not the file of the known answers");
      recognizer.load(model);
      const difference = known && lineSelfTest(recognizer, files.golden);
      if (difference) throw new EmnistError("self-test-failed", `${binary} binary, ${difference}`);
      if (words) recognizer.setWords(words);
      return recognizer;
    } catch (error) {
      recognizer.dispose();
      throw error;
    }
  });
}

/** Says which line first came out differently, or undefined when all are exact. */
export function lineSelfTest(recognizer: LineRecognizer, { cases }: GoldenLines): string | undefined {
  for (const [index, { strokes, logits, text }] of cases.entries()) {
    const { texts } = recognizer.recognize(strokes, { words: false });
    if (fnv1a(recognizer.logits) !== logits) return `logits of line ${index}`;
    if ((texts[0]?.text ?? "") !== text) return `text of line ${index}`;
  }
  return undefined;
}
