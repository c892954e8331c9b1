// What the other folders use most of core; some modules are imported by their own names, to keep what is fetched small.

export type { Alphabet } from "./alphabet.ts";
export { alphabetOf } from "./alphabet-spec.ts";
export type { Alternative, Answer, Picture, RecognizeOptions, Rejection } from "./answer.ts";
export type { Golden, GoldenCase } from "./golden.ts";
export { selfTest } from "./golden.ts";
export type { Point, Stroke } from "./ink.ts";
export { displayLabel } from "./labels.ts";
export { glyphSide, maxInkPoints, maxInkStrokes, maxPictureSide } from "./limits.ts";
export type { LoadedRecognizer, RecognizerFiles } from "./load.ts";
export { loadRecognizer } from "./load.ts";
export { lookAlike } from "./look-alikes.ts";
export { Recognizer, type Stage } from "./recognizer.ts";
export { simdIsSupported } from "./simd.ts";
export type { Source } from "./source.ts";
export { type Binary, type BinaryName, startModule } from "./start.ts";
export type { ErrorCode } from "./status.ts";
export { EmnistError } from "./status.ts";
