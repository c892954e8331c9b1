// Importing this defines <emnist-line>, with this site's reader of lines, which all of a page share.

import { loadLineReader } from "../../core/line-reader.ts";
import { lineFiles } from "../../files/line-files.ts";
import { once } from "../once.ts";
import { defineLine } from "./define.ts";

defineLine(once(() => loadLineReader(lineFiles, lineFiles.words)));

export { EmnistLineElement } from "./element.ts";
