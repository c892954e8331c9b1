// The drawing as a file, to keep and to open, and to see written once more. Fetched when it is first wanted.

import english from "strings:page/en";
import type { Stroke } from "../../core/index.ts";
import { type Pad, padUnits } from "../../pad/pad.ts";
import { boxOf, sizeOf } from "../../practice/geometry.ts";
import { find } from "../../site/find.ts";
import { keepUsed } from "../../storage/keep-used.ts";
import { download } from "../download.ts";
import { framed } from "../framed.ts";
import { make } from "../make.ts";
import type { StatusLine } from "../status-line.ts";
import type { Texts } from "../texts.ts";
import { writeByItself } from "../write-by-itself.ts";
import { readInk } from "./read-ink.ts";
import { toJson, toPng, toSvg } from "./write-ink.ts";

/** Far more than a character is: a larger file is something else, and is not read. */
const mostBytes = 1_000_000;
/** In pad units: ink that lies on the pad and is at least as large stays where it is. */
const leastSize = 200;
/** A replay's points per second, and its seconds at most. */
const leastPace = 45;
const longestReplay = 4;

/** Puts the ink of a file on the pad, as a step that can be undone. Of any other file it says what was wanted. */
export async function openInk(file: Blob, pad: Pad, texts: Texts, status: StatusLine): Promise<void> {
  texts.complete(english); // a file may come before the first answer
  const strokes = file.size <= mostBytes ? readInk(await file.text()) : undefined;
  if (strokes) pad.edit((history) => history.replace(placed(strokes)));
  else status.show(() => texts.say("inkUnreadable"), "error");
}

function placed(strokes: readonly Stroke[]): readonly Stroke[] {
  const box = boxOf(strokes);
  const { left, right, top, bottom } = box;
  const isOnPad = left >= 0 && top >= 0 && right <= padUnits && bottom <= padUnits;
  return isOnPad && sizeOf(box) >= leastSize ? strokes : framed(strokes);
}

/** Fills the panel. Returns what wants to hear of every change of the pad. */
export function buildInkPanel(pad: Pad, texts: Texts, status: StatusLine): () => void {
  const chooser = make("input", { type: "file", accept: ".json,application/json" });
  chooser.addEventListener("change", async () => {
    const [file] = chooser.files ?? [];
    if (file) await openInk(file, pad, texts, status);
    chooser.value = ""; // so that choosing the same file again is a change
  });
  const save = (name: string, type: string, content: BlobPart | undefined) =>
    content && download(`emnist-edge-ink.${name}`, type, content);
  const uses = [
    button(() => save("svg", "image/svg+xml", toSvg(pad.strokes)), "SVG"),
    button(async () => save("png", "image/png", await toPng(pad.strokes)), "PNG"),
    button(() => save("json", "application/json", toJson(pad.strokes)), "JSON"),
    button(() => replay(pad), make("span", { "data-text": "inkReplay" })),
  ];
  const open = make("label", { class: "button" }, chooser, make("span", { "data-text": "inkOpen" }));
  const body = find("ink-files-body");
  body.replaceChildren(
    make("p", { class: "note", "data-text": "inkNote" }),
    make("div", { class: "row" }, ...uses, open),
  );
  texts.fill(body);
  keepUsed("ink-files");
  const update = () => {
    for (const use of uses) use.disabled = pad.strokes.length === 0;
  };
  update();
  return update;
}

function button(act: () => void, text: Node | string): HTMLButtonElement {
  const button = make("button", { type: "button" }, text);
  button.addEventListener("click", act);
  return button;
}

function replay(pad: Pad): void {
  const { strokes } = pad.history;
  writeByItself(pad, strokes, Math.max(leastPace, strokes.flat().length / longestReplay));
}
