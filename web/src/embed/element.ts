// Importing this defines <emnist-pad>, once; a page that has it already keeps the one it has.

import { EmnistPadElement } from "./pad-element.ts";

const name = "emnist-pad";

if (globalThis.customElements && !customElements.get(name)) customElements.define(name, EmnistPadElement);

declare global {
  interface HTMLElementTagNameMap {
    [name]: EmnistPadElement;
  }
}

export type { AnswerDetail, InkDetail } from "./pad-element.ts";
export { EmnistPadElement };
