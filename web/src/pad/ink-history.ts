// What lies on the pad as a history: every change makes a new sheet, so undoing is going back. Knows no canvas.

import type { Picture, Stroke } from "../core/index.ts";

/** Strokes, or a picture in their place. */
interface Sheet {
  readonly strokes: readonly Stroke[];
  readonly picture?: Picture;
}

export class InkHistory {
  #past: Sheet[] = [];
  #now: Sheet = { strokes: [] };
  #future: Sheet[] = [];

  get strokes(): readonly Stroke[] {
    return this.#now.strokes;
  }

  get picture(): Picture | undefined {
    return this.#now.picture;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  add(stroke: Stroke): void {
    this.replace([...this.strokes, stroke]);
  }

  remove(stroke: Stroke): void {
    if (this.strokes.includes(stroke)) this.replace(this.strokes.filter((other) => other !== stroke));
  }

  /** A new drawing in one step; clearing is replacing by nothing. */
  replace(strokes: readonly Stroke[]): void {
    if (strokes.length === 0 && this.strokes.length === 0 && !this.picture) return;
    this.#turnTo({ strokes });
  }

  /** A picture in place of the drawing. */
  show(picture: Picture): void {
    this.#turnTo({ strokes: [], picture });
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

  #turnTo(sheet: Sheet): void {
    this.#past.push(this.#now);
    this.#now = sheet;
    this.#future = [];
  }
}
