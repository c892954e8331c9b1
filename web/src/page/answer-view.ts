// Shows an Answer: the best reading large, three alternatives with their confidence, and the glyph the network saw.

import { type Answer, displayLabel, glyphSide } from "../core/index.ts";
import { find } from "../site/find.ts";
import type { Texts } from "./texts.ts";

const rows = 3;

export class AnswerView {
  readonly #texts: Texts;
  readonly #section = find("answer");
  readonly #best = find("best");
  readonly #glyph = find<HTMLCanvasElement>("glyph").getContext("2d");
  readonly #rows = Array.from({ length: rows }, () => addRow(find("alternatives")));

  constructor(texts: Texts) {
    this.#texts = texts;
  }

  /** What is rejected is no answer: nothing is offered. */
  show({ alternatives, sure, rejected, glyph }: Answer): void {
    this.#section.dataset.state = rejected ? "rejected" : sure ? "sure" : "unsure";
    const best = rejected ? "?" : displayLabel(alternatives[0]?.label ?? "");
    this.#best.textContent = best;
    this.#best.dataset.merged = String(best.length > 1);
    for (const [index, row] of this.#rows.entries()) {
      const alternative = rejected ? undefined : alternatives[index];
      row.label.textContent = alternative ? displayLabel(alternative.label) : "";
      row.bar.style.transform = `scaleX(${alternative?.confidence ?? 0})`;
      row.percent.textContent = alternative ? this.#texts.percent(alternative.confidence) : "";
    }
    this.#paintGlyph(glyph);
  }

  clear(): void {
    this.#section.dataset.state = "empty";
    this.#best.textContent = "";
    for (const row of this.#rows) {
      row.label.textContent = row.percent.textContent = "";
      row.bar.style.transform = "scaleX(0)";
    }
    this.#paintGlyph(new Uint8Array(glyphSide * glyphSide));
  }

  /** The answer as one would say it: "A 97%, H 2%, R 1%". */
  sentence({ alternatives, sure, rejected }: Answer): string {
    if (rejected) return this.#texts.rejection(rejected);
    const answer = alternatives
      .map(({ label, confidence }) => `${displayLabel(label)} ${this.#texts.percent(confidence)}`)
      .join(", ");
    return sure ? answer : this.#texts.say("unsure", { answer });
  }

  #paintGlyph(glyph: Uint8Array): void {
    const grey = Uint32Array.from(glyph, (ink) => 0xff000000 + ink * 0x010101);
    this.#glyph?.putImageData(new ImageData(new Uint8ClampedArray(grey.buffer), glyphSide), 0, 0);
  }
}

function addRow(list: HTMLElement) {
  const row = list.appendChild(document.createElement("li"));
  const add = (className: string) => {
    const span = row.appendChild(document.createElement("span"));
    span.className = className;
    return span;
  };
  const label = add("label");
  const bar = add("bar").appendChild(document.createElement("span"));
  return { label, bar, percent: add("percent") };
}
