// A pad that also knows when each point was drawn. The page's own pad does without: nobody asks it.

import type { Point, Stroke } from "../core/index.ts";
import { Pad } from "../pad/pad.ts";

export class TimedPad extends Pad {
  /** By the stroke itself: undoing, and going to another cell and back, leave it what it is. */
  readonly #times = new WeakMap<Stroke, number[]>();

  /** When each point of the stroke was drawn, on the clock of performance.now(); none for ink that no pen drew. */
  timesOf(stroke: Stroke): readonly number[] {
    return this.#times.get(stroke) ?? [];
  }

  override penTo(at: Point, time: number): void {
    super.penTo(at, time);
    const stroke = this.#drawn();
    if (!stroke) return;
    const times = this.#times.get(stroke);
    if (times) times.push(time);
    else this.#times.set(stroke, [time]);
  }

  override penUp(time: number): void {
    const stroke = this.#drawn();
    super.penUp(time);
    const kept = this.history.strokes.at(-1); // a dot is less than what was drawn
    if (stroke && kept) this.#times.set(kept, this.timesOf(stroke).slice(0, kept.length));
  }

  #drawn(): Stroke | undefined {
    return this.drawing ? this.strokes.at(-1) : undefined;
  }
}
