// Lines for the handwriting interfaces: what their hints mean to the reader of lines, and what its answers mean to them.

import type { Stroke } from "../core/ink.ts";
import type { InkRange, LineCharacter } from "../core/line-answer.ts";
import { inCaseOf, wantsSpace } from "../core/line-context.ts";
import type { HandwritingPrediction, HandwritingSegment } from "./handwriting-types.ts";
import type { LineFiles } from "./line-files.ts";
import { createLineRecognizer } from "./line-recognizer.ts";

export interface TextHints {
  /** How many predictions at most. */
  readonly alternatives: number;
  /** "number", "email" or anything else. */
  readonly type: string;
  /** What may be answered; everything when it is empty. */
  readonly graphemes: readonly string[];
  /** What stands before the text. */
  readonly context: string;
}

export interface TextReader {
  /** Throws EmnistError about the ink. */
  read(strokes: readonly Stroke[], hints: TextHints): HandwritingPrediction[];
  dispose(): void;
}

/** As many as the reader ever names: the context may prefer another than the first. */
const all = 8;

/** Rejects with EmnistError. */
export async function createTextReader(files: LineFiles): Promise<TextReader> {
  const recognizer = await createLineRecognizer(files);

  /** What of the hints' characters can be read, as an alphabet; undefined for everything. */
  function alphabetOf({ type, graphemes }: TextHints): string | undefined {
    const known = graphemes.filter((one) => recognizer.characters.includes(one));
    if (known.length > 0) return known.sort((one, other) => Number(one === "-") - Number(other === "-")).join(""); // no range
    if (type === "number") return "0-9.";
    return type === "email" ? "A-Za-z0-9@._+-" : undefined;
  }

  return {
    read(strokes, hints) {
      const alphabet = alphabetOf(hints);
      const { texts, characters } = recognizer.recognize(strokes, { alternatives: all, alphabet });
      const fitting = alphabet === undefined ? inCaseOf(hints.context, texts) : texts;
      return fitting.slice(0, hints.alternatives).map(({ text }) => {
        const space = alphabet === undefined && wantsSpace(hints.context, text) ? " " : "";
        return { text: space + text, segmentationResult: segments(text, characters, space.length) };
      });
    },
    dispose: () => recognizer.dispose(),
  };
}

/** Character by character; a text of another length than the best was read from the ink in another way. */
function segments(text: string, best: readonly LineCharacter[], shift: number): HandwritingSegment[] {
  if (text.length !== best.length) return [];
  return best.map(({ strokes }, index) => ({
    grapheme: text[index] ?? "",
    beginIndex: index + shift,
    endIndex: index + 1 + shift,
    drawingSegments: strokes.map(drawingSegment),
  }));
}

const drawingSegment = ([strokeIndex, first, last]: InkRange) => ({
  strokeIndex,
  beginPointIndex: first,
  endPointIndex: last + 1,
});
