// Two fingers move a sheet for lines sideways, one writes. What the first had begun when the second came was not meant.

import { palmRest } from "./palm.ts";

/** Fingers that come down so soon after one another move the sheet; one that comes later is the hand beside the other. */
const togetherMilliseconds = 250;

export interface Pannable {
  dropStroke(): void;
  /** Shows what lies so many pixels further right, or left when negative. */
  shift(pixels: number): void;
}

export function connectPan(canvas: HTMLCanvasElement, sheet: Pannable): void {
  const fingers = new Map<number, { x: number; readonly since: number }>();
  let panning = false;
  const isPalm = palmRest(canvas);

  canvas.addEventListener("pointerdown", (event) => {
    const { pointerId, pointerType, clientX, timeStamp } = event;
    if (pointerType !== "touch" || isPalm(event)) return;
    fingers.set(pointerId, { x: clientX, since: timeStamp });
    const [first] = fingers.values();
    panning = fingers.size === 2 && timeStamp - (first?.since ?? 0) < togetherMilliseconds;
    if (panning) sheet.dropStroke();
  });

  canvas.addEventListener("pointermove", (event) => {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    if (panning) sheet.shift((finger.x - event.clientX) / fingers.size);
    finger.x = event.clientX;
  });

  for (const end of ["pointerup", "pointercancel"] as const)
    canvas.addEventListener(end, ({ pointerId }) => {
      if (fingers.delete(pointerId)) panning = false;
    });
}
