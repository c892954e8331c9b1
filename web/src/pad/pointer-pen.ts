// Mouse, finger or stylus moves the pad's pen: one at a time, and never the hand that rests beside the stylus.

import type { Point } from "../core/index.ts";
import { type Pad, padUnits } from "./pad.ts";

/** A touch so soon after the stylus was near is the hand that holds it. */
const palmMilliseconds = 500;
const eraserButton = 5; // of a stylus turned upside down

export function connectPointer(canvas: HTMLCanvasElement, pad: Pad): void {
  let drawing: number | undefined; // the pointer that does
  let stylusSeen = Number.NEGATIVE_INFINITY;

  canvas.addEventListener("pointerdown", (event) => {
    noteStylus(event);
    const palm = event.pointerType === "touch" && event.timeStamp - stylusSeen < palmMilliseconds;
    if (drawing !== undefined || !event.isPrimary || palm) return;
    if (event.button !== 0 && event.button !== eraserButton) return;
    drawing = event.pointerId;
    canvas.setPointerCapture(drawing);
    pad.penDown(position(event), event.timeStamp, pad.erasing || event.button === eraserButton);
  });

  canvas.addEventListener("pointermove", (event) => {
    noteStylus(event);
    if (event.pointerId !== drawing) return;
    const coalesced = event.getCoalescedEvents?.() ?? []; // Safari may lack it, or give none
    for (const step of coalesced.length > 0 ? coalesced : [event]) pad.penTo(position(step), event.timeStamp);
  });

  for (const end of ["pointerup", "pointercancel"] as const)
    canvas.addEventListener(end, (event) => {
      if (event.pointerId !== drawing) return;
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
    const x = tenths(((clientX - box.left) / box.width) * padUnits);
    const y = tenths(((clientY - box.top) / box.height) * padUnits);
    return pointerType === "pen" ? [x, y, pressure] : [x, y]; // others report a constant
  }
}

const tenths = (value: number) => Math.round(value * 10) / 10;
