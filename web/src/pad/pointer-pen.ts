// Mouse, finger or stylus moves the pad's pen: one at a time on each pad, and never the hand that rests
// beside the stylus.

import type { Point } from "../core/index.ts";
import { type Pad, padUnits } from "./pad.ts";

/** A touch so soon after the stylus was near is the hand that holds it. */
const palmMilliseconds = 500;
const eraserButton = 5; // of a stylus turned upside down

/** `takes` says whether a pointer may draw. */
export function connectPointer(
  canvas: HTMLCanvasElement,
  pad: Pad,
  takes: (event: PointerEvent) => boolean = () => true,
): void {
  let drawing: PointerEvent | undefined; // how the pointer that does came down
  let unturn = new DOMMatrix();
  let stylusSeen = Number.NEGATIVE_INFINITY;

  canvas.addEventListener("pointerdown", (event) => {
    noteStylus(event);
    const palm = event.pointerType === "touch" && event.timeStamp - stylusSeen < palmMilliseconds;
    if (palm || !takes(event) || (event.button !== 0 && event.button !== eraserButton)) return;
    if (drawing && canvas.hasPointerCapture(drawing.pointerId)) {
      if (event.pointerType !== "pen" || drawing.pointerType !== "touch") return;
      pad.dropStroke(); // the hand came down before its pen did
    }
    drawing = event;
    unturn = turnOf(canvas).inverse();
    canvas.setPointerCapture(drawing.pointerId);
    pad.penDown(position(event), event.timeStamp, pad.erasing || event.button === eraserButton);
  });

  canvas.addEventListener("pointermove", (event) => {
    noteStylus(event);
    if (event.pointerId !== drawing?.pointerId) return;
    const coalesced = event.getCoalescedEvents?.() ?? []; // Safari may lack it, or give none
    for (const step of coalesced.length > 0 ? coalesced : [event]) pad.penTo(position(step), event.timeStamp);
  });

  for (const end of ["pointerup", "pointercancel"] as const)
    canvas.addEventListener(end, (event) => {
      if (event.pointerId !== drawing?.pointerId) return;
      drawing = undefined;
      pad.penUp(event.timeStamp);
    });

  // Safari scrolls on some touches in spite of touch-action.
  canvas.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });

  function noteStylus({ pointerType, timeStamp }: PointerEvent): void {
    if (pointerType === "pen") stylusSeen = timeStamp;
  }

  function position({ clientX, clientY, pointerType, pressure }: PointerEvent): Point {
    const box = canvas.getBoundingClientRect();
    // The middle of the box is the middle of the pad however it is turned; only the box is larger then.
    const { a, b, c, d } = unturn.inverse();
    const side = (box.width + box.height) / (Math.abs(a) + Math.abs(b) + Math.abs(c) + Math.abs(d));
    const from = unturn.transformPoint({
      x: (clientX - box.left - box.width / 2) / side,
      y: (clientY - box.top - box.height / 2) / side,
    });
    const [x, y] = [tenths((from.x + 0.5) * padUnits), tenths((from.y + 0.5) * padUnits)];
    return pointerType === "pen" ? [x, y, pressure] : [x, y]; // others report a constant
  }
}

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

const tenths = (value: number) => Math.round(value * 10) / 10;
