// Where a pointer is on an element that the page around it may have turned, scaled or slanted.

import type { Locate } from "../pad/pointer-pen.ts";

export const locateTurned: Locate = ({ clientX, clientY }, element) => {
  const box = element.getBoundingClientRect();
  const turn = turnOf(element);
  const { a, b, c, d } = turn;
  // The middle of the box is the middle of the square however it is turned; only the box is larger then.
  const side = (box.width + box.height) / (Math.abs(a) + Math.abs(b) + Math.abs(c) + Math.abs(d));
  const { x, y } = turn.inverse().transformPoint({
    x: (clientX - box.left - box.width / 2) / side,
    y: (clientY - box.top - box.height / 2) / side,
  });
  return [x + 0.5, y + 0.5];
};

/** How a page turns, scales and slants an element and everything it lies in; without a shift. */
function turnOf(element: Element): DOMMatrix {
  let turn = new DOMMatrix();
  for (let node: Element | null = element; node; node = parentOf(node)) {
    const { transform, rotate, scale } = getComputedStyle(node);
    // In the order in which CSS applies them; turns in space are left to the transform.
    const plainly = rotate?.endsWith("deg") && !rotate.includes(" ") ? `rotate(${rotate})` : "";
    const scaled = scale && scale !== "none" ? `scale(${scale.replace(" ", ",")})` : "";
    const own = `${plainly} ${scaled} ${transform === "none" ? "" : transform}`.trim();
    if (own) turn = new DOMMatrix(own).multiply(turn);
  }
  return new DOMMatrix([turn.a, turn.b, turn.c, turn.d, 0, 0]);
}

/** Out of shadows, too. */
function parentOf(node: Element): Element | null {
  const root = node.getRootNode();
  return node.assignedSlot ?? node.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}
