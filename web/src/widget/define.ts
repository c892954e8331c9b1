// Gives the page <emnist-pad>, once; one that has it already keeps the one it has. Where an element cannot be a field, on a
// server or in a document that only tests see, there is none.

import type { Recognizer } from "../core/recognizer.ts";
import { EmnistPadElement } from "./pad-element.ts";

const name = "emnist-pad";

/** Every pad asks `load` for what reads its ink when it appears, and again after a failure. */
export function definePad(load: () => Promise<Recognizer>): void {
  if (!globalThis.ElementInternals?.prototype.setFormValue || customElements.get(name)) return;
  class Pad extends EmnistPadElement {
    constructor() {
      super(load);
    }
  }
  customElements.define(name, Pad);
}
