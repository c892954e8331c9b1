// The text of a line, large and editable, and below it its words, each a button that opens what else it may be.

import { find } from "../../site/find.ts";
import { make } from "../make.ts";
import { textOf, type Word } from "./line-text.ts";
import type { LineTexts } from "./texts.ts";

export class TextView {
  onTyped: (text: string) => void = () => {};
  /** Gives what else the word may be; undefined when none is open any more. */
  onOpened: (word: Word | undefined) => readonly string[] = () => [];
  onChosen: (word: Word, text: string) => void = () => {};
  onDeleted: (word: Word) => void = () => {};

  readonly #texts: LineTexts;
  readonly #field = find<HTMLInputElement>("line-text");
  readonly #list = find("line-words");
  readonly #choices = find("line-choices");
  #words: readonly Word[] = [];
  #open: number | undefined;

  constructor(texts: LineTexts) {
    this.#texts = texts;
    texts.whenSpoken(() => {
      this.#field.placeholder = texts.say("lineTextHint");
      if (this.#open !== undefined) this.#showChoices();
    });
    this.#field.addEventListener("input", () => this.onTyped(this.#field.value));
    for (const place of [this.#list, this.#choices])
      place.addEventListener("keydown", ({ key }) => {
        if (key !== "Escape" || this.#open === undefined) return;
        const button = this.#button(this.#open);
        this.#turnTo(undefined);
        button?.focus();
      });
  }

  get text(): string {
    return this.#field.value;
  }

  show(words: readonly Word[]): void {
    const open = this.#open === undefined ? undefined : this.#words[this.#open];
    this.#words = words;
    const text = textOf(words);
    if (!isAlike(text, this.#field.value)) {
      this.#field.value = text;
      this.#field.scrollLeft = this.#field.scrollWidth; // what was written last is seen
    }
    while (this.#list.children.length > words.length) this.#list.lastChild?.remove();
    for (const [index, { text }] of words.entries()) {
      const button = this.#button(index) ?? this.#list.appendChild(this.#newButton());
      button.textContent = text;
    }
    const now = open && words.findIndex((word) => isSameInk(word, open));
    if (this.#open !== undefined) this.#turnTo(now === -1 ? undefined : now);
  }

  #newButton(): HTMLButtonElement {
    const button = make("button", { type: "button", "aria-expanded": "false", "aria-controls": "line-choices" });
    button.addEventListener("click", () => {
      const index = [...this.#list.children].indexOf(button);
      this.#turnTo(this.#open === index ? undefined : index);
    });
    return button;
  }

  #button(index: number): HTMLButtonElement | undefined {
    return this.#list.children[index] as HTMLButtonElement | undefined;
  }

  #turnTo(index: number | undefined): void {
    this.#open = index;
    for (const [place, button] of [...this.#list.children].entries()) button.ariaExpanded = String(place === index);
    this.#showChoices();
  }

  #showChoices(): void {
    const index = this.#open;
    const word = index === undefined ? undefined : this.#words[index];
    const others = this.onOpened(word);
    if (!word || index === undefined) {
      this.#choices.replaceChildren();
      return;
    }
    const choice = (text: string, choose: () => void, attributes = {}) => {
      const button = make("button", { type: "button", ...attributes }, text);
      button.addEventListener("click", () => {
        choose();
        this.#turnTo(undefined);
        (this.#button(index) ?? this.#field).focus();
      });
      return button;
    };
    this.#choices.replaceChildren(
      make("span", { id: "line-instead" }, this.#texts.say("lineInstead", { word: word.text })),
      ...others.map((text) => choice(text, () => this.onChosen(word, text))),
      choice(this.#texts.say("lineDelete"), () => this.onDeleted(word), { class: "delete" }),
    );
  }
}

/** A space that is being typed makes no other text. */
const isAlike = (text: string, typed: string) => text === typed.trim().replace(/\s+/g, " ");

const isSameInk = (a: Word, b: Word) =>
  a.strokes.size === b.strokes.size && [...a.strokes].every((s) => b.strokes.has(s));
