// "emnist-edge/frame": for pages that hold the frame of a site that serves it. Its messages are docs/protocol.md's.

export type { Rejection } from "../core/answer.ts";
export { type FrameMessage, type FrameMode, PadFrame, type PadFrameEvents, type Settings } from "../widget/host.ts";
