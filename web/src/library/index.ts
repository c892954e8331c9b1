// The package's front door: characters read by one call, wherever JavaScript runs. Its types name nothing that only a
// browser has, so that they hold under node, too.

export type { Alternative, Answer, Picture, Rejection } from "../core/answer.ts";
export type { Example } from "../core/examples.ts";
export type { Point, Stroke } from "../core/ink.ts";
export { displayLabel } from "../core/labels.ts";
export type { Source } from "../core/source.ts";
export { EmnistError, type ErrorCode } from "../core/status.ts";
export type { Files } from "./files.ts";
export type { Bitmap, NamedPoint, PointGroup, RecognizerInput, StrokesInput } from "./input.ts";
export { createRecognizer, type RecognizeOptions, type Recognizer } from "./recognizer.ts";
