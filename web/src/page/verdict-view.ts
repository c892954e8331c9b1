// "Right", or "no, it was…", or a tap on an alternative: shows what the visitor says it is in place of the answer, and keeps
// the verdict with its strokes on the device, to learn from, look at, export or delete. The last one can be taken back.

import { displayLabel, type Recognizer, type Stroke } from "../core/index.ts";
import { find } from "../site/find.ts";
import { keep, recall } from "../storage/keep.ts";
import type { AnswerView } from "./answer-view.ts";
import { download } from "./download.ts";
import type { StatusLine } from "./status-line.ts";
import { teachHand } from "./teach-hand.ts";
import type { Texts } from "./texts.ts";
import type { PageAnswer } from "./too-small.ts";
import { showGallery } from "./verdict-gallery.ts";
import { type Verdict, Verdicts } from "./verdicts.ts";

/** What a verdict is about. A picture has no strokes: what it was is shown, but not kept. */
interface Question {
  readonly answer: PageAnswer;
  readonly strokes: readonly Stroke[];
}

export class VerdictView {
  /** Hears what stands as the answer after each verdict. */
  onJudge: (label: string) => void = () => {};

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
  /** What the visitor said it was, and what of that is kept. */
  #verdict: { readonly was: string; readonly kept: Verdict | undefined } | undefined;

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
      this.#keptChanged();
    });
    texts.whenSpoken(() => this.#showKept());
    teachHand(recognizer, this.#verdicts.list);
  }

  /** Asks about an answer that is not to change any more; the verdict on the same ink stays. */
  ask(answer: PageAnswer | undefined, strokes: readonly Stroke[]): void {
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
    if (this.#verdict?.kept) this.#verdicts.remove(this.#verdict.kept);
    const read = answer.alternatives[0]?.label ?? "";
    const verdict = { time: new Date().toISOString(), model: this.#recognizer.modelVersion, read, was, strokes };
    const kept = strokes.length > 0 && this.#verdicts.add(verdict) ? verdict : undefined;
    this.#verdict = { was, kept };
    this.#answerView.show(answer, was);
    this.#status.show(() => this.#sentence(was, kept !== undefined || strokes.length === 0));
    this.#keptChanged();
    this.onJudge(was);
  }

  #takeBack(): void {
    if (!this.#question) return;
    const { answer } = this.#question;
    if (this.#verdict?.kept) this.#verdicts.remove(this.#verdict.kept);
    this.#verdict = undefined;
    this.#answerView.show(answer);
    this.#status.show(() => this.#answerView.sentence(answer), "quiet");
    this.#keptChanged();
    this.onJudge(this.#answerView.best);
  }

  #sentence(was: string, allowed: boolean): string {
    if (!allowed) return this.#texts.say("storageRefused");
    const noted = this.#texts.say("noted", { label: displayLabel(was) });
    const { length } = this.#verdicts.list;
    return length > 0 ? `${noted} ${this.#texts.sayCount("kept", length)}` : noted;
  }

  #showRight(): void {
    this.#right.textContent = this.#texts.say(this.#verdict ? "takeBack" : "right");
    this.#right.classList.toggle("judged", this.#verdict !== undefined);
    // What was rejected is neither right nor to be copied, but the visitor may say what it was.
    find<HTMLButtonElement>("copy").disabled = this.#right.disabled = this.#answerView.best === "";
  }

  /** A wrong lesson is taken back like a right one is given: by teaching what is left. */
  #keptChanged(): void {
    this.#showKept();
    teachHand(this.#recognizer, this.#verdicts.list);
  }

  #showKept(): void {
    const { list } = this.#verdicts;
    this.#showRight();
    find("kept").hidden = list.length === 0;
    find("kept-count").textContent = this.#texts.sayCount("kept", list.length);
    showGallery(find("kept-gallery"), list, this.#texts, (verdict) => {
      if (verdict === this.#verdict?.kept) this.#verdict = { was: verdict.was, kept: undefined };
      this.#verdicts.remove(verdict);
      this.#keptChanged();
    });
  }
}
