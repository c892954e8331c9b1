// The code under each story: complete, with this site's own address, and copied by a button that says so.

import type { Wording } from "../words/wording.ts";

type Key = "copy" | "copied" | "notCopied";

export function offerCopies(texts: Wording<Key>): void {
  for (const element of document.querySelectorAll(".origin")) element.textContent = origin;
  let last: HTMLElement | undefined;
  for (const block of document.querySelectorAll<HTMLElement>(".code")) {
    const code = block.querySelector("code");
    const [outcome, button] = [document.createElement("output"), document.createElement("button")];
    button.type = "button";
    block.prepend(outcome, button);
    button.addEventListener("click", async () => {
      if (last) last.textContent = "";
      last = outcome;
      try {
        await navigator.clipboard.writeText(code?.textContent ?? "");
        outcome.textContent = texts.say("copied");
      } catch {
        getSelection()?.selectAllChildren(block.querySelector("pre") ?? block);
        outcome.textContent = texts.say("notCopied");
      }
    });
    texts.whenSpoken(() => {
      button.textContent = texts.say("copy");
      outcome.textContent = "";
    });
  }
}
