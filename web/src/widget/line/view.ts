// What a field for lines looks like: what was read, the sheet it is written on, what else it may mean. Decides nothing.

import { create, createTool } from "../create.ts";
import base from "../element.css?inline";
import { showRest, stylesOf } from "../styles.ts";
import own from "./line.css?inline";
import type { LineTexts } from "./texts.ts";

export interface LineState {
  /** What the ink may mean, best first. */
  readonly offers: readonly string[];
  readonly chosen: string | undefined;
  readonly sure: boolean;
  /** Whether there is anything on the sheet. */
  readonly empty: boolean;
  readonly canUndo: boolean;
  readonly canClear: boolean;
  /** Whether there is writing to the left and to the right of what is shown. */
  readonly beyond: { readonly left: boolean; readonly right: boolean };
  /** One line about what went wrong or what to do; "" for none. */
  readonly note: string;
}

export class LineView {
  readonly input = create("input", { type: "text", autocomplete: "off", enterKeyHint: "done", dir: "auto" });
  readonly canvas = create("canvas", { tabIndex: 0, role: "application" });
  /** For fields that write into another: opens the sheet. */
  readonly opener = createTool("M3 17h14M5 13 14 4l3 3-9 9-4 1z");
  readonly back = createTool("m12 4-6 6 6 6");
  readonly forward = createTool("m8 4 6 6-6 6");
  readonly undo = createTool("M7 4 3 8l4 4M3 8h8a5 5 0 0 1 0 10H7");
  readonly clear = createTool("m5 5 10 10M15 5 5 15");
  readonly choices = create("div", { role: "group" });
  readonly base = create("fieldset");

  readonly #host: Element;
  readonly #texts: LineTexts;
  readonly #sheet = create("div");
  readonly #hint = create("p", { ariaHidden: "true" });
  readonly #keys = create("p", { id: "keys" });
  readonly #note = create("p", { role: "status" });

  constructor(root: ShadowRoot, texts: LineTexts) {
    this.#host = root.host;
    this.#texts = texts;
    root.adoptedStyleSheets = [stylesOf(base), stylesOf(own)];
    const tools = create("div");
    const foot = create("div", { className: "foot" });
    const parts: Readonly<Record<string, HTMLElement>> = {
      base: this.base,
      input: this.input,
      pad: this.#sheet,
      ink: this.canvas,
      hint: this.#hint,
      choices: this.choices,
      tools,
      note: this.#note,
      opener: this.opener,
    };
    for (const [name, element] of Object.entries(parts)) element.setAttribute("part", name);
    const buttons = [this.back, this.forward, this.undo, this.clear];
    for (const button of buttons) button.setAttribute("part", "button");
    this.canvas.setAttribute("aria-describedby", "keys");
    tools.append(...buttons);
    this.#sheet.append(this.canvas, this.#hint, this.#keys);
    foot.append(this.choices, tools);
    this.base.append(this.input, this.#sheet, foot, this.#note);
    root.append(this.opener, this.base);
    this.base.hidden = true; // until it is known what it writes into
  }

  /** Whether it writes into another field: then it has no text of its own, and the sheet is there while it is open. */
  target(isElsewhere: boolean, open = false): void {
    this.#host.toggleAttribute("open", open);
    this.opener.hidden = !isElsewhere;
    this.opener.ariaExpanded = String(open);
    this.input.hidden = isElsewhere;
    this.base.hidden = isElsewhere && !open;
  }

  show({ offers, chosen, sure, empty, canUndo, canClear, beyond, note }: LineState): void {
    this.#sheet.classList.toggle("empty", empty);
    this.undo.disabled = !canUndo;
    this.clear.disabled = !canClear;
    this.back.hidden = this.forward.hidden = !beyond.left && !beyond.right;
    this.back.disabled = !beyond.left;
    this.forward.disabled = !beyond.right;
    while (this.choices.childElementCount > offers.length) this.choices.lastElementChild?.remove();
    while (this.choices.childElementCount < offers.length) this.choices.append(create("button", { type: "button" }));
    for (const [index, offer] of offers.entries()) {
      const button = this.choices.children[index] as HTMLButtonElement;
      button.value = button.textContent = offer;
      button.ariaPressed = String(offer === chosen);
      button.setAttribute("part", offer === chosen ? "choice chosen" : "choice");
    }
    this.choices.classList.toggle("unsure", !sure);
    const said = note || (chosen && !sure ? this.#texts.say("unsure", { answer: chosen }) : (chosen ?? ""));
    this.#note.classList.toggle("unseen", !note);
    if (this.#note.textContent !== said) this.#note.textContent = said; // saying it again would be read out again
  }

  /** Shows that what is written is about to stay, in so many milliseconds; 0: it is not. */
  rest(milliseconds: number): void {
    showRest(this.#sheet, milliseconds);
  }

  /** Says everything in the language of the words. */
  speak(name: string): void {
    const say = (key: Parameters<LineTexts["say"]>[0]) => this.#texts.say(key);
    this.base.ariaLabel = name;
    this.input.ariaLabel = name || say("text");
    this.canvas.ariaLabel = say("sheet");
    this.#hint.textContent = say("writeHere");
    this.#keys.textContent = say("keys");
    this.choices.ariaLabel = say("answer");
    for (const tool of ["back", "forward", "undo", "clear"] as const)
      this[tool].ariaLabel = this[tool].title = say(tool);
    this.opener.ariaLabel = [say("open"), name].filter(Boolean).join(": ");
    this.opener.title = say("open");
  }
}
