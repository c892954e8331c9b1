// The model card: what the network is, how well it reads and by whose figures, how long it takes here and now, and the
// pictures behind the figures, each fetched when it is asked for. Fetched itself when the panel is opened.

import card, { plots } from "emnist:card";
import { EmnistError, type LoadedRecognizer, selfTest } from "../core/index.ts";
import { files } from "../files/files.ts";
import { find } from "../site/find.ts";
import { quantile, runBenchmark, wholeAnswers } from "./benchmark.ts";
import { clockTick } from "./clock.ts";
import type { TextKey, Texts } from "./texts.ts";

/** The parts of models/model-card.json that are shown; scripts/train/card writes it. Shares run from 0 to 1. */
export interface ModelCard {
  readonly model: {
    readonly version: string;
    readonly parameters: number;
    readonly macs: number;
    readonly bytes: number;
  };
  readonly measurements: readonly Measurement[];
  readonly honesty: {
    readonly calibration_error: number;
    /** Called "not sure": of what is no character, by kind, and of real characters. */
    readonly nothing_flagged: { readonly scribbles: { readonly share: number } };
    readonly real_flagged: number;
  };
  readonly attribution: string;
  readonly license: string;
}

export interface Measurement {
  readonly set: string;
  readonly n: number;
  readonly top1: number;
  /** 95 %; null for pen sets whose interval was not computed over writers. */
  readonly top1_interval: readonly [number, number] | null;
  readonly top3: number;
  /** Whether the set was kept away from every choice until the end; else it is a validation set. */
  readonly final: boolean;
}

/** Few enough to be done within a few frames. */
const rounds = 25;
/** Where clocks tick slowly even few batches would take long. */
const coarsestTick = 0.2;

export function showModelCard(loaded: LoadedRecognizer, texts: Texts, drawn: () => boolean): void {
  const latency = element("dd", "…");
  const body = find("card-body");
  const shown = new Picture(texts);
  texts.whenSpoken(() => body.replaceChildren(...sayWhat(texts, latency), linksTo(shown, texts), shown.figure));
  measure(loaded, drawn()).then((median) => {
    if (Number.isNaN(median)) return; // the page was hidden all the while
    texts.whenSpoken(() => {
      latency.textContent = median === undefined ? texts.say("belowClock") : texts.duration(median);
    });
  });
}

/** The median time of one answer in milliseconds, if this clock can tell. */
async function measure({ recognizer }: LoadedRecognizer, drawn: boolean): Promise<number | undefined> {
  const tick = clockTick();
  if (tick > coarsestTick) return undefined;
  if (!drawn) selfTest(recognizer, files.golden); // something must lie in the recogniser's buffers
  const result = await runBenchmark(recognizer, tick, new AbortController().signal, () => {}, rounds);
  return quantile(wholeAnswers(result), 0.5);
}

function sayWhat(texts: Texts, latency: HTMLElement): Node[] {
  const { model, honesty, attribution, license } = card;
  const facts: [string, string | HTMLElement][] = [
    [texts.say("cardParameters"), texts.count(model.parameters)],
    [texts.say("cardWork"), texts.count(model.macs)],
    [texts.say("cardSize"), texts.kilobytes(model.bytes)],
    [texts.say("cardLatency"), latency],
    [texts.say("cardCalibration"), precise(honesty.calibration_error, texts)],
    [
      texts.say("cardUnsure"),
      texts.say("cardUnsureShares", {
        scribbles: texts.percent(honesty.nothing_flagged.scribbles.share),
        characters: texts.percent(honesty.real_flagged),
      }),
    ],
    [texts.say("cardVersion"), model.version],
    [texts.say("cardLicence"), license],
  ];
  const final = card.measurements.some((measurement) => measurement.final);
  return [
    accuracyTable(texts),
    note(texts.say(final ? "cardHoldOut" : "cardValidationOnly")),
    definitions(facts),
    note(`${texts.say("cardData")} ${attribution}.`),
  ];
}

function accuracyTable(texts: Texts): HTMLElement {
  const cells = (kind: "td" | "th", values: readonly string[]) => values.map((value) => element(kind, value));
  const table = element("table");
  const head = element("tr", ...cells("th", [texts.say("cardSet"), "n", "top-1", "95 %", "top-3"]));
  for (const cell of head.children) cell.setAttribute("scope", "col");
  const rows = card.measurements.map(({ set, n, top1, top1_interval, top3 }) => {
    const name = element("th", set);
    name.setAttribute("scope", "row");
    const [low = "", high = ""] = top1_interval?.map((end) => precise(end, texts)) ?? [];
    const interval = low && `${low.replace(/\s?%/, "")}–${high}`; // "88.2–89.6%"
    return element("tr", name, ...cells("td", [texts.count(n), precise(top1, texts), interval, precise(top3, texts)]));
  });
  table.className = "accuracy";
  table.append(element("thead", head), element("tbody", ...rows));
  return table;
}

/** The pictures' links work as links too: in another tab, copied, saved. */
function linksTo(picture: Picture, texts: Texts): HTMLElement {
  const links = plots.map(({ name, url }) => {
    const link = element("a", plotName(name, texts)) as HTMLAnchorElement;
    link.href = url;
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      picture.show(url, plotName(name, texts));
    });
    return element("li", link);
  });
  const list = element("ul", ...links);
  list.className = "plots";
  return list;
}

const plotKeys: Readonly<Record<string, TextKey>> = {
  confusion: "plotConfusion",
  reliability: "plotReliability",
  parameters: "plotParameters",
  training: "plotTraining",
  "robustness-rotation": "plotRotation",
  "robustness-shift": "plotShift",
  "robustness-size": "plotSize",
  "robustness-stroke": "plotStroke",
  "robustness-noise": "plotNoise",
};

/** A plot that the card has gained since goes by its file's name. */
function plotName(name: string, texts: Texts): string {
  const key = plotKeys[name];
  return key ? texts.say(key) : name;
}

/** One picture at a time; none until a link is followed. */
class Picture {
  readonly figure = element("figure");
  readonly #image = document.createElement("img");
  readonly #caption = element("figcaption");

  constructor(texts: Texts) {
    this.figure.className = "plot";
    this.figure.hidden = true;
    this.figure.append(this.#image, this.#caption);
    this.#image.addEventListener("error", () => {
      this.#caption.textContent = texts.sentence(new EmnistError("unreachable")); // the worker keeps no pictures
    });
  }

  show(url: string, description: string): void {
    this.#caption.textContent = "";
    this.#image.src = url;
    this.#image.alt = description;
    this.figure.hidden = false;
  }
}

/** 0.889323 → "88.9%" */
const precise = (share: number, texts: Texts) =>
  share.toLocaleString(texts.language, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });

function definitions(facts: readonly [string, string | HTMLElement][]): HTMLElement {
  const list = element("dl");
  for (const [term, value] of facts)
    list.append(element("div", element("dt", term), typeof value === "string" ? element("dd", value) : value));
  return list;
}

function note(text: string): HTMLElement {
  const paragraph = element("p", text);
  paragraph.className = "note";
  return paragraph;
}

function element(name: string, ...content: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}
