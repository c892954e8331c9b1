// Importing this defines <emnist-line>, with this site's reader of lines.

import { defineLine } from "./define.ts";
import { sharedLineReader } from "./reader.ts";

defineLine(sharedLineReader);

export { EmnistLineElement } from "./element.ts";
