// Everything the first answer does not need: the speed panel, the benchmark, verdicts, copying, offline use.

import { type Answer, displayLabel, type Loaded, lookAlike } from "../core/index.ts";
import { BenchmarkPanel } from "./benchmark-panel.ts";
import { find } from "./find.ts";
import { connectOffline } from "./offline.ts";
import type { PadChange } from "./pad.ts";
import { type Beginning, SpeedPanel } from "./speed.ts";
import type { TextKey, Texts } from "./texts.ts";
import { VerdictView } from "./verdict-view.ts";

/** Returns what wants to hear of each change of the pad, in the frame that paints it. */
export function furnish(
  loaded: Loaded,
  beginning: Beginning,
  texts: Texts,
  announce: (key: TextKey) => void,
): (change: PadChange, answer: Answer | undefined) => void {
  const speed = new SpeedPanel(loaded, beginning, texts);
  const verdicts = new VerdictView(loaded.recognizer, texts, announce);
  let last: Answer | undefined;
  new BenchmarkPanel(loaded, texts, () => last !== undefined);
  connectOffline(texts);
  find("copy").addEventListener("click", async () => {
    await navigator.clipboard.writeText(last?.alternatives[0]?.label ?? "");
    announce("copied");
  });
  return (change, answer) => {
    last = answer;
    if (answer) speed.answered(change);
    if (!change.settled) return;
    verdicts.ask(answer, change.strokes);
    find("lookalikes").textContent = answer ? lookalikeSentence(answer, texts) : "";
  };
}

function lookalikeSentence({ alternatives: [best, next] }: Answer, texts: Texts): string {
  if (!best || !next || !lookAlike(best.label, next.label)) return "";
  return texts.say("lookalikes", { a: displayLabel(best.label), b: displayLabel(next.label) });
}
