// Practising letters: a ghost to trace between lines, written once on request, and a score for every try. Fetched when it is
// first wanted; its tools stand in place of those that bring other ink.

import english from "strings:page/en";
import { displayLabel, lookAlike, type Stroke } from "../../core/index.ts";
import type { Pad, PadChange } from "../../pad/pad.ts";
import { guideSheet } from "../../practice/guide-sheet.ts";
import { letters, waysToWrite } from "../../practice/letters.ts";
import { score } from "../../practice/score.ts";
import { find } from "../../site/find.ts";
import { keep, recall } from "../../storage/keep.ts";
import { keepUsed } from "../../storage/keep-used.ts";
import { icon, make } from "../make.ts";
import style from "../style/practice.css?url";
import type { TextKey, Texts } from "../texts.ts";
import type { PageAnswer } from "../too-small.ts";
import { writeByItself } from "../write-by-itself.ts";

const pointsPerSecond = 30; // slow enough to follow
/** From so good a match on it is praised, and below so poor a one nothing is said of how it was written. */
const good = 0.8;
const poor = 0.4;

let practice: Promise<Practice> | undefined;

/** Begins. Rejects when the look of it cannot be fetched; another call tries again. */
export async function practise(pad: Pad, texts: Texts): Promise<Practice> {
  practice ??= fetchStyle().then(() => new Practice(pad, texts));
  const begun = await practice.catch((error) => {
    practice = undefined;
    throw error;
  });
  begun.begin();
  return begun;
}

/** Without it everything on the page would jump. */
function fetchStyle(): Promise<void> {
  const link = make("link", { rel: "stylesheet", href: style });
  document.head.append(link);
  return new Promise((resolve, reject) => {
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () => reject(new Error(`No ${style}.`)));
  });
}

export class Practice {
  readonly #pad: Pad;
  readonly #texts: Texts;
  readonly #letter = make(
    "select",
    { id: "practice-letter", "data-label": "practiceLetter", autocomplete: "off" },
    ...letters.map((letter) => make("option", {}, letter)),
  );
  readonly #tools: HTMLElement;
  readonly #score = make("p", { id: "practice-score", "aria-live": "polite" });
  #guide: Element | undefined;
  #latest: readonly [PadChange, PageAnswer | undefined] | undefined;

  constructor(pad: Pad, texts: Texts) {
    this.#pad = pad;
    this.#texts = texts;
    texts.complete(english); // practice may begin before the first answer
    this.#tools = make(
      "div",
      { class: "tools sources", id: "practice", role: "toolbar", "data-label": "practise" },
      this.#letter,
      tool("practiceNext", "M4 10h12m-5-5 5 5-5 5", () => this.#turnTo(letters[this.#letter.selectedIndex + 1])),
      tool("practiceShow", "m3 17 1-4L14 3l3 3L7 16zm9-12 3 3", () =>
        writeByItself(pad, this.#ways[0] ?? [], pointsPerSecond),
      ),
      tool("practiceDone", "m4 11 4 4 8-9", () => this.end()),
    );
    this.#sources.after(this.#tools);
    find("pad").append(this.#score);
    this.#letter.value = recall("practice") ?? "A";
    this.#letter.addEventListener("change", () => this.#turnTo(this.#letter.value));
    texts.fill(this.#tools);
    texts.whenSpoken(() => this.#showScore());
    keepUsed("practice");
  }

  begin(): void {
    this.#sources.hidden = true;
    this.#tools.hidden = false;
    find("pad").classList.add("practising");
    this.#turnTo(this.#letter.value);
    this.#letter.focus({ preventScroll: true });
    find("pad").scrollIntoView({ block: "nearest" });
  }

  end(): void {
    this.#sources.hidden = false;
    this.#tools.hidden = true;
    find("pad").classList.remove("practising");
    this.#guide?.remove();
    this.#guide = undefined;
    this.#showScore();
    find("practise").focus({ preventScroll: true });
  }

  /** Call on every change of the pad. */
  update(change: PadChange, answer: PageAnswer | undefined): void {
    this.#latest = [change, answer];
    this.#showScore();
  }

  get #sources(): HTMLElement {
    const sources = find("practise").parentElement;
    if (!sources) throw new Error("The button for practice is in no toolbar.");
    return sources;
  }

  get #ways(): readonly (readonly Stroke[])[] {
    return waysToWrite(this.#letter.value);
  }

  /** After the last letter comes the first. The sheet is a new one; what was on it comes back by undo. */
  #turnTo(letter = letters[0] ?? ""): void {
    this.#letter.value = letter;
    keep("practice", letter);
    this.#guide?.remove();
    this.#guide = guideSheet(this.#ways[0] ?? []);
    find("pad").prepend(this.#guide);
    this.#pad.edit((history) => history.replace([]));
  }

  #showScore(): void {
    const [change, answer] = this.#latest ?? [];
    const isTry = this.#guide && change?.settled && answer && change.strokes.length > 0;
    const { match, astray } = isTry ? score(change.strokes, this.#ways) : { match: 0, astray: false };
    this.#score.classList.toggle("good", match >= good);
    const said = isTry ? [this.#texts.percent(match), this.#hint(match, astray, answer)] : [];
    this.#score.textContent = said.filter(Boolean).join(" · ");
  }

  #hint(match: number, astray: boolean, answer: PageAnswer | undefined): string {
    const [best] = answer?.sure ? answer.alternatives : [];
    if (best && best.label !== this.#letter.value && !lookAlike(best.label, this.#letter.value))
      return this.#texts.say("practiceReadAs", { read: displayLabel(best.label) });
    return astray && match >= poor ? this.#texts.say("practiceAstray") : "";
  }
}

function tool(key: TextKey, path: string, act: () => void): HTMLButtonElement {
  const button = make("button", { type: "button" }, icon(path), make("span", { "data-text": key }));
  button.addEventListener("click", act);
  return button;
}
