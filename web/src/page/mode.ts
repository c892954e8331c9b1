// What the page reads: a character, or a line. The choice stands in the address and is kept on the device; the part of
// the page for lines is fetched when it is first wanted.

import { find } from "../site/find.ts";
import { keep, recall } from "../storage/keep.ts";

/** `fetchLines` gives what shows lines in place of characters, or characters again; undefined when it cannot be had. */
export function connectMode(fetchLines: () => Promise<((shown: boolean) => void) | undefined>): void {
  const line = find<HTMLInputElement>("line-mode");
  let lines: ReturnType<typeof fetchLines> | undefined;
  const show = async () => {
    lines ??= fetchLines();
    (await lines)?.(line.checked);
  };
  if ((new URLSearchParams(location.search).get("mode") ?? recall("mode")) === "line") {
    line.checked = true;
    show();
  }
  find("mode").addEventListener("change", () => {
    const mode = line.checked ? "line" : "character";
    keep("mode", mode);
    history.replaceState(null, "", `?mode=${mode}`);
    show();
  });
}
