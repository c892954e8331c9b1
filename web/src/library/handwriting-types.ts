// The dictionaries of the WICG Handwriting Recognition API, member for member.

export interface HandwritingModelConstraint {
  /** BCP 47 language tags, all of which must be known. */
  languages: readonly string[];
}

/** "number" and "email" are text of digits and ".", or of what addresses are made of. */
export type HandwritingRecognitionType = "text" | "number" | "email" | "per-character";
export type HandwritingInputType = "mouse" | "stylus" | "touch";

export interface HandwritingRecognizerQueryResult {
  textAlternatives: boolean;
  textSegmentation: boolean;
  hints: HandwritingHintsQueryResult;
}

export interface HandwritingHintsQueryResult {
  recognitionType: HandwritingRecognitionType[];
  inputType: HandwritingInputType[];
  textContext: boolean;
  alternatives: boolean;
}

export interface HandwritingHints {
  /** "text" unless told. */
  recognitionType?: string;
  inputType?: string;
  /** Of earlier drafts: the characters that may be answered. */
  graphemeSet?: readonly string[];
  /** What stands before the text that is written: it decides on a space before it, and on the case of its first letter. */
  textContext?: string;
  /** How many predictions at most; 3 unless told. */
  alternatives?: number;
}

export interface HandwritingPoint {
  x: number;
  y: number;
  /** Milliseconds since any moment that the points of a drawing share. */
  t?: number;
}

export interface HandwritingPrediction {
  text: string;
  /** Empty where it is not known: of a text that has more or fewer characters than the best. */
  segmentationResult: HandwritingSegment[];
}

export interface HandwritingSegment {
  grapheme: string;
  /** Where in the text the grapheme begins, and where the next one would. */
  beginIndex: number;
  endIndex: number;
  drawingSegments: HandwritingDrawingSegment[];
}

export interface HandwritingDrawingSegment {
  strokeIndex: number;
  /** From the first point to the one after the last. */
  beginPointIndex: number;
  endPointIndex: number;
}
