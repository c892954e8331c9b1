// How long each stage of a line takes on this device, as speed.ts says it of a character. A pause in the writing is used
// to run the stages again.

import type { LineRecognizer } from "../../core/line-recognizer.ts";
import type { PadChange } from "../../pad/pad.ts";
import { find } from "../../site/find.ts";
import { afterPaint } from "../after-paint.ts";
import { BatchTimer, clockTick } from "../clock.ts";
import { SpeedRow } from "../speed-row.ts";
import type { LineTexts } from "./texts.ts";

/** The pen has to rest so long: a stage may take milliseconds. */
const restMilliseconds = 1500;
/** Milliseconds of a batch on coarser clocks would make the pen stutter. */
const coarsestTick = 0.2;
const stages = ["trace", "network", "decoding"] as const;

export class LineSpeed {
  readonly #texts: LineTexts;
  readonly #rows: readonly { readonly timer: BatchTimer; readonly row: SpeedRow }[];
  readonly #screen: SpeedRow;
  readonly #tick = clockTick();
  #waiting = 0;

  constructor(recognizer: LineRecognizer, texts: LineTexts) {
    this.#texts = texts;
    this.#rows = stages.map((stage) => ({
      timer: new BatchTimer((times) => recognizer.repeat(stage, times), this.#tick),
      row: new SpeedRow(find(`line-stage-${stage}`), texts),
    }));
    this.#screen = new SpeedRow(find("line-stage-screen"), texts);
  }

  /** Call when the answer is about to be painted. */
  answered({ settled, time }: PadChange): void {
    afterPaint(() => {
      if (time !== undefined) this.#screen.add(performance.now() - time);
      clearTimeout(this.#waiting);
      if (!settled || document.hidden || this.#tick > coarsestTick) return;
      this.#waiting = window.setTimeout(() => this.#measure(), restMilliseconds);
    });
  }

  #measure(): void {
    for (const { timer, row } of this.#rows) row.add(timer.measure());
    const line = this.#rows.reduce((sum, { row }) => sum + row.median, 0);
    find("line-speed-gist").textContent = this.#texts.duration(line);
  }
}
