// The page: hands what is drawn or shown to the recogniser and its answer to the view, live while the pen moves. What
// the first answer does not need is fetched after it.

import { type Answer, EmnistError, type Loaded, loadRecognizer, type Recognizer } from "../core/index.ts";
import { AnswerView } from "./answer.ts";
import { files } from "./files.ts";
import { find } from "./find.ts";
import { connectKeyboard } from "./keyboard-pen.ts";
import { connectLanguage } from "./language.ts";
import { Pad, type PadChange } from "./pad.ts";
import { connectPointer } from "./pointer-pen.ts";
import { connectSources } from "./sources.ts";
import { StatusLine } from "./status-line.ts";
import { Texts } from "./texts.ts";
import { connectTools } from "./tools.ts";

const texts = new Texts();
const status = new StatusLine(find("status"), texts);
const answerView = new AnswerView(texts);
const canvas = find<HTMLCanvasElement>("ink");
const pad = new Pad(canvas, showAnswer);
connectPointer(canvas, pad);
connectKeyboard(canvas, pad);
const updateTools = connectTools(pad);
let recognizer: Recognizer | undefined;
let onAnswer: (change: PadChange, answer: Answer) => void = () => {};

connectLanguage(texts);
connectSources(showPicture);
find("sample").addEventListener("click", async () => {
  const { showSample } = await import("./sample.ts");
  showSample(pad);
});
loadRecognizer(files).then(begin, report);

async function begin(loaded: Loaded): Promise<void> {
  const ready = performance.now();
  recognizer = loaded.recognizer;
  status.show(() => texts.say("ready"));
  texts.whenSpoken(() => pad.announce()); // answers what was drawn meanwhile, and again in another language
  const { furnish } = await import("./after.ts");
  onAnswer = furnish(loaded, texts, ready, (key) => status.show(() => texts.say(key)));
  pad.announce();
  if (new URLSearchParams(location.search).has("selfcheck")) (await import("./selfcheck.ts")).selfcheck();
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
    if (settled) status.show(() => answerView.sentence(answer), answer.sure);
    onAnswer(change, answer);
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
  status.show(() => texts.sentence(error));
}
