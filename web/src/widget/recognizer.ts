// The one recogniser that all pads of a page share: one module, one memory, however many pads come and go.

import { loadRecognizer } from "../core/index.ts";
import { files } from "../files/files.ts";
import { once } from "./once.ts";

export const sharedRecognizer = once(async () => (await loadRecognizer(files)).recognizer);
