// The part of the page for lines, as elements. Tools that characters have too are copies of theirs, with "line-" before
// their ids.

import { find } from "../../site/find.ts";
import { copyOf, icon, make } from "../make.ts";

export const prefix = "line-";

/** Puts the part, hidden, beside the one for characters. */
export function buildView(): HTMLElement {
  const edit = copyOf(toolbarWith("undo"), prefix);
  const sources = make(
    "div",
    { class: "tools sources", role: "toolbar", "data-label": "lineActions" },
    tool("copy", "lineCopy", "M7 7V3h10v10h-4M3 7h10v10H3z"),
    tool("share", "lineShare", "M10 12V2M6 6l4-4 4 4M4 10v8h12v-8"),
    tool("sample", "lineSample", "m3 17 1-4L14 3l3 3L7 16zm9-12 3 3"),
  );
  const part = make(
    "main",
    { id: "lines", hidden: "" },
    make(
      "section",
      { class: "read", "aria-labelledby": "line-caption" },
      make("h2", { id: "line-caption" }, make("label", { for: "line-text", "data-text": "lineText" })),
      make("input", {
        id: "line-text",
        autocomplete: "off",
        autocapitalize: "off",
        spellcheck: "false",
        enterkeyhint: "done",
      }),
      make(
        "div",
        { class: "under" },
        make("div", { id: "line-words", role: "group", "data-label": "lineWords" }),
        make("p", { id: "line-status", role: "status" }),
      ),
    ),
    make(
      "section",
      { class: "sheet", "data-label": "lineSheet" },
      make(
        "div",
        { class: "pad ruled", id: "line-pad", "data-empty": "true" },
        make("canvas", { id: "line-ink", role: "img", "data-label": "lineSheet", "aria-describedby": "line-hint" }),
        make("p", { id: "line-hint", "data-text": "lineHint" }),
        make("progress", { id: "line-progress", max: "1", value: "0", "data-label": "lineProgress", hidden: "" }),
        turner("earlier", "lineEarlier", "m12 4-6 6 6 6"),
        turner("later", "lineLater", "m8 4 6 6-6 6"),
        make("div", { id: "line-choices", role: "group", "aria-labelledby": "line-instead" }),
      ),
      edit,
      sources,
      make("p", { class: "note", id: "line-reads", "data-text": "lineReads" }),
      make("p", { class: "note", id: "line-kept" }),
    ),
    make(
      "details",
      { class: "panel", id: "line-speed" },
      make(
        "summary",
        {},
        make("h2", { "data-text": "lineSpeed" }),
        make("span", { class: "gist", id: "line-speed-gist" }),
      ),
      make("div", { class: "figures" }, speedTable()),
      make("p", { class: "note", "data-text": "lineSpeedNote" }),
    ),
  );
  find("characters").after(part);
  return part;
}

/** The character's table, with the stages of a line. */
function speedTable(): HTMLTableElement {
  const [head] = document.querySelectorAll("#speed thead");
  const row = (stage: string, key: string) =>
    make(
      "tr",
      { id: `line-stage-${stage}` },
      make("th", { scope: "row", "data-text": key }),
      ...Array.from({ length: 4 }, () => make("td")),
    );
  return make(
    "table",
    {},
    ...(head ? [head.cloneNode(true)] : []),
    make(
      "tbody",
      {},
      row("trace", "lineStageTrace"),
      row("network", "lineStageNetwork"),
      row("decoding", "lineStageDecoding"),
      row("screen", "lineStageScreen"),
    ),
  );
}

function toolbarWith(id: string): Element {
  const toolbar = find(id).closest(".tools");
  if (!toolbar) throw new Error(`#${id} is in no toolbar.`);
  return toolbar;
}

const tool = (name: string, key: string, path: string) =>
  make("button", { type: "button", id: prefix + name }, icon(path), make("span", { "data-text": key }));

const turner = (name: string, key: string, path: string) =>
  make("button", { type: "button", id: prefix + name, "data-label": key, hidden: "" }, icon(path));
