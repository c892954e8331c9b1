// The page: hands what is drawn or shown to the recogniser and its answer to the view, live while the pen moves. What
// the first answer does not need is fetched after it.

import { EmnistError, type LoadedRecognizer, loadRecognizer, type Recognizer } from "../core/index.ts";
import { files } from "../files/files.ts";
import { connectKeyboard } from "../pad/keyboard-pen.ts";
import { Pad, type PadChange } from "../pad/pad.ts";
import { connectPointer } from "../pad/pointer-pen.ts";
import { find } from "../site/find.ts";
import { connectLanguage } from "../site/language.ts";
import { afterPaint } from "./after-paint.ts";
import { AnswerView, shownAlternatives } from "./answer-view.ts";
import { fetchPart, untilReachable } from "./fetch-part.ts";
import { connectMode } from "./mode.ts";
import type { Photographs } from "./photographs/photographs.ts";
import type { Practice } from "./practice/practice.ts";
import { connectSides } from "./sides.ts";
import { connectSources } from "./sources.ts";
import { StatusLine } from "./status-line.ts";
import { Texts } from "./texts.ts";
import { type PageAnswer, unlessTooSmall } from "./too-small.ts";
import { connectTools } from "./tools.ts";

/** How long what the first answer does not need waits for it, in milliseconds: without ink, and with ink to answer. */
const patience = { empty: 1000, drawn: 10_000 };

const texts = new Texts();
const loading = untilReachable(() => loadRecognizer(files), sayError); // first of all: it takes longest
const status = new StatusLine(find("status"), texts);
const answerView = new AnswerView(texts);
const canvas = find<HTMLCanvasElement>("ink");
const pad = new Pad(canvas, showAnswer);
pad.follow();
connectPointer(canvas, pad);
connectKeyboard(canvas, pad);
const updateTools = connectTools(pad, canvas);
let recognizer: Recognizer | undefined;
/** There with the first picture. */
let photographs: Photographs | undefined;
/** There with the first letter that is practised. */
let practice: Practice | undefined;
/** Hears of every change of the pad, with its answer when there is one. */
let onChange: (change: PadChange, answer: PageAnswer | undefined) => void = () => {};
let latest: Parameters<typeof onChange> | undefined;

connectLanguage(texts);
connectSides();
connectMode(async () => {
  const part = await untilReachable(() => fetchPart(import("./lines/lines.ts")), sayError);
  return part?.buildLines(texts);
});
connectSources((file) => (isInkFile(file) ? openInk(file) : showPicture(file)));
find("sample").addEventListener("click", () => {
  fetchPart(import("./sample.ts")).then(({ showSample }) => showSample(pad), sayError);
});
find("practise").addEventListener("click", () => {
  fetchPart(import("./practice/practice.ts").then(({ practise }) => practise(pad, texts))).then((begun) => {
    practice = begun;
  }, sayError);
});
find("camera").addEventListener("click", () => {
  const refused = () => status.show(() => texts.say("cameraRefused"), "error");
  fetchPart(import("./camera.ts")).then(({ openCamera }) => openCamera(showPicture, refused), sayError);
});
loading.then(begin);

async function begin(loaded: LoadedRecognizer | undefined): Promise<void> {
  if (!loaded) return;
  const ready = performance.now();
  recognizer = loaded.recognizer;
  status.show(() => texts.say("ready"));
  const firstAnswer = new Promise<number | undefined>((resolve) => {
    onChange = ({ time }, answer) => {
      if (answer) afterPaint(() => resolve(time && performance.now() - time));
    };
    setTimeout(resolve, pad.empty ? patience.empty : patience.drawn);
  });
  texts.whenSpoken(() => pad.announce()); // answers what was drawn meanwhile, and again in another language
  const first = await firstAnswer;
  const after = await untilReachable(() => fetchPart(import("./after-first-answer.ts")), sayError);
  if (!after) return;
  onChange = after.connectAfterFirstAnswer(loaded, { ready, first }, texts, answerView, status, pad);
  if (latest) onChange({ ...latest[0], time: undefined }, latest[1]); // what it came too late for
  if (new URLSearchParams(location.search).has("selfcheck"))
    fetchPart(import("./selfcheck.ts")).then(({ selfcheck }) => selfcheck(texts, status), sayError);
}

/** Runs in the frame that paints the change, so that ink and answer reach the screen together. */
function showAnswer(change: PadChange): void {
  updateTools();
  find("pad").dataset.empty = String(pad.empty);
  const answer = ask(change);
  if (answer) answerView.show(answer);
  else answerView.clear();
  photographs?.update(change.picture);
  practice?.update(change, answer);
  if (pad.empty && recognizer) status.show(() => texts.say("ready"));
  if (answer && change.settled) status.show(() => answerView.sentence(answer), "quiet");
  latest = [change, answer];
  onChange(change, answer);
}

function ask({ strokes, picture, settled }: PadChange): PageAnswer | undefined {
  if (!recognizer || pad.empty) return undefined;
  try {
    const options = { alternatives: shownAlternatives };
    if (picture && photographs) return photographs.answer(picture, recognizer, options);
    const answer = recognizer.recognizeStrokes(strokes, options);
    return settled ? unlessTooSmall(answer, strokes) : answer;
  } catch (error) {
    sayError(error);
    return undefined;
  }
}

const isInkFile = ({ name, type }: File) => type === "application/json" || /\.jsonl?$/i.test(name);

async function openInk(file: File): Promise<void> {
  try {
    const part = await fetchPart(import("./ink-files/ink-files.ts"));
    await part.openInk(file, pad, texts, status);
  } catch (error) {
    sayError(error);
  }
}

async function showPicture(source: Blob | HTMLVideoElement): Promise<void> {
  try {
    if (!photographs) status.show(() => texts.say("fetchingPictures"));
    const { openPhotographs } = await fetchPart(import("./photographs/photographs.ts"));
    photographs = await openPhotographs(pad, texts);
    await photographs.show(source);
  } catch (error) {
    if (error instanceof EmnistError && error.code === "unreachable")
      status.show(() => texts.say("picturesUnreachable"), "error");
    else sayError(error);
  }
}

function sayError(error: unknown): void {
  if (!(error instanceof EmnistError)) throw error;
  status.show(() => texts.sentence(error), "error");
}
