// What a consumer's compiler must accept, and what it must not. Never run.
import { type Answer, createRecognizer, displayLabel, EmnistError, type Recognizer, type Stroke } from "emnist-edge";
import {
  createHandwritingRecognizer,
  type HandwritingPrediction,
  HandwritingStroke,
  installHandwriting,
} from "emnist-edge/handwriting";
import { createLineRecognizer, type LineAnswer, type LineFiles, type LineRecognizer } from "emnist-edge/line";
import lineModel from "emnist-edge/line-model";
import lineWasm from "emnist-edge/line-wasm";
import lineWasmScalar from "emnist-edge/line-wasm-scalar";
import model from "emnist-edge/model";
import wasm from "emnist-edge/wasm";
import wasmScalar from "emnist-edge/wasm-scalar";
import words from "emnist-edge/words";

export async function read(strokes: readonly Stroke[]): Promise<string> {
  const recognizer: Recognizer = await createRecognizer({ wasm, wasmScalar, model });
  const answer: Answer = recognizer.recognize(strokes, { alternatives: 2, alphabet: "0-9" });
  recognizer.recognize([
    [
      [0, 0],
      [1, 1, 0.5],
    ],
  ]);
  recognizer.recognize({ width: 1, height: 1, data: new Uint8ClampedArray(4) });
  // @ts-expect-error: an alphabet is a string
  recognizer.recognize(strokes, { alphabet: 5 });
  // @ts-expect-error: a point is not a number
  recognizer.recognize([[1, 2]]);
  // @ts-expect-error: answers are not to be changed
  answer.sure = true;
  recognizer.dispose();
  const error = new EmnistError("unreachable");
  // @ts-expect-error: no such code
  if (error.code === "no-such-code") return error.sentence;
  return displayLabel(answer.alternatives[0]?.label ?? "");
}

export async function readLine(
  strokes: readonly Stroke[],
): Promise<readonly [stroke: number, first: number, last: number]> {
  const files: LineFiles = { wasm: lineWasm, wasmScalar: lineWasmScalar, model: lineModel, words };
  const recognizer: LineRecognizer = await createLineRecognizer(files);
  const answer: LineAnswer = recognizer.recognize(strokes, { alternatives: 2, alphabet: "0-9.", words: ["one"] });
  recognizer.recognize([[{ x: 0, y: 0 }], { points: [[1, 1]] }] as const, { words: false });
  // @ts-expect-error: words are a list
  recognizer.recognize(strokes, { words: "one" });
  // @ts-expect-error: answers are not to be changed
  answer.texts.pop();
  recognizer.dispose();
  return answer.characters[0]?.strokes[0] ?? [0, 0, answer.texts.length];
}

export async function handwriting(host: object): Promise<string | undefined> {
  installHandwriting(host);
  const recognizer = await host.createHandwritingRecognizer({ languages: ["en"] });
  const drawing = recognizer.startDrawing({ alternatives: 1 });
  const stroke = new HandwritingStroke();
  stroke.addPoint({ x: 1, y: 2, t: 3 });
  drawing.addStroke(stroke);
  const predictions: HandwritingPrediction[] = await drawing.getPrediction();
  await createHandwritingRecognizer({ languages: ["en"] }, { model, line: { model: lineModel } });
  // @ts-expect-error: languages are required
  await createHandwritingRecognizer({});
  return predictions[0]?.segmentationResult[0]?.grapheme;
}
