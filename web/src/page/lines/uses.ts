// What to do with the text: copy it, or hand it on where the browser can.

import { find } from "../../site/find.ts";
import { copy } from "../copy.ts";
import type { StatusLine } from "../status-line.ts";
import type { LineTexts } from "./texts.ts";

export function connectUses(text: () => string, texts: LineTexts, status: StatusLine): void {
  find("line-copy").addEventListener("click", () => copy(text(), texts, status));
  const share = find("line-share");
  share.hidden = typeof navigator.share !== "function";
  share.addEventListener("click", () => {
    navigator.share({ text: text() }).catch(() => {}); // the visitor thought better of it
  });
}
