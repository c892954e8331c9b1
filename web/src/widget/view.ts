// What a pad looks like: builds its elements, without markup as text, so that no policy of the host can mind; and shows
// a state. Decides nothing.

import type { Stroke } from "../core/index.ts";
import { padUnits } from "../pad/pad.ts";
import { type Cell, isSure, printed } from "./cells.ts";
import { create, createDrawing, createTool } from "./create.ts";
import css from "./element.css?inline";
import { showRest, stylesOf } from "./styles.ts";
import type { PadTexts } from "./texts.ts";

export interface PadState {
  readonly cells: readonly Cell[];
  readonly active: number;
  /** What the active cell's ink may mean, best first. */
  readonly offers: readonly string[];
  /** Whether there is anything on the pad. */
  readonly empty: boolean;
  readonly canUndo: boolean;
  /** Typed instead of drawn. */
  readonly typing: boolean;
  readonly disabled: boolean;
  readonly readOnly: boolean;
  /** One line about what went wrong or what to do; "" for none. */
  readonly note: string;
}

export class PadView {
  readonly canvas = create("canvas", { tabIndex: 0, role: "application" });
  readonly input = create("input", {
    type: "text",
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: false,
    enterKeyHint: "done",
  });
  readonly undo = createTool("M7 4 3 8l4 4M3 8h8a5 5 0 0 1 0 10H7");
  readonly clear = createTool("m5 5 10 10M15 5 5 15");
  readonly type = createTool("M2 5h16v10H2zM5 8h.01M8.3 8h.01M11.6 8h.01M15 8h.01M6 12h8");
  readonly cells = create("div", { role: "toolbar" });
  readonly choices = create("div", { role: "group" });

  readonly #texts: PadTexts;
  readonly #base = create("fieldset");
  readonly #sheet = create("div");
  readonly #hint = create("p", { ariaHidden: "true" });
  readonly #question = create("span", { textContent: "?", ariaHidden: "true" });
  readonly #keys = create("p", { id: "keys" });
  readonly #note = create("p", { role: "status" });
  #shown: PadState | undefined;

