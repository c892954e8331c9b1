// For learners: the letter that is wanted lies under the ink of the cell that is being written, and every try is scored.
// Fetched by the first pad that has a `guide`.

import type { Stroke } from "../../core/index.ts";
import { lookAlike } from "../../core/look-alikes.ts";
import { guideSheet } from "../../practice/guide-sheet.ts";
import { letterFor, waysToWrite } from "../../practice/letters.ts";
import { score } from "../../practice/score.ts";
import type { Cell } from "../cells.ts";
import { create } from "../create.ts";
import { stylesOf } from "../styles.ts";
import type { PadTexts } from "../texts.ts";
import type { PadGuide } from "../writing.ts";
import css from "./guide.css?inline";
import { GuideTexts } from "./texts.ts";

/** Below so poor a match nothing is said of how it was written. */
const poor = 0.4;

export class Guide implements PadGuide {
  readonly #canvas: HTMLCanvasElement;
  readonly #letters: () => string;
  readonly #texts = new GuideTexts();
  readonly #wanted = create("p", { id: "wanted", className: "unseen" });
  #sheet: Element | undefined;
  #letter = "";
  /** The cell that was written last. */
  #latest = 0;

  /** `letters` says what is wanted in each cell; of a space, or of what we have no way to write, nothing is shown. */
  constructor(canvas: HTMLCanvasElement, texts: PadTexts, letters: () => string, changed: () => void) {
    this.#canvas = canvas;
    this.#letters = letters;
    const root = canvas.getRootNode() as ShadowRoot;
    root.adoptedStyleSheets.push(stylesOf(css));
    canvas.after(this.#wanted);
    canvas.setAttribute("aria-describedby", `${this.#wanted.id} ${canvas.getAttribute("aria-describedby")}`);
    texts.whenSpoken(async () => {
      await this.#texts.speak(texts.language);
      changed();
    });
  }

  show(cells: readonly Cell[], active: number, drawing: boolean): string {
    this.#lay(this.#letterOf(active));
    if (cells[active]?.strokes.length) this.#latest = active;
    return drawing ? "" : this.#verdict(this.#latest, cells[this.#latest]);
  }

  match(strokes: readonly Stroke[], index: number): number | undefined {
    const ways = waysToWrite(this.#letterOf(index));
    return ways.length > 0 ? score(strokes, ways).match : undefined;
  }

  #letterOf(index: number): string {
    return letterFor(this.#letters()[index] ?? "");
  }

  #lay(letter: string): void {
    const [way] = waysToWrite(letter);
    this.#canvas.parentElement?.classList.toggle("guided", way !== undefined);
    this.#wanted.textContent = way ? this.#texts.say("wanted", { letter }) : "";
    if (letter === this.#letter) return;
    this.#letter = letter;
    this.#sheet?.remove();
    this.#sheet = way && guideSheet(way);
    if (this.#sheet) this.#canvas.before(this.#sheet);
  }

  /** What to say of what was written in a cell. */
  #verdict(index: number, cell: Cell | undefined): string {
    const letter = this.#letterOf(index);
    const ways = waysToWrite(letter);
    if (!cell?.strokes.length || ways.length === 0) return "";
    const { match, astray } = score(cell.strokes, ways);
    const percent = this.#texts.percent(match);
    return [this.#texts.say("match", { letter, percent }), this.#hint(cell, letter, astray && match >= poor)]
      .filter(Boolean)
      .join(" · ");
  }

  #hint({ answer }: Cell, letter: string, astray: boolean): string {
    const { label = letter } = (answer?.sure && answer.alternatives[0]) || {};
    const read = letterFor(label);
    if (read !== letter && !lookAlike(read, letter)) return this.#texts.say("practiceReadAs", { read });
    return astray ? this.#texts.say("practiceAstray") : "";
  }
}
