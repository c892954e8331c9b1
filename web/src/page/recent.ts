// The characters read last, as a text to copy: one for each drawing, the one on the pad included. It follows a drawing as
// strokes are added to it, taken away and brought back.

import type { PadChange } from "../pad/pad.ts";
import { find } from "../site/find.ts";
import { copy } from "./copy.ts";
import type { StatusLine } from "./status-line.ts";
import type { Texts } from "./texts.ts";

const most = 40;

interface Entry {
  /** What it was drawn with: strokes, or a picture. */
  ink: readonly object[];
  label: string;
}

export class Recent {
  readonly #text = find<HTMLInputElement>("recent-text");
  #entries: readonly Entry[] = [];

  constructor(texts: Texts, status: StatusLine) {
    find("recent-copy").addEventListener("click", () => copy(this.#text.value, texts, status));
  }

  /** A drawing that has a stroke of an earlier one is that one, changed. "" is what cannot be read. */
  note({ strokes, picture }: Pick<PadChange, "strokes" | "picture">, label: string): void {
    const ink = picture ? [picture] : strokes;
    if (ink.length === 0) return;
    const known = this.#entries.find((entry) => entry.ink.some((part) => ink.includes(part as never)));
    if (known) Object.assign(known, { ink, label });
    else this.#entries = [...this.#entries, { ink, label }].slice(-most);
    this.#text.value = this.#entries.map(({ label }) => label).join("");
    this.#text.scrollLeft = this.#text.scrollWidth; // the newest is what is seen
    find("recent").hidden = this.#text.value === "";
  }
}
