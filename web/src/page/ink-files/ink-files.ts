// The drawing as a file, to keep and to open, and to see written once more. Fetched when it is first wanted.

import type { Stroke } from "../../core/index.ts";
import { type Pad, padUnits } from "../../pad/pad.ts";
import { find } from "../../site/find.ts";
import { keepUsed } from "../../storage/keep-used.ts";
import { download } from "../download.ts";
import { boxOf, framed } from "../framed.ts";
import type { StatusLine } from "../status-line.ts";
import type { TextKey, Texts } from "../texts.ts";
import { writeByItself } from "../write-by-itself.ts";
import { readInk } from "./read-ink.ts";
import { toJson, toPng, toSvg } from "./write-ink.ts";

/** Far more than a character is: a larger file is something else, and is not read. */
const mostBytes = 1_000_000;
/** In pad units: ink that lies on the pad and is at least as large stays where it is. */
const leastSize = 200;
const longestReplay = 4; // seconds

/** Puts the ink of a file on the pad, as a step that can be undone. Of any other file it says what was wanted. */
export async function openInk(file: Blob, pad: Pad, texts: Texts, status: StatusLine): Promise<void> {
  const strokes = file.size <= mostBytes ? readInk(await file.text()) : undefined;
  if (strokes) pad.edit((history) => history.replace(placed(strokes)));
  else status.show(() => texts.say("inkUnreadable"), "error");
}

function placed(strokes: readonly Stroke[]): readonly Stroke[] {
  const { left, right, top, bottom } = boxOf(strokes);
  const isOnPad = left >= 0 && top >= 0 && right <= padUnits && bottom <= padUnits;
  return isOnPad && Math.max(right - left, bottom - top) >= leastSize ? strokes : framed(strokes);
}

/** Fills the panel. Returns what wants to hear of every change of the pad. */
export function buildInkPanel(pad: Pad, texts: Texts, status: StatusLine): () => void {
  const open = Object.assign(document.createElement("input"), { type: "file", accept: ".json,application/json" });
  open.addEventListener("change", async () => {
    const [file] = open.files ?? [];
    if (file) await openInk(file, pad, texts, status);
    open.value = ""; // so that choosing the same file again is a change
  });
  const label = Object.assign(document.createElement("label"), { className: "button" });
  const word = document.createElement("span");
  label.append(open, word);
  const button = (act: () => void, text = "") => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: text });
    button.addEventListener("click", act);
    return button;
  };
  const save = (name: string, type: string, content: BlobPart | undefined) =>
    content && download(`emnist-edge-ink.${name}`, type, content);
  const replay = button(() => {
    const { strokes } = pad.history;
    writeByItself(pad, strokes, Math.max(45, strokes.flat().length / longestReplay));
  });
  const uses = [
    button(() => save("svg", "image/svg+xml", toSvg(pad.strokes)), "SVG"),
    button(async () => save("png", "image/png", await toPng(pad.strokes)), "PNG"),
    button(() => save("json", "application/json", toJson(pad.strokes)), "JSON"),
    replay,
  ];
  const row = Object.assign(document.createElement("div"), { className: "row" });
  row.append(...uses, label);
  const note = Object.assign(document.createElement("p"), { className: "note" });
  find("ink-files-body").replaceChildren(note, row);
  const spoken: readonly (readonly [HTMLElement, TextKey])[] = [
    [note, "inkNote"],
    [word, "inkOpen"],
    [replay, "inkReplay"],
  ];
  texts.whenSpoken(() => {
    for (const [element, key] of spoken) element.textContent = texts.say(key);
  });
  keepUsed("ink-files");
  const update = () => {
    for (const button of uses) button.disabled = pad.strokes.length === 0;
  };
  update();
  return update;
}
