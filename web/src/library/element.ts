// "emnist-edge/element": importing it defines <emnist-pad>. All pads of a page share one recogniser with each other, and
// with every createRecognizer() that was given the same files. Where there are no elements, on a server, it does nothing.

import { definePad } from "../widget/define.ts";
import type { Files } from "./files.ts";
import { borrow } from "./recognizer.ts";

export type { AnswerDetail, EmnistPadEventMap, InkDetail } from "../widget/events.ts";
export { EmnistPadElement } from "../widget/pad-element.ts";
export type { Files } from "./files.ts";

let files: Files = {};

/** As for createRecognizer(), where a bundler does not find them by itself. To be called right after importing. */
export function provideFiles(given: Files): void {
  files = given;
}

definePad(async () => {
  await undefined; // pads that are in the page already ask before whoever imports this has provided anything
  return (await borrow(files)).value; // kept: pads come and go with what a page shows
});
