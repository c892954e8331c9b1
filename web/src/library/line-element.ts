// "emnist-edge/line-element": importing it defines <emnist-line>. All of a page share one reader of lines with each other,
// and with every createLineRecognizer() that was given the same files. Where there are no elements, on a server, it does
// nothing.

import { defineLine } from "../widget/line/define.ts";
import type { LineFiles } from "./line-files.ts";
import { borrowReader } from "./line-recognizer.ts";

export { EmnistLineElement } from "../widget/line/element.ts";
export type { EmnistLineEventMap, LineAnswerDetail, LineInkDetail } from "../widget/line/events.ts";
export type { LineFiles } from "./line-files.ts";

let files: LineFiles = {};

/** As for createLineRecognizer(), where a bundler does not find them by itself. To be called right after importing. */
export function provideLineFiles(given: LineFiles): void {
  files = given;
}

defineLine(async () => {
  await undefined; // fields that are in the page already ask before whoever imports this has provided anything
  return (await borrowReader(files)).value; // kept: fields come and go with what a page shows
});
