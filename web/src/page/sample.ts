// "Show me one": writes one of our own drawings on the pad.

import samples from "emnist:samples";
import type { Pad } from "../pad/pad.ts";
import { framed } from "./framed.ts";
import { writeByItself } from "./write-by-itself.ts";

const pointsPerSecond = 45;

let last = "";

export function showSample(pad: Pad): void {
  const labels = Object.keys(samples.classes).filter((label) => label !== last);
  last = pick(labels) ?? "";
  const drawing = framed(pick(samples.classes[last] ?? []) ?? []);
  writeByItself(pad, drawing, pointsPerSecond);
}

const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(Math.random() * items.length)];
