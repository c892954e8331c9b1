// Reading lines: the page's second mode, fetched with its reader when it is first wanted. What is written meanwhile stays
// and is read as soon as it can be.

import { EmnistError } from "../../core/index.ts";
import { LineSheet } from "../../pad/line-sheet.ts";
import { connectPointer } from "../../pad/pointer-pen.ts";
import { find } from "../../site/find.ts";
import { keepUsed } from "../../storage/keep-used.ts";
import { fetchPart, untilReachable } from "../fetch-part.ts";
import { make } from "../make.ts";
import { StatusLine } from "../status-line.ts";
import type { Texts } from "../texts.ts";
import { connectTools } from "../tools.ts";
import { fetchReader } from "./fetch-reader.ts";
import style from "./lines.css?url";
import { LineSpeed } from "./speed.ts";
import { TextView } from "./text-view.ts";
import { LineTexts } from "./texts.ts";
import { connectUses } from "./uses.ts";
import { buildView, prefix } from "./view.ts";
import { LineWriting } from "./writing.ts";

/** Builds the part; gives what shows it in place of the part for characters, or that one again. */
export async function buildLines(pageTexts: Texts): Promise<(shown: boolean) => void> {
  const part = buildView();
  const texts = new LineTexts(pageTexts);
  texts.whenSpoken(() => texts.fill(part));
  const status = new StatusLine(find("line-status"), texts);
  const sayError = (error: unknown) => {
    if (!(error instanceof EmnistError)) throw error;
    status.show(() => texts.sentence(error), "error");
  };

  const canvas = find<HTMLCanvasElement>("line-ink");
  const sheet = new LineSheet(canvas, (change) => {
    updateTools();
    find("line-pad").dataset.empty = String(sheet.empty);
    writing.inkChanged(change);
  });
  sheet.follow();
  connectPointer(canvas, sheet);
  connectTurning(sheet);
  const updateTools = connectTools(sheet, canvas, prefix);
  const view = new TextView(texts);
  const writing = new LineWriting(sheet, view, texts, status, sayError);
  connectUses(() => view.text, texts, status);
  find("line-sample").addEventListener("click", () => {
    fetchPart(import("./sample.ts")).then(({ showSampleLine }) => showSampleLine(sheet), sayError);
  });

  let begun = false;
  const load = async () => {
    const progress = find<HTMLProgressElement>("line-progress");
    const loaded = await untilReachable(() => {
      status.show(() => texts.say("lineLoading"));
      return fetchReader((share) => {
        progress.hidden = false;
        progress.value = share;
      });
    }, sayError);
    progress.hidden = true;
    if (!loaded) return;
    status.show(() => texts.say("lineReady"));
    writing.begin(loaded.recognizer, new LineSpeed(loaded.recognizer, texts));
    await keepUsed("lines");
    find("line-kept").dataset.text = "lineKept";
    texts.fill(part);
  };

  // Pictures are of characters.
  for (const event of ["paste", "drop"] as const)
    addEventListener(event, (given) => {
      const { files } = (given instanceof ClipboardEvent ? given.clipboardData : given.dataTransfer) ?? {};
      if (files?.length && !part.hidden) find("mode").querySelector("input")?.click();
    });

  await styled();
  return (shown) => {
    part.hidden = !shown;
    find("characters").hidden = shown;
    if (!shown || begun) return;
    begun = true;
    load();
  };
}

/** Waits for the style: the part would be seen without it for a moment. Without a network it is shown all the same. */
async function styled(): Promise<void> {
  const link = make("link", { rel: "stylesheet", href: style });
  const settled = new Promise((resolve) => {
    for (const event of ["load", "error"]) link.addEventListener(event, resolve, { once: true });
  });
  document.head.append(link);
  await settled;
}

/** The buttons that show what is beyond the edges of the sheet. */
function connectTurning(sheet: LineSheet): void {
  const [earlier, later] = [find("line-earlier"), find("line-later")];
  const most = 0.7; // of what is seen, so that something of it still is
  earlier.addEventListener("click", () => sheet.turn(-most));
  later.addEventListener("click", () => sheet.turn(most));
  sheet.onMove = () => {
    const { left, right } = sheet.beyond;
    earlier.hidden = !left;
    later.hidden = !right;
  };
}
