// Everything the first answer does not wait for: the speed panel, the benchmark, verdicts, copying, offline use. Fetched
// once the recogniser answers.

import { type Answer, displayLabel, type Loaded, lookAlike } from "../core/index.ts";
import { BenchmarkPanel } from "./benchmark-panel.ts";
import { find } from "./find.ts";
import { connectOffline } from "./offline.ts";
import type { PadChange } from "./pad.ts";
import { SpeedPanel } from "./speed.ts";
import type { TextKey, Texts } from "./texts.ts";
import { VerdictView } from "./verdict-view.ts";

/** Keeping the page for offline use shall not compete with a first answer, nor wait for one for ever. */
const patience = 3000;

/** Returns what wants to hear of each answer, in the frame that paints it. */
export function furnish(
  loaded: Loaded,
  texts: Texts,
  ready: number,
  announce: (key: TextKey) => void,
): (change: PadChange, answer: Answer) => void {
  const speed = new SpeedPanel(loaded, texts, ready);
  const verdicts = new VerdictView(loaded.recognizer, texts, announce);
  let last: Answer | undefined;
  new BenchmarkPanel(loaded, texts, () => last !== undefined);
  const goOffline = once(() => connectOffline(texts));
  setTimeout(goOffline, patience);
  find("copy").addEventListener("click", async () => {
    await navigator.clipboard.writeText(last?.alternatives[0]?.label ?? "");
    announce("copied");
  });
  return (change, answer) => {
    last = answer;
    speed.answered(change);
    if (!change.settled) return;
    goOffline();
    verdicts.ask(answer, change.strokes);
    find("lookalikes").textContent = lookalikeSentence(answer, texts);
  };
}

function lookalikeSentence({ alternatives: [best, next] }: Answer, texts: Texts): string {
  if (!best || !next || !lookAlike(best.label, next.label)) return "";
  return texts.say("lookalikes", { a: displayLabel(best.label), b: displayLabel(next.label) });
}

function once(task: () => void): () => void {
  let done = false;
  return () => {
    if (!done) task();
    done = true;
  };
}
