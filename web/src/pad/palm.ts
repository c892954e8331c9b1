// The hand that holds a stylus touches the pad, too.

/** A touch so soon after the stylus was near is that hand. */
const palmMilliseconds = 500;

/** Watches for a stylus on `canvas`. Returns what says of a pointer that it is the hand beside it. */
export function palmRest(canvas: HTMLCanvasElement): (pointer: PointerEvent) => boolean {
  let stylusSeen = Number.NEGATIVE_INFINITY;
  for (const type of ["pointerdown", "pointermove"] as const)
    canvas.addEventListener(type, ({ pointerType, timeStamp }) => {
      if (pointerType === "pen") stylusSeen = timeStamp;
    });
  return ({ pointerType, timeStamp }) => pointerType === "touch" && timeStamp - stylusSeen < palmMilliseconds;
}
