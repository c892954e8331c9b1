// What a row of cells holds: one character each, with the ink it was read from. One cell is a row of one. Knows no
// screen, no pen and no recogniser.

import type { Answer, Stroke } from "../core/index.ts";

export interface Cell {
  /** What the cell counts as; "" while it is empty. */
  readonly character: string;
  /** In pad units; none when the character was typed. */
  readonly strokes: readonly Stroke[];
  /** What the recogniser said about the ink. */
  readonly answer: Answer | undefined;
  /** The visitor said what it is. */
  readonly chosen: boolean;
}

/** Whether the cell's character may be relied on. */
export const isSure = ({ chosen, answer }: Cell): boolean => chosen || (answer?.sure ?? true);

/** What stands in the cell: its character, or "?" for ink that was taken for none. */
export const printed = ({ character, answer }: Cell): string => character || (answer?.rejected ? "?" : "");

const empty: Cell = { character: "", strokes: [], answer: undefined, chosen: false };

export class Cells {
  #cells: readonly Cell[];
  #active = 0;

  constructor(length: number) {
    this.#cells = new Array<Cell>(length).fill(empty);
  }

  get all(): readonly Cell[] {
    return this.#cells;
  }

  /** The index of the cell that is being written. */
  get active(): number {
    return this.#active;
  }

  get current(): Cell {
    return this.#cells[this.#active] ?? empty;
  }

  /** The characters in a row; a space for each empty cell that has a full one behind it. */
  get text(): string {
    return this.#cells
      .map(({ character }) => character || " ")
      .join("")
      .trimEnd();
  }

  get filled(): number {
    return this.#cells.filter(({ character }) => character !== "").length;
  }

  get complete(): boolean {
    return this.filled === this.#cells.length;
  }

  /** Changes what the active cell holds. */
  put(change: Partial<Cell>): void {
    this.#cells = this.#cells.map((cell, index) => (index === this.#active ? { ...cell, ...change } : cell));
  }

  /** Empties the active cell. */
  empty(): void {
    this.put(empty);
  }

  goTo(index: number): void {
    this.#active = Math.min(this.#cells.length - 1, Math.max(0, index));
  }

  /** To the next empty cell, behind this one first. Stays when there is none; returns whether it moved. */
  moveOn(): boolean {
    const behind = this.#cells.findIndex(({ character }, index) => index > this.#active && character === "");
    const next = behind < 0 ? this.#cells.findIndex(({ character }) => character === "") : behind;
    if (next < 0 || next === this.#active) return false;
    this.#active = next;
    return true;
  }

  /**
   * Makes the row say `text`, as it was typed: a space leaves a cell empty. Ink stays with a character that stays. The
   * first empty cell is the one to be written next; the last one when there is none.
   */
  fill(text: string): void {
    this.#cells = this.#cells.map((cell, index) => {
      const character = (text[index] ?? "").trim();
      return character === cell.character ? cell : { ...empty, character };
    });
    const next = this.#cells.findIndex(({ character }) => character === "");
    this.goTo(next < 0 ? this.#cells.length : next);
  }
}
