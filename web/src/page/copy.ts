// Copies text, and says whether the browser let it.

import type { StatusLine } from "./status-line.ts";

interface Sayings {
  say(key: "copied" | "copyRefused"): string;
}

export async function copy(text: string, texts: Sayings, status: StatusLine): Promise<void> {
  const copying = navigator.clipboard?.writeText(text) ?? Promise.reject();
  const copied = await copying.then(() => true).catch(() => false);
  status.show(() => texts.say(copied ? "copied" : "copyRefused"), copied ? "plain" : "error");
}
