// The drawing as a history: every change makes a new list of strokes, so undoing is going back. Knows no canvas.

import type { Stroke } from "../core/index.ts";

type Drawing = readonly Stroke[];

export class InkHistory {
  #past: Drawing[] = [];
  #now: Drawing = [];
  #future: Drawing[] = [];

  get strokes(): Drawing {
    return this.#now;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  add(stroke: Stroke): void {
    this.replace([...this.#now, stroke]);
  }

  remove(stroke: Stroke): void {
    if (this.#now.includes(stroke)) this.replace(this.#now.filter((other) => other !== stroke));
  }

  /** A new drawing in one step; clearing is replacing by nothing. */
  replace(drawing: Drawing): void {
    if (drawing.length === 0 && this.#now.length === 0) return;
    this.#past.push(this.#now);
    this.#now = drawing;
    this.#future = [];
  }

  undo(): void {
    const before = this.#past.pop();
    if (!before) return;
    this.#future.push(this.#now);
    this.#now = before;
  }

  redo(): void {
    const after = this.#future.pop();
    if (!after) return;
    this.#past.push(this.#now);
    this.#now = after;
  }
}
