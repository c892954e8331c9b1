// Gives the page <emnist-line>, once; one that has it already keeps the one it has.

import type { LineReader } from "../../core/line-reader.ts";
import { isWanted } from "../field-element.ts";
import { EmnistLineElement } from "./element.ts";

const name = "emnist-line";

/** A field asks `load` for what reads its ink when it appears or is opened, and again after a failure. */
export function defineLine(load: () => Promise<LineReader>): void {
  if (!isWanted(name)) return;
  class Line extends EmnistLineElement {
    constructor() {
      super(load);
    }
  }
  customElements.define(name, Line);
}
