// What was kept, to look at: each drawing with what it was, and a button that forgets it.

import { displayLabel, type Stroke } from "../core/index.ts";
import type { Texts } from "./texts.ts";
import type { Verdict } from "./verdicts.ts";

const namespace = "http://www.w3.org/2000/svg";

/** Newest first. */
export function showGallery(
  list: Element,
  verdicts: readonly Verdict[],
  texts: Texts,
  forget: (verdict: Verdict) => void,
): void {
  list.replaceChildren(
    ...[...verdicts].reverse().map((verdict) => {
      const label = displayLabel(verdict.was);
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "×";
      button.title = texts.say("forget", { label });
      button.setAttribute("aria-label", button.title);
      button.addEventListener("click", () => forget(verdict));
      const item = document.createElement("li");
      item.append(drawingOf(verdict.strokes), label, button);
      return item;
    }),
  );
}

/** In the ink's own coordinates, whatever they are, with a margin for the pen. */
function drawingOf(strokes: readonly Stroke[]): SVGSVGElement {
  const points = strokes.flat();
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const side = Math.max(Math.max(...xs) - left, Math.max(...ys) - top) || 1;
  const margin = side / 8;
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("aria-hidden", "true"); // the label beside it says what it is
  svg.setAttribute("viewBox", [left - margin, top - margin, side + 2 * margin, side + 2 * margin].join(" "));
  const path = document.createElementNS(namespace, "path"); // h0 makes a dot of a stroke of one point
  path.setAttribute("d", strokes.map((stroke) => `M${stroke.map(([x, y]) => `${x} ${y}`).join("L")}h0`).join(""));
  svg.append(path);
  return svg;
}
