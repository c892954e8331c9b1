// Everything the first answer does not need: the speed panel, the benchmark, verdicts, copying, offline use.

import english from "strings:page/en";
import { EmnistError, type LoadedRecognizer } from "../core/index.ts";
import type { Pad, PadChange } from "../pad/pad.ts";
import { find } from "../site/find.ts";
import type { AnswerView } from "./answer-view.ts";
import { BenchmarkPanel } from "./benchmark-panel.ts";
import { copy } from "./copy.ts";
import { fetchPart } from "./fetch-part.ts";
import { connectOffline } from "./offline.ts";
import { Recent } from "./recent.ts";
import { type Beginning, SpeedPanel, type Timed } from "./speed.ts";
import type { StatusLine } from "./status-line.ts";
import openPanels from "./style/open-panels.css?url";
import type { Texts } from "./texts.ts";
import type { PageAnswer } from "./too-small.ts";
import { VerdictView } from "./verdict-view.ts";

/** Returns what wants to hear of each change of the pad, in the frame that paints it. */
export function connectAfterFirstAnswer(
  loaded: LoadedRecognizer,
  beginning: Beginning,
  texts: Texts,
  answerView: AnswerView,
  status: StatusLine,
  pad: Pad,
): (change: PadChange, answer: PageAnswer | undefined) => void {
  let onTimed: (stage: Timed, duration: number) => void = () => {};
  if (otlpEndpoint !== "")
    import("./timing-reports.ts").then(
      ({ connectTimingReports }) => {
        onTimed = connectTimingReports(otlpEndpoint, loaded, texts);
      },
      () => {}, // then nothing is reported
    );
  texts.complete(english);
  styleOpenPanels();
  const speed = new SpeedPanel(loaded, beginning, texts, (stage, duration) => onTimed(stage, duration));
  const verdicts = new VerdictView(loaded.recognizer, texts, answerView, status);
  const recent = new Recent(texts, status);
  let last: PageAnswer | undefined;
  const drawn = () => last !== undefined;
  new BenchmarkPanel(loaded, texts, status, drawn);
  connectOffline(texts, status);
  showParameters(loaded, texts);
  whenOpened("card", texts, async () => {
    const { showModelCard } = await fetchPart(import("./model-card.ts"));
    showModelCard(loaded, texts, drawn);
  });
  let updateInk = () => {};
  whenOpened("ink-files", texts, async () => {
    const { buildInkPanel } = await fetchPart(import("./ink-files/ink-files.ts"));
    updateInk = buildInkPanel(pad, texts, status);
  });
  find("copy").addEventListener("click", () => copy(answerView.best, texts, status));
  return (change, answer) => {
    last = answer;
    if (answer) speed.answered(change);
    if (!change.settled) return;
    updateInk();
    verdicts.ask(answer, change.strokes);
    verdicts.onJudge = (label) => recent.note(change, label);
    recent.note(change, answerView.best);
  };
}

function styleOpenPanels(): void {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = openPanels;
  document.head.append(link);
}

function showParameters({ recognizer }: LoadedRecognizer, texts: Texts): void {
  texts.whenSpoken(() => {
    const count = texts.count(recognizer.parameters);
    find("card-gist").textContent = texts.say("cardGist", { count });
  });
}

/** What is in a panel comes when it is opened for the first time. */
function whenOpened(name: string, texts: Texts, build: () => Promise<void>): void {
  const panel = find<HTMLDetailsElement>(name);
  const show = async () => {
    if (!panel.open) return;
    try {
      await build();
      panel.removeEventListener("toggle", show);
    } catch (error) {
      if (!(error instanceof EmnistError)) throw error;
      find(`${name}-body`).textContent = texts.sentence(error); // opening it once more tries again
    }
  };
  panel.addEventListener("toggle", show);
  show();
}
