// The drawing on the pad as a file: SVG and PNG to look at, JSON to read again, here or by the command `emnist`.

import type { Stroke } from "../../core/index.ts";
import { padUnits, penWidth } from "../../pad/pad.ts";
import { paintOver } from "../../pad/paint-ink.ts";

/** One line, as the command reads it: {"strokes": [[[x, y], …], …]} in thousandths of the pad. */
export const toJson = (strokes: readonly Stroke[]): string => `${JSON.stringify({ strokes })}\n`;

/** Each stroke as wide as the pen was pressed on the whole. */
export function toSvg(strokes: readonly Stroke[]): string {
  const paths = strokes.map((stroke) => {
    const pressed = stroke.reduce((sum, [, , pressure = 0.5]) => sum + pressure, 0) / stroke.length;
    const width = Math.round(penWidth * (0.5 + pressed));
    return `<path stroke-width="${width}" d="M${stroke.map(([x, y]) => `${x} ${y}`).join("L")}h0"/>`; // h0: a dot is seen
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${padUnits} ${padUnits}" fill="none" stroke="#000" stroke-linecap="round" stroke-linejoin="round">
${paths.join("\n")}
</svg>
`;
}

/** Black on white; undefined where the browser gives no picture away. */
export function toPng(strokes: readonly Stroke[]): Promise<Blob | undefined> {
  const canvas = Object.assign(document.createElement("canvas"), { width: padUnits, height: padUnits });
  const context = canvas.getContext("2d");
  if (context) context.fillStyle = "#fff";
  context?.fillRect(0, 0, padUnits, padUnits);
  paintOver(canvas, strokes, padUnits, penWidth, 0, "#000");
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined)));
}
