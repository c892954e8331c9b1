// The one reader of lines that all fields of a page share.

import { loadLineReader } from "../../core/line-reader.ts";
import { lineFiles } from "../../files/line-files.ts";
import { once } from "../once.ts";

export const sharedLineReader = once(() => loadLineReader(lineFiles, lineFiles.words));
