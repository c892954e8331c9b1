// Everything the first answer does not need: the speed panel, the benchmark, verdicts, copying, offline use.

import english from "strings:page/en";
import { type Answer, EmnistError, type LoadedRecognizer } from "../core/index.ts";
import type { PadChange } from "../pad/pad.ts";
import { find } from "../site/find.ts";
import type { AnswerView } from "./answer-view.ts";
import { BenchmarkPanel } from "./benchmark-panel.ts";
import { copy } from "./copy.ts";
import { fetchPart } from "./fetch-part.ts";
import { connectOffline } from "./offline.ts";
import { type Beginning, SpeedPanel, type Timed } from "./speed.ts";
import type { StatusLine } from "./status-line.ts";
import openPanels from "./style/open-panels.css?url";
import type { Texts } from "./texts.ts";
import { VerdictView } from "./verdict-view.ts";

/** Returns what wants to hear of each change of the pad, in the frame that paints it. */
export function connectAfterFirstAnswer(
  loaded: LoadedRecognizer,
  beginning: Beginning,
  texts: Texts,
  answerView: AnswerView,
  status: StatusLine,
): (change: PadChange, answer: Answer | undefined) => void {
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
  let last: Answer | undefined;
  const drawn = () => last !== undefined;
  new BenchmarkPanel(loaded, texts, status, drawn);
  connectOffline(texts, status);
  connectCard(loaded, texts, drawn);
  find("copy").addEventListener("click", () => copy(answerView.best, texts, status));
  return (change, answer) => {
    last = answer;
    if (answer) speed.answered(change);
    if (!change.settled) return;
    verdicts.ask(answer, change.strokes);
  };
}

function styleOpenPanels(): void {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = openPanels;
  document.head.append(link);
}

/** The model card comes when its panel is opened for the first time. */
function connectCard(loaded: LoadedRecognizer, texts: Texts, drawn: () => boolean): void {
  const panel = find<HTMLDetailsElement>("card");
  texts.whenSpoken(() => {
    const count = texts.count(loaded.recognizer.parameters);
    find("card-gist").textContent = texts.say("cardGist", { count });
  });
  const show = async () => {
    if (!panel.open) return;
    try {
      const { showModelCard } = await fetchPart(import("./model-card.ts"));
      showModelCard(loaded, texts, drawn);
      panel.removeEventListener("toggle", show);
    } catch (error) {
      if (!(error instanceof EmnistError)) throw error;
      find("card-body").textContent = texts.sentence(error); // opening it once more tries again
    }
  };
  panel.addEventListener("toggle", show);
  show();
}
