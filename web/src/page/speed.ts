// The speed panel: how long each stage of an answer takes on this device. Stages are far shorter than a clock's tick, so
// after each finished stroke they are run again in batches, once its answer is on the screen.

import type { LoadedRecognizer, Recognizer, Stage } from "../core/index.ts";
import type { PadChange } from "../pad/pad.ts";
import { find } from "../site/find.ts";
import { afterPaint } from "./after-paint.ts";
import { BatchTimer, clockTick } from "./clock.ts";
import { SpeedRow } from "./speed-row.ts";
import type { Texts } from "./texts.ts";

/** Coarser clocks would need batches so long that drawing would stutter. */
const coarsestTick = 0.2;
/** After each stroke: as many batches of every stage as fit into so many milliseconds, for the percentiles' sake. */
const batches = { most: 8, milliseconds: 20 };

export type Timed = Stage | "screen";

/** What happened before the panel was there, in milliseconds. */
export interface Beginning {
  /** From opening the page to the passed self-test. */
  readonly ready: number;
  /** From the pen to the screen, of the first answer: it also compiles, fills caches and lays out. */
  readonly first: number | undefined;
}

export class SpeedPanel {
  readonly #texts: Texts;
  readonly #onTimed: (name: Timed, duration: number) => void;
  readonly #tick = clockTick();
  readonly #timers: { name: Stage; timer: BatchTimer; row: SpeedRow }[];
  readonly #screen: SpeedRow;
  #waiting = 0;

  /** `onTimed` hears of every duration, in milliseconds. */
  constructor(
    { recognizer, binary }: LoadedRecognizer,
    { ready, first }: Beginning,
    texts: Texts,
    onTimed: (name: Timed, duration: number) => void,
  ) {
    this.#texts = texts;
    this.#onTimed = onTimed;
    const stage = (name: Stage) => ({
      name,
      timer: new BatchTimer((times) => recognizer.repeat(name, times), this.#tick),
      row: new SpeedRow(find(`stage-${name}`), texts),
    });
    this.#timers = [stage("ink"), stage("network"), stage("ranking")];
    this.#screen = new SpeedRow(find("stage-screen"), texts);
    texts.whenSpoken(() => {
      showFact("binary", texts.say(binary === "simd" ? "binarySimd" : "binaryScalar"));
      showFact("model", modelSentence(recognizer, texts));
      showFact("memory", memorySentence(recognizer, texts));
      showFact("ready", texts.duration(ready));
      showFact("first", first === undefined ? "" : texts.duration(first));
      showFact("clock", texts.duration(this.#tick));
    });
  }

  /** Call in the frame that paints the answer. */
  answered({ picture, settled, time }: PadChange): void {
    afterPaint(() => {
      if (time !== undefined) this.#add("screen", this.#screen, performance.now() - time);
      clearTimeout(this.#waiting);
      if (picture || !settled || document.hidden) return;
      this.#waiting = window.setTimeout(() => this.#measure(), 200);
    });
  }

  #measure(): void {
    if (this.#tick > coarsestTick) {
      for (const { row } of this.#timers) row.note(this.#texts.say("belowClock"));
      return;
    }
    const start = performance.now();
    for (let batch = 0; batch < batches.most && performance.now() - start < batches.milliseconds; batch++)
      for (const { name, timer, row } of this.#timers) this.#add(name, row, timer.measure());
    const answer = this.#timers.reduce((sum, { row }) => sum + row.median, 0);
    this.#timers[1]?.row.draw(find("histogram"));
    find("speed-gist").textContent = this.#texts.say("perAnswer", { duration: this.#texts.duration(answer) });
    showFact("throughput", this.#texts.say("perSecond", { count: this.#texts.count(1000 / answer) }));
  }

  #add(name: Timed, row: SpeedRow, duration: number): void {
    row.add(duration);
    this.#onTimed(name, duration);
  }
}

function showFact(name: string, text: string): void {
  find(`fact-${name}`).textContent = text;
}

function modelSentence(recognizer: Recognizer, texts: Texts): string {
  const { parameters, multiplyAdds } = recognizer;
  return texts.say("model", { parameters: texts.count(parameters), multiplyAdds: texts.count(multiplyAdds) });
}

function memorySentence({ memory }: Recognizer, texts: Texts): string {
  return texts.say("memory", { linear: texts.kilobytes(memory.linear), network: texts.kilobytes(memory.network) });
}
