// Mouse, finger or stylus moves the pad's pen: one at a time on each pad, and never the hand that rests
// beside the stylus.

import type { Point } from "../core/index.ts";
import type { Pad } from "./pad.ts";
import { palmRest } from "./palm.ts";

const eraserButton = 5; // of a stylus turned upside down

/** Where a pointer is on the element, in parts of its sides. */
export type Locate = (event: PointerEvent, element: Element) => readonly [x: number, y: number];

/** For pads that no page turns. */
const inBox: Locate = ({ clientX, clientY }, element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [(clientX - left) / width, (clientY - top) / height];
};

/** `takes` says whether a pointer may draw. */
export function connectPointer(
  canvas: HTMLCanvasElement,
  pad: Pad,
  takes: (event: PointerEvent) => boolean = () => true,
  locate: Locate = inBox,
): void {
  let drawing: PointerEvent | undefined; // how the pointer that does came down
  const isPalm = palmRest(canvas);

  canvas.addEventListener("pointerdown", (event) => {
    if (isPalm(event) || !takes(event) || (event.button !== 0 && event.button !== eraserButton)) return;
    if (drawing && canvas.hasPointerCapture(drawing.pointerId)) {
      if (event.pointerType !== "pen" || drawing.pointerType !== "touch") return;
      pad.dropStroke(); // the hand came down before its pen did
    }
    drawing = event;
    canvas.setPointerCapture(drawing.pointerId);
    pad.penDown(position(event), event.timeStamp, pad.erasing || event.button === eraserButton);
  });

  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== drawing?.pointerId) return;
    const coalesced = event.getCoalescedEvents?.() ?? []; // Safari may lack it, or give none
    for (const step of coalesced.length > 0 ? coalesced : [event]) pad.penTo(position(step), step.timeStamp);
  });

  for (const end of ["pointerup", "pointercancel"] as const)
    canvas.addEventListener(end, (event) => {
      if (event.pointerId !== drawing?.pointerId) return;
      drawing = undefined;
      pad.penUp(event.timeStamp);
    });

  // Safari scrolls on some touches in spite of touch-action.
  canvas.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });

  function position(event: PointerEvent): Point {
    const [x, y] = pad.at(...locate(event, canvas)).map((place = 0) => Math.round(place * 10) / 10) as [number, number];
    return event.pointerType === "pen" ? [x, y, event.pressure] : [x, y]; // others report a constant
  }
}
