// The one recogniser that all pads of a page share: one module, one memory, however many pads come and go. Started by
// the first that asks; asked again after a failure, it tries again.

import { loadRecognizer, type Recognizer } from "../core/index.ts";
import { files } from "../files/files.ts";

let loading: Promise<Recognizer> | undefined;

export function sharedRecognizer(): Promise<Recognizer> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

const load = async () => (await loadRecognizer(files)).recognizer;
