// Gives the page <emnist-pad>, once; one that has it already keeps the one it has.

import type { Recognizer } from "../core/recognizer.ts";
import { isWanted } from "./field-element.ts";
import { EmnistPadElement } from "./pad-element.ts";

const name = "emnist-pad";

/** Every pad asks `load` for what reads its ink when it appears, and again after a failure. */
export function definePad(load: () => Promise<Recognizer>): void {
  if (!isWanted(name)) return;
  class Pad extends EmnistPadElement {
    constructor() {
      super(load);
    }
  }
  customElements.define(name, Pad);
}
