// A row of a table of stages: the last figure, and percentiles of all so far.

import { Histogram } from "./histogram.ts";
import { showHistogram } from "./histogram-view.ts";
import type { Texts } from "./texts.ts";

export class SpeedRow {
  readonly #texts: Pick<Texts, "duration">;
  readonly #histogram = new Histogram();
  readonly #cells: HTMLCollectionOf<HTMLTableCellElement>;

  constructor(row: HTMLElement, texts: Pick<Texts, "duration">) {
    this.#texts = texts;
    this.#cells = row.getElementsByTagName("td");
  }

  get median(): number {
    return this.#histogram.quantile(0.5) ?? 0;
  }

  add(duration: number): void {
    this.#histogram.add(duration);
    const figures = [duration, ...[0.5, 0.95, 0.99].map((rank) => this.#histogram.quantile(rank) ?? 0)];
    for (const [index, figure] of figures.entries()) this.#set(index, this.#texts.duration(figure));
  }

  draw(svg: Element): void {
    showHistogram(svg, this.#histogram, this.#texts);
  }

  note(text: string): void {
    this.#set(0, text);
  }

  #set(index: number, text: string): void {
    const cell = this.#cells[index];
    if (cell) cell.textContent = text;
  }
}
