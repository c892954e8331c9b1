// The keyboard moves the pad's pen: arrow keys straight, the keys at the number pad's corners askew, Space puts it down
// and lifts it. Whoever cannot point can draw.

import { type Pad, padUnits } from "./pad.ts";

const step = padUnits / 20;
const smallStep = padUnits / 100;

const directions: Record<string, readonly [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  Home: [-1, -1],
  PageUp: [1, -1],
  End: [-1, 1],
  PageDown: [1, 1],
};

export function connectKeyboard(canvas: HTMLCanvasElement, pad: Pad): void {
  let [x, y] = [padUnits / 2, padUnits / 2];

  canvas.addEventListener("keydown", (event) => {
    const direction = directions[event.key];
    if (event.key !== " " && !direction) return;
    event.preventDefault(); // the page would scroll
    if (direction) move(direction, event.shiftKey ? smallStep : step, event.timeStamp);
    else if (pad.drawing) pad.penUp(event.timeStamp);
    else pad.penDown([x, y], event.timeStamp);
    pad.showCursor([x, y]);
  });
  canvas.addEventListener("blur", (event) => {
    pad.penUp(event.timeStamp);
    pad.showCursor(undefined);
  });

  function move([right, below]: readonly [number, number], distance: number, time: number): void {
    x = within(x + right * distance);
    y = within(y + below * distance);
    if (pad.drawing) pad.penTo([x, y], time);
  }
}

const within = (position: number) => Math.min(padUnits, Math.max(0, position));
