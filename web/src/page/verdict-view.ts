// "Right", or "no, it was…", or a tap on an alternative: shows what the visitor says it is in place of the answer, and keeps
// the verdict with its strokes on the device, to export or delete. The last verdict can be taken back.

import { type Answer, displayLabel, type Recognizer, type Stroke } from "../core/index.ts";
import { find } from "../site/find.ts";
import { keep, recall } from "../storage/keep.ts";
import type { AnswerView } from "./answer-view.ts";
import { download } from "./download.ts";
import type { StatusLine } from "./status-line.ts";
import type { Texts } from "./texts.ts";
import { Verdicts } from "./verdicts.ts";

/** What a verdict is about. A picture has no strokes: what it was is shown, but not kept. */
interface Question {
  readonly answer: Answer;
  readonly strokes: readonly Stroke[];
}

export class VerdictView {
  readonly #texts: Texts;
  readonly #recognizer: Recognizer;
  readonly #answerView: AnswerView;
  readonly #status: StatusLine;
  readonly #verdicts = new Verdicts({
    read: () => recall("verdicts"),
    write: (text) => keep("verdicts", text),
  });
  readonly #right = find<HTMLButtonElement>("right");
  #question: Question | undefined;
  /** What the visitor said it was, and whether that is kept. */
  #verdict: { readonly was: string; readonly kept: boolean } | undefined;

  constructor(recognizer: Recognizer, texts: Texts, answerView: AnswerView, status: StatusLine) {
    this.#texts = texts;
    this.#recognizer = recognizer;
    this.#answerView = answerView;
    this.#status = status;
    answerView.onChoose = (label) => this.#judge(label);
    this.#right.addEventListener("click", () => {
      if (this.#verdict) this.#takeBack();
      else this.#judge(answerView.best);
    });
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

  /** Asks about an answer that is not to change any more; the verdict on the same ink stays. */
  ask(answer: Answer | undefined, strokes: readonly Stroke[]): void {
    const same = strokes.length > 0 && strokes === this.#question?.strokes;
    this.#question = answer && { answer, strokes };
    if (!same) this.#verdict = undefined;
    find("verdict").hidden = !answer;
    if (answer && this.#verdict) this.#answerView.show(answer, this.#verdict.was);
    this.#showRight();
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

  /** The visitor says what it was; another verdict on the same ink replaces the one before. */
  #judge(was: string): void {
    if (!this.#question) return;
    const { answer, strokes } = this.#question;
    if (this.#verdict?.kept) this.#verdicts.removeLast();
    const read = answer.alternatives[0]?.label ?? "";
    const model = this.#recognizer.modelVersion;
    const kept =
      strokes.length > 0 && this.#verdicts.add({ time: new Date().toISOString(), model, read, was, strokes });
    this.#verdict = { was, kept };
    this.#answerView.show(answer, was);
    this.#status.show(() => this.#sentence(was, kept || strokes.length === 0));
    this.#showRight();
    this.#showKept();
  }

  #takeBack(): void {
    if (!this.#question) return;
    const { answer } = this.#question;
    if (this.#verdict?.kept) this.#verdicts.removeLast();
    this.#verdict = undefined;
    this.#answerView.show(answer);
    this.#status.show(() => this.#answerView.sentence(answer), "quiet");
    this.#showRight();
    this.#showKept();
  }

  #sentence(was: string, allowed: boolean): string {
    if (!allowed) return this.#texts.say("storageRefused");
    const noted = this.#texts.say("noted", { label: displayLabel(was) });
    return this.#verdicts.count > 0 ? `${noted} ${this.#texts.sayCount("kept", this.#verdicts.count)}` : noted;
  }

  #showRight(): void {
    this.#right.textContent = this.#texts.say(this.#verdict ? "takeBack" : "right");
    this.#right.classList.toggle("judged", this.#verdict !== undefined);
    // What was rejected is neither right nor to be copied, but the visitor may say what it was.
    find<HTMLButtonElement>("copy").disabled = this.#right.disabled = this.#answerView.best === "";
  }

  #showKept(): void {
    this.#showRight();
    find("kept").hidden = this.#verdicts.count === 0;
    find("kept-count").textContent = this.#texts.sayCount("kept", this.#verdicts.count);
  }
}
