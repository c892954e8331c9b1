// "Right", or "no, it was…": keeps the visitor's verdicts with their strokes on the device, to export or delete.

import { type Answer, displayLabel, type Recognizer, type Stroke } from "../core/index.ts";
import { find } from "../site/find.ts";
import { keep, recall } from "../storage/keep.ts";
import { download } from "./download.ts";
import type { TextKey, Texts } from "./texts.ts";
import { Verdicts } from "./verdicts.ts";

/** What a verdict would be about. */
interface Asked {
  readonly read: string;
  readonly strokes: readonly Stroke[];
}

export class VerdictView {
  readonly #texts: Texts;
  readonly #recognizer: Recognizer;
  readonly #announce: (key: TextKey) => void;
  readonly #verdicts = new Verdicts({
    read: () => recall("verdicts"),
    write: (text) => keep("verdicts", text),
  });
  #asked: Asked | undefined;

  constructor(recognizer: Recognizer, texts: Texts, announce: (key: TextKey) => void) {
    this.#texts = texts;
    this.#recognizer = recognizer;
    this.#announce = announce;
    find("right").addEventListener("click", () => this.#judge(this.#asked?.read));
    this.#offerLabels(find<HTMLSelectElement>("was"));
    find("export").addEventListener("click", () =>
      download("emnist-edge-verdicts.json", "application/json", JSON.stringify(this.#verdicts)),
    );
    find("delete").addEventListener("click", () => {
      this.#verdicts.clear();
      this.#showKept();
    });
    texts.whenSpoken(() => this.#showKept());
  }

  /** Asks about a drawing; pictures and half-drawn characters are not asked about. */
  ask(answer: Answer | undefined, strokes: readonly Stroke[]): void {
    const read = answer?.alternatives[0]?.label;
    find("verdict").hidden = read === undefined;
    this.#setAsked(read !== undefined && strokes.length > 0 ? { read, strokes } : undefined);
  }

  #setAsked(asked: Asked | undefined): void {
    this.#asked = asked;
    find<HTMLButtonElement>("right").disabled = find<HTMLSelectElement>("was").disabled = !asked;
  }

  #offerLabels(was: HTMLSelectElement): void {
    const prompt = was.appendChild(new Option("", ""));
    for (const label of this.#recognizer.labels) was.append(new Option(displayLabel(label), label));
    this.#texts.whenSpoken(() => {
      prompt.textContent = this.#texts.say("itWas");
    });
    was.addEventListener("change", () => {
      this.#judge(was.value);
      was.value = "";
    });
  }

  #judge(was: string | undefined): void {
    if (!this.#asked || !was) return;
    const verdict = { time: new Date().toISOString(), model: this.#recognizer.modelVersion, was, ...this.#asked };
    this.#announce(this.#verdicts.add(verdict) ? "thanks" : "storageRefused");
    this.#setAsked(undefined);
    this.#showKept();
  }

  #showKept(): void {
    find("kept").hidden = this.#verdicts.count === 0;
    find("kept-count").textContent = this.#texts.say("kept", { count: this.#verdicts.count });
  }
}
