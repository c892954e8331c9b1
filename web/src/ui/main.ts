// The page: hands what is drawn or shown to the recogniser and its answer to the view, live while the pen moves. What
// the first answer does not need is fetched after it.

import { EmnistError, type Loaded, loadRecognizer, type Recognizer } from "../core/index.ts";
import { AnswerView } from "./answer.ts";
import { files } from "./files.ts";
import { find } from "./find.ts";
import { Pad, type PadChange } from "./pad.ts";
import { connectSources } from "./sources.ts";
import { Texts } from "./texts.ts";
import { connectTools } from "./tools.ts";

const status = find("status");
const texts = new Texts();
const answerView = new AnswerView(texts);
const pad = new Pad(find<HTMLCanvasElement>("ink"), showAnswer);
const updateTools = connectTools(pad);
let recognizer: Recognizer | undefined;
let onAnswer: (change: PadChange) => void = () => {};

loadRecognizer(files).then(begin, report);
connectSources(showPicture);
find("sample").addEventListener("click", async () => {
  const { showSample } = await import("./sample.ts");
  showSample(pad);
});

async function begin(loaded: Loaded): Promise<void> {
  const ready = performance.now();
  recognizer = loaded.recognizer;
  status.textContent = texts.say("ready");
  pad.announce(); // answers what was drawn meanwhile
  const { SpeedPanel } = await import("./speed.ts");
  const speed = new SpeedPanel(loaded, texts, ready);
  onAnswer = (change) => speed.answered(change);
}

/** Runs in the frame that paints the change, so that ink and answer reach the screen together. */
function showAnswer(change: PadChange): void {
  const { strokes, picture, settled } = change;
  updateTools();
  find("pad").dataset.empty = String(pad.empty);
  if (pad.empty) answerView.clear();
  if (pad.empty || !recognizer) return;
  try {
    const answer = picture ? recognizer.recognizePicture(picture) : recognizer.recognizeStrokes(strokes);
    answerView.show(answer);
    if (settled) status.textContent = answerView.sentence(answer);
    onAnswer(change);
  } catch (error) {
    answerView.clear();
    report(error);
  }
}

async function showPicture(file: Blob): Promise<void> {
  try {
    const { readPicture } = await import("./picture.ts");
    pad.show(await readPicture(file));
  } catch (error) {
    report(error);
  }
}

function report(error: unknown): void {
  if (!(error instanceof EmnistError)) throw error;
  status.textContent = error.sentence;
}
