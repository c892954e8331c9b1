// "emnist-edge/line": lines of handwriting, printed or joined, wherever JavaScript runs. As with the front door, its types
// name nothing that only a browser has.

export type { Point, Stroke } from "../core/ink.ts";
export type { InkRange, LineAnswer, LineCharacter, LineText } from "../core/line-answer.ts";
export type { Source } from "../core/source.ts";
export { EmnistError, type ErrorCode } from "../core/status.ts";
export type { NamedPoint, PointGroup, StrokesInput } from "./input.ts";
export type { LineFiles } from "./line-files.ts";
export { createLineRecognizer, type LineRecognizer, type ReadLineOptions } from "./line-recognizer.ts";
