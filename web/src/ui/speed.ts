// The speed panel: how long each stage of an answer takes on this device. Stages are far shorter than a clock's tick, so
// after each finished stroke they are run again in batches, once its answer is on the screen.

import type { Loaded, Recognizer, Stage } from "../core/index.ts";
import { BatchTimer, clockTick } from "./clock.ts";
import { find } from "./find.ts";
import { Histogram } from "./histogram.ts";
import type { PadChange } from "./pad.ts";
import type { TextKey, Texts } from "./texts.ts";

/** Coarser clocks would need batches so long that drawing would stutter. */
const coarsestTick = 0.2;

const stages: Record<Stage, TextKey> = { ink: "stageInk", network: "stageNetwork", ranking: "stageRanking" };

export class SpeedPanel {
  readonly #texts: Texts;
  readonly #tick = clockTick();
  readonly #timers: { timer: BatchTimer; row: Row }[];
  readonly #screen: Row;
  readonly #facts: Facts;
  #waiting = 0;

  /** `ready` is when the recogniser had passed its self-test, in milliseconds since the page was opened. */
  constructor({ recognizer, binary }: Loaded, texts: Texts, ready: number) {
    this.#texts = texts;
    const stage = (name: Stage) => ({
      timer: new BatchTimer((times) => recognizer.repeat(name, times), this.#tick),
      row: new Row(texts, stages[name]),
    });
    this.#timers = [stage("ink"), stage("network"), stage("ranking")];
    this.#screen = new Row(texts, "stageScreen");
    this.#facts = new Facts(texts);
    this.#facts.set("factBinary", texts.say(binary === "simd" ? "binarySimd" : "binaryScalar"));
    this.#facts.set("factModel", modelSentence(recognizer, texts));
    this.#facts.set("factMemory", memorySentence(recognizer, texts));
    this.#facts.set("factReady", texts.duration(ready));
    this.#facts.set("factClock", texts.duration(this.#tick));
  }

  /** Call in the frame that paints the answer. */
  answered({ picture, settled, time }: PadChange): void {
    afterPaint(() => {
      this.#screen.add(performance.now() - time);
      if (picture || !settled || document.hidden) return;
      clearTimeout(this.#waiting);
      this.#waiting = window.setTimeout(() => this.#measure(), 200);
    });
  }

  #measure(): void {
    if (this.#tick > coarsestTick) {
      for (const { row } of this.#timers) row.note(this.#texts.say("belowClock"));
      return;
    }
    let sum = 0;
    for (const { timer, row } of this.#timers) {
      row.add(timer.measure());
      sum += row.median;
    }
    this.#facts.set("factThroughput", this.#texts.say("perSecond", { count: this.#texts.count(1000 / sum) }));
  }
}

/** One line of the table: the last figure, and percentiles of all so far. */
class Row {
  readonly #texts: Texts;
  readonly #histogram = new Histogram();
  readonly #cells: HTMLElement[];

  constructor(texts: Texts, title: TextKey) {
    this.#texts = texts;
    const row = find("stages").appendChild(document.createElement("tr"));
    const head = row.appendChild(document.createElement("th"));
    head.scope = "row";
    head.dataset.text = title;
    head.textContent = texts.say(title);
    this.#cells = Array.from({ length: 4 }, () => row.appendChild(document.createElement("td")));
  }

  get median(): number {
    return this.#histogram.quantile(0.5) ?? 0;
  }

  add(duration: number): void {
    this.#histogram.add(duration);
    const figures = [duration, ...[0.5, 0.95, 0.99].map((rank) => this.#histogram.quantile(rank) ?? 0)];
    for (const [index, figure] of figures.entries()) this.#set(index, this.#texts.duration(figure));
  }

  note(text: string): void {
    this.#set(0, text);
  }

  #set(index: number, text: string): void {
    const cell = this.#cells[index];
    if (cell) cell.textContent = text;
  }
}

/** A list of named facts, in the order they were first set. */
class Facts {
  readonly #texts: Texts;
  readonly #values = new Map<TextKey, HTMLElement>();

  constructor(texts: Texts) {
    this.#texts = texts;
  }

  set(name: TextKey, value: string): void {
    let place = this.#values.get(name);
    if (!place) {
      const item = find("facts").appendChild(document.createElement("div"));
      const term = item.appendChild(document.createElement("dt"));
      term.dataset.text = name;
      term.textContent = this.#texts.say(name);
      place = item.appendChild(document.createElement("dd"));
      this.#values.set(name, place);
    }
    place.textContent = value;
  }
}

function modelSentence(recognizer: Recognizer, texts: Texts): string {
  const { parameters, multiplyAdds } = recognizer;
  return texts.say("model", { parameters: texts.count(parameters), multiplyAdds: texts.count(multiplyAdds) });
}

function memorySentence({ memory }: Recognizer, texts: Texts): string {
  return texts.say("memory", { linear: texts.kilobytes(memory.linear), network: texts.kilobytes(memory.network) });
}

/** Called in a frame, runs `task` right after that frame is handed over. */
function afterPaint(task: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    task();
  };
  port2.postMessage(undefined);
}
