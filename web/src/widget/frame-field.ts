// What a frame shows: a field for characters (frame-pad.ts) or for a line (frame-line.ts), in the terms of the frame's
// protocol. Who is told of it, and what a host may ask, is frame.ts's business.

import type { Stroke } from "../core/ink.ts";
import type { EmnistLineElement } from "./line/element.ts";
import type { EmnistPadElement } from "./pad-element.ts";
import type { AnswerMessage } from "./protocol.ts";

/** What ink may mean. */
export type Reading = Pick<AnswerMessage, "alternatives" | "texts" | "sure" | "rejected" | "outside">;

export interface FrameFieldListener {
  /** `settled` is false while the pen is down. */
  ink(strokes: readonly Stroke[], cell: number, settled: boolean): void;
  /** `settled` is false while the pen may come back. */
  reading(reading: Reading, settled: boolean): void;
}

export interface FrameField {
  readonly element: EmnistPadElement | EmnistLineElement;
  /** What is told of what no pen wrote. */
  readonly noReading: Reading;
  /** Whether everything is there that is asked for. */
  readonly complete: boolean;
  /** Asks for so many characters. */
  ask(length: number): void;
  listen(listener: FrameFieldListener): void;
  /** Fetches what reads, if it is not there; rejects with EmnistError. */
  load(): Promise<unknown>;
  /** Has the frame's worker keep what only this field needs; gives whether it is kept already. */
  keep(): Promise<boolean>;
}
