// From files to a proven Recognizer: starts a binary, loads the model and lets the self-test decide. Where the files are
// is the caller's knowledge.

import { fnv1a } from "./fnv1a.mjs";
import { type Golden, selfTest } from "./golden.ts";
import { Recognizer } from "./recognizer.ts";
import type { Source } from "./source.ts";
import { type Binary, type BinaryName, firstThatWorks, readBytes, startModule } from "./start.ts";
import { EmnistError } from "./status.ts";

export interface RecognizerFiles {
  readonly binaries: Readonly<Record<BinaryName, Binary>>;
  /** The ONNX file. */
  readonly model: Source;
  /** Known answers that prove a binary. */
  readonly golden: Golden;
  /** The model may be another one than the known answers are of, and then proves nothing. */
  readonly anyModel?: boolean;
}

export interface LoadedRecognizer {
  readonly recognizer: Recognizer;
  readonly binary: BinaryName;
  /** Why the SIMD binary does not run, when it does not. */
  readonly fallback: EmnistError | undefined;
}

export async function loadRecognizer(files: RecognizerFiles): Promise<LoadedRecognizer> {
  if (typeof WebAssembly !== "object") throw new EmnistError("webassembly-missing");
  const model = readBytes(files.model);
  model.catch(() => {}); // awaited below; until then a failure must not count as unhandled
  return firstThatWorks(async (binary) => {
    const recognizer = new Recognizer(await startModule(files.binaries[binary]));
    try {
      const bytes = await model;
      const known = fnv1a(bytes) === files.golden.model;
      // Answers alone would not give away a changed class name.
      if (!known && !files.anyModel) throw new EmnistError("model-malformed", "not the file of the known answers");
      recognizer.load(bytes);
      const difference = known && selfTest(recognizer, files.golden);
      if (difference) throw new EmnistError("self-test-failed", `${binary} binary, ${difference}`);
      return recognizer;
    } catch (error) {
      recognizer.dispose();
      throw error;
    }
  });
}
