// The frame's field for characters.

import "./element.ts";
import type { FrameField } from "./frame-field.ts";
import { sharedRecognizer } from "./recognizer.ts";

export function padField(): FrameField {
  const element = document.createElement("emnist-pad");
  return {
    element,
    noReading: { alternatives: [], sure: true },
    get complete() {
      return element.value.length === element.length && !element.value.includes(" ");
    },
    ask(length) {
      element.length = length;
    },
    listen({ ink, reading }) {
      element.addEventListener("inkchange", ({ detail }) => ink(detail.strokes, detail.cell, detail.settled));
      element.addEventListener("answer", ({ detail: { answer, settled } }) => {
        const { alternatives, sure, rejected, outside } = answer;
        reading({ alternatives, sure, rejected, outside }, settled);
      });
    },
    load: sharedRecognizer,
    keep: async () => true, // with the frame itself
  };
}
