// The frame's field for a line, fetched with what reads lines by frames that are asked for one.

import { lineFiles } from "../files/line-files.ts";
import { keepUsed } from "../storage/keep-used.ts";
import type { FrameField } from "./frame-field.ts";
import { sharedLineReader } from "./line/reader.ts";
import "./line/site-element.ts";
import { longestText } from "./protocol.ts";

export function lineField(): FrameField {
  const element = document.createElement("emnist-line");
  let wanted = 0;
  const ask = (length: number) => element.setAttribute("maxlength", String(length));
  ask(longestText); // no message has room for more
  return {
    element,
    noReading: { alternatives: [], texts: [], sure: true },
    get complete() {
      return element.value !== "" && element.value.length >= wanted;
    },
    ask(length) {
      wanted = length;
      ask(length);
    },
    listen({ ink, reading }) {
      element.addEventListener("inkchange", ({ detail }) => ink(detail.strokes, 0, detail.settled));
      element.addEventListener("answer", ({ detail: { answer, settled } }) =>
        reading({ alternatives: [], texts: answer.texts, sure: answer.sure }, settled),
      );
    },
    load: sharedLineReader,
    async keep() {
      keepUsed("frame-line"); // nobody waits: where nothing may be kept it never comes to an end
      return Boolean(await caches.match(String(lineFiles.model)));
    },
  };
}
