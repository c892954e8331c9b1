// The dictionaries of the WICG Handwriting Recognition API, member for member.

export interface HandwritingModelConstraint {
  /** BCP 47 language tags, all of which must be known. */
  languages: readonly string[];
}

export type HandwritingRecognitionType = "text" | "per-character";
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
  recognitionType?: string;
  inputType?: string;
  /** Of earlier drafts: the characters that may be answered. */
  graphemeSet?: readonly string[];
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
