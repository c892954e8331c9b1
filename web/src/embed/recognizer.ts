// The one recogniser that all pads of a page share: one module, one memory, however many pads come and go. Started by
// the first that asks; asked again after a failure, it tries again.

import { type Loaded, loadRecognizer } from "../core/index.ts";
import { files } from "../ui/files.ts";

let loading: Promise<Loaded> | undefined;

export function sharedRecognizer(): Promise<Loaded> {
  loading ??= loadRecognizer(files).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
