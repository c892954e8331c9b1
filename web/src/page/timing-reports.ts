// Reports of how long answers take, to the collector that the site's owner named when building: histograms, nothing of
// what was drawn or read, and nothing that tells one visitor from another. The visitor sees it, can switch it off, and
// whose browser asks for privacy (Global Privacy Control) is never asked. A build without a collector holds none of it.

import type { LoadedRecognizer } from "../core/index.ts";
import { find } from "../site/find.ts";
import { keep, recall } from "../storage/keep.ts";
import { Histogram } from "./histogram.ts";
import { metricsRequest } from "./otlp.ts";
import type { Timed } from "./speed.ts";
import type { Texts } from "./texts.ts";
import sentences from "./timing-reports.json";

declare global {
  interface Navigator {
    readonly globalPrivacyControl?: boolean;
  }
}

/** What browsers let a page send as it leaves. */
export const beaconLimit = 65_536;

/** Returns what wants to hear of every duration, in milliseconds. */
export function connectTimingReports(
  endpoint: string,
  { recognizer, binary }: LoadedRecognizer,
  texts: Texts,
): (stage: Timed, duration: number) => void {
  const refused = navigator.globalPrivacyControl === true;
  let enabled = !refused && recall("reports") !== "off";
  let stages = new Map<Timed, Histogram>();
  let from = Date.now();
  const forget = () => {
    stages = new Map();
    from = Date.now();
  };

  showSwitch(endpoint, texts, enabled, refused, (on) => {
    enabled = on;
    keep("reports", on ? undefined : "off");
    forget();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || stages.size === 0) return;
    const resource = {
      "service.name": "emnist-edge",
      "emnist.binary": binary,
    };
    const version = recognizer.modelVersion;
    if (send(endpoint, metricsRequest({ version, resource, stages, from, to: Date.now() }))) forget();
  });

  return (stage, duration) => {
    if (!enabled) return;
    const histogram = stages.get(stage) ?? new Histogram();
    stages.set(stage, histogram);
    histogram.add(duration);
  };
}

/** Whether the browser took it. */
function send(endpoint: string, request: object): boolean {
  const report = new Blob([JSON.stringify(request)], { type: "application/json" });
  return report.size <= beaconLimit && navigator.sendBeacon(endpoint, report);
}

function showSwitch(
  endpoint: string,
  texts: Texts,
  enabled: boolean,
  refused: boolean,
  onSwitch: (on: boolean) => void,
): void {
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.id = "reports";
  box.checked = enabled;
  box.disabled = refused;
  box.addEventListener("change", () => onSwitch(box.checked));
  const sentence = document.createElement("span");
  label.append(box, sentence);
  label.className = "switch";
  find("privacy").after(label);
  const { host } = new URL(endpoint);
  texts.whenSpoken(() => {
    const say = (key: keyof typeof sentences) => sentences[key][texts.language].replace("{host}", host);
    sentence.textContent = refused ? say("refused") : say("reports");
  });
}
