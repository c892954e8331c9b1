// Which side the pad is on: a hand that draws should not lie on the answer. Kept on the device.

import { find } from "../site/find.ts";
import { keep, recall } from "../storage/keep.ts";

export function connectSides(): void {
  const page = document.documentElement.classList;
  page.toggle("swapped", recall("sides") === "swapped");
  find("swap").addEventListener("click", () => {
    keep("sides", page.toggle("swapped") ? "swapped" : undefined);
  });
}