  constructor(root: ShadowRoot, texts: PadTexts) {
    this.#texts = texts;
    root.adoptedStyleSheets = [stylesOf(css)];
    const tools = create("div");
    const foot = create("div", { className: "foot" });
    const parts: Readonly<Record<string, HTMLElement>> = {
      base: this.#base,
      cells: this.cells,
      pad: this.#sheet,
      ink: this.canvas,
      hint: this.#hint,
      input: this.input,
      question: this.#question,
      choices: this.choices,
      tools,
      note: this.#note,
    };
    for (const [name, element] of Object.entries(parts)) element.setAttribute("part", name);
    for (const button of [this.undo, this.clear, this.type]) button.setAttribute("part", "button");
    this.canvas.setAttribute("aria-describedby", "keys");
    tools.append(this.undo, this.clear, this.type);
    this.#sheet.append(this.canvas, this.#hint, this.#keys);
    foot.append(this.#question, this.choices, tools);
    this.#base.append(this.cells, this.#sheet, this.input, foot, this.#note);
    root.append(this.#base);
  }

  /** The element that the browser points at when the field is not valid. */
  get anchor(): HTMLElement {
    return this.#shown?.typing ? this.input : this.canvas;
  }

  get readOnly(): boolean {
    return this.#shown?.readOnly ?? false;
  }

  show(state: PadState): void {
    this.#shown = state;
    const { cells, active, typing, disabled, readOnly, note } = state;
    this.#base.disabled = disabled || readOnly;
    this.#base.classList.toggle("readonly", readOnly && !disabled);
    this.canvas.tabIndex = disabled ? -1 : 0;
    if (disabled) this.canvas.blur();
    this.#base.classList.toggle("typing", typing);
    this.#sheet.hidden = typing;
    this.input.hidden = !typing;
    this.type.ariaPressed = String(typing);
    this.undo.disabled = typing || !state.canUndo;
    this.clear.disabled = typing || (state.empty && !cells[active]?.character && cells.length === 1);
    this.#sheet.classList.toggle("empty", state.empty);
    this.#showCells(state);
    this.#showChoices(state);
    const said = note || this.#spoken(state);
    this.#note.classList.toggle("unseen", !note);
    if (this.#note.textContent !== said) this.#note.textContent = said; // saying it again would be read out again
    this.#hint.textContent =
      cells.length === 1
        ? this.#texts.say("drawHere")
        : this.#texts.say("drawNth", { n: active + 1, length: cells.length });
  }

  /** Says everything in the language of the words. */
  speak(name: string): void {
    const say = (key: Parameters<PadTexts["say"]>[0]) => this.#texts.say(key);
    this.#base.ariaLabel = name;
    this.canvas.ariaLabel = say("pad");
    this.#keys.textContent = say("keys");
    for (const tool of ["undo", "clear", "type"] as const) this[tool].ariaLabel = this[tool].title = say(tool);
    this.input.ariaLabel = name || say("typed");
    this.cells.ariaLabel = say("cells");
    this.choices.ariaLabel = say("answer");
    if (this.#shown) this.show(this.#shown);
  }

  /** Shows that the cell is about to be left, in so many milliseconds; 0: it is not. */
  rest(milliseconds: number): void {
    showRest(this.#sheet, milliseconds);
  }

  #showCells({ cells, active }: PadState): void {
    this.cells.hidden = cells.length === 1;
    while (this.cells.childElementCount > cells.length) this.cells.lastElementChild?.remove();
    while (this.cells.childElementCount < cells.length) this.cells.append(createCell());
    for (const [index, cell] of cells.entries()) {
      const button = this.cells.children[index] as HTMLButtonElement;
      const here = index === active;
      const character = printed(cell);
      button.tabIndex = here ? 0 : -1;
      button.ariaCurrent = here ? "true" : null;
      button.ariaLabel = this.#texts.say(character ? "cellRead" : "cellEmpty", { n: index + 1, character });
      button.setAttribute("part", here ? "cell active" : "cell");
      button.classList.toggle("unsure", !isSure(cell));
      button.querySelector("path")?.setAttribute("d", outline(cell.strokes));
      const print = button.querySelector("span");
      if (print) print.textContent = character;
    }
  }

  #showChoices({ offers, cells, active }: PadState): void {
    const cell = cells[active];
    this.#question.hidden = !cell || printed(cell) !== "?";
    while (this.choices.childElementCount > offers.length) this.choices.lastElementChild?.remove();
    while (this.choices.childElementCount < offers.length) this.choices.append(create("button", { type: "button" }));
    for (const [index, offer] of offers.entries()) {
      const button = this.choices.children[index] as HTMLButtonElement;
      button.value = button.textContent = offer;
      button.ariaPressed = String(offer === cell?.character);
      button.setAttribute("part", offer === cell?.character ? "choice chosen" : "choice");
    }
    this.choices.classList.toggle("unsure", cell !== undefined && !isSure(cell));
  }

  /** What a screen reader is told of the active cell. */
  #spoken({ cells, active }: PadState): string {
    const cell = cells[active];
    if (!cell?.character || isSure(cell)) return cell?.character ?? "";
    return this.#texts.say("unsure", { answer: cell.character });
  }
}

/** A button with the cell's ink, small, and its character in print. */
function createCell(): HTMLButtonElement {
  const button = create("button", { type: "button" });
  button.append(createDrawing(padUnits, ""), create("span"));
  return button;
}

/** Strokes as the data of an SVG path; a dot is a line to itself. */
const outline = (strokes: readonly Stroke[]): string =>
  strokes.map((stroke) => `M${[...stroke, ...stroke.slice(-1)].map(([x, y]) => `${x} ${y}`).join("L")}`).join("");
