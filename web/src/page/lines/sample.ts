// "Show me one": writes a line on the sheet.

import { type LineSheet, rules } from "../../pad/line-sheet.ts";
import { writeByItself } from "../write-by-itself.ts";
import { type Hand, written } from "./hand.ts";

const lines: readonly (readonly [text: string, hand: Hand])[] = [
  ["hello there", { joined: true, slant: 0.15 }],
  ["the nice morning", { slant: 0.05, unsteady: 0.01 }],
  ["going home", { joined: true, slant: 0.15, unsteady: 0.02 }],
];
const pointsPerSecond = 110;

let next = 0;

export function showSampleLine(sheet: LineSheet): void {
  const [text, hand] = lines[next++ % lines.length] ?? ["", {}];
  const place = { left: 60, baseline: rules.baseline, xHeight: rules.baseline - rules.xHeight };
  writeByItself(sheet, written(text, place, hand), pointsPerSecond);
}
