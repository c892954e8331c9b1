// The one line that says what is going on; screen readers read it out. It follows a change of language.

import type { Texts } from "./texts.ts";

export class StatusLine {
  readonly #line: HTMLElement;
  #say: (() => string) | undefined;

  constructor(line: HTMLElement, texts: Pick<Texts, "whenSpoken">) {
    this.#line = line;
    texts.whenSpoken(() => this.#update());
  }

  /**
   * What can be seen elsewhere on the page too is said quietly: read out, not shown again. What went wrong has a colour of
   * its own.
   */
  show(say: () => string, kind: "plain" | "quiet" | "error" = "plain"): void {
    this.#say = say;
    this.#line.classList.toggle("unseen", kind === "quiet");
    this.#line.classList.toggle("error", kind === "error");
    this.#update();
  }

  #update(): void {
    const text = this.#say?.();
    if (text === undefined || text === this.#line.textContent) return; // saying it again would be read out again
    delete this.#line.dataset.text;
    this.#line.textContent = text;
  }
}
