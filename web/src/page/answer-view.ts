// Shows an Answer: the best reading large, what else it might have been as buttons, and the glyph that the network saw.
// Characters that only their size or their neighbours tell apart stand in one row, with one confidence for all of them.

import { type Alternative, displayLabel, glyphSide, lookAlike } from "../core/index.ts";
import { whenColoursChange } from "../pad/colours.ts";
import { find } from "../site/find.ts";
import type { Texts } from "./texts.ts";
import type { PageAnswer } from "./too-small.ts";

const rows = 3;
/** How many alternatives to ask for: enough for that many rows, though some of them may share one. */
export const shownAlternatives = 5;
const spokenAlternatives = 3;
/** What is less likely than this is not offered as a look-alike. */
const leastConfidence = 0.01;

/** One or more characters that cannot be told apart, and the probability that it is one of them. */
interface Reading {
  readonly labels: readonly string[];
  readonly confidence: number;
}

export class AnswerView {
  /** Called with the label of an alternative that the visitor taps. */
  onChoose: (label: string) => void = () => {};

  readonly #texts: Texts;
  readonly #section = find("answer");
  readonly #best = find("best");
  readonly #glyph = find<HTMLCanvasElement>("glyph");
  readonly #rows = Array.from({ length: rows }, () => new Row(find("alternatives")));
  #label = "";
  #seen = new Uint8Array(glyphSide * glyphSide);

  constructor(texts: Texts) {
    this.#texts = texts;
    whenColoursChange(() => this.#paintGlyph());
    find("alternatives").addEventListener("click", ({ target }) => {
      if (target instanceof HTMLButtonElement) this.onChoose(target.value);
    });
  }

  /** The label that is shown large; "" for none. */
  get best(): string {
    return this.#label;
  }

  /** `chosen` is what the visitor said it is. What is rejected is no answer: nothing is offered. */
  show(answer: PageAnswer, chosen?: string): void {
    const { alternatives, sure, rejected, glyph } = answer;
    const state = rejected ? "rejected" : sure ? "sure" : "unsure";
    this.#section.dataset.state = chosen === undefined ? state : "sure";
    const readings = rejected ? [] : together(alternatives);
    const best = chosen ?? readings[0]?.labels[0] ?? "";
    this.#showBest(best, best === "" ? "?" : displayLabel(best));
    for (const [index, row] of this.#rows.entries()) row.show(readings[index], best, this.#texts);
    find("advice").textContent = chosen === undefined ? this.#advice(answer) : "";
    this.#seen.set(glyph);
    this.#paintGlyph();
  }

  clear(): void {
    this.#section.dataset.state = "empty";
    this.#showBest("", "");
    for (const row of this.#rows) row.show(undefined, "", this.#texts);
    find("advice").textContent = "";
    this.#seen.fill(0);
    this.#paintGlyph();
  }

  /** The answer as one would say it: "A 97%, H 2%, R 1%". */
  sentence({ alternatives, sure, rejected }: PageAnswer): string {
    if (rejected) return this.#refusal(rejected);
    const answer = alternatives
      .slice(0, spokenAlternatives)
      .map(({ label, confidence }) => `${displayLabel(label)} ${this.#texts.percent(confidence)}`)
      .join(", ");
    return sure ? answer : this.#texts.say("unsure", { answer });
  }

  /** What the visitor may do about the answer; nothing about a clear one. */
  #advice({ alternatives, sure, rejected }: PageAnswer): string {
    if (rejected) return this.#refusal(rejected);
    const [a = "", b] = together(alternatives)[0]?.labels.map(displayLabel) ?? [];
    if (b) return this.#texts.say("lookalikes", { pair: this.#texts.say("or", { a, b }) });
    return sure ? "" : this.#texts.say("unsureAdvice");
  }

  #refusal(rejected: NonNullable<PageAnswer["rejected"]>): string {
    return rejected === "too-small" ? this.#texts.say("tooSmall") : this.#texts.rejection(rejected);
  }

  #showBest(label: string, text: string): void {
    this.#label = label;
    this.#best.textContent = text;
    this.#best.dataset.merged = String(text.length > 1);
  }

  /** In the page's own ink. */
  #paintGlyph(): void {
    const context = this.#glyph.getContext("2d");
    if (!context) return;
    const pixels = new ImageData(glyphSide, glyphSide);
    for (const [index, ink] of this.#seen.entries()) pixels.data[4 * index + 3] = ink;
    context.putImageData(pixels, 0, 0);
    context.globalCompositeOperation = "source-in"; // colours what is there
    context.fillStyle = getComputedStyle(this.#glyph).color;
    context.fillRect(0, 0, glyphSide, glyphSide);
    context.globalCompositeOperation = "source-over";
  }
}

/** Best first; what may well be meant and looks like the best joins it. */
function together(alternatives: readonly Alternative[]): Reading[] {
  const [best, ...others] = alternatives;
  if (!best) return [];
  const likely = others.filter(({ confidence }) => confidence >= leastConfidence);
  const alike = [best, ...likely.filter(({ label }) => lookAlike(best.label, label))];
  const apart = others.filter((other) => !alike.includes(other));
  const confidence = alike.reduce((sum, one) => sum + one.confidence, 0);
  return [
    { labels: alike.map(({ label }) => label), confidence },
    ...apart.map(({ label, confidence }) => ({ labels: [label], confidence })),
  ];
}

class Row {
  readonly #item = document.createElement("li");
  readonly #labels = this.#add("span", "labels");
  readonly #percent = this.#add("span", "percent");
  readonly #bar = this.#add("span", "bar");

  constructor(list: HTMLElement) {
    list.append(this.#item);
  }

  /** Nothing when `reading` is undefined. The label that is shown large is marked as such. */
  show(reading: Reading | undefined, best: string, texts: Texts): void {
    const { labels, confidence } = reading ?? { labels: [], confidence: 0 };
    while (this.#labels.childElementCount > labels.length) this.#labels.lastElementChild?.remove();
    while (this.#labels.childElementCount < labels.length)
      this.#labels.append(Object.assign(document.createElement("button"), { type: "button" }));
    for (const [index, label] of labels.entries()) {
      const button = this.#labels.children[index] as HTMLButtonElement;
      button.value = label;
      button.textContent = displayLabel(label);
      button.ariaPressed = String(label === best);
    }
    this.#percent.textContent = reading ? texts.percent(confidence) : "";
    this.#bar.style.transform = `scaleX(${confidence})`;
  }

  #add(name: string, className: string): HTMLElement {
    return this.#item.appendChild(Object.assign(document.createElement(name), { className }));
  }
}
