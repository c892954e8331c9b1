// tesseract.js with the English data that it takes by itself (integers of its best network), all from this page's own
// server. It reads pictures: the ink is drawn for it, black on white, and it is told that there is one word.

import dataUrl from "@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz?url";
import { createWorker, OEM, PSM } from "tesseract.js";
import workerPath from "tesseract.js/dist/worker.min.js?url";
import corePath from "tesseract.js-core/tesseract-core-relaxedsimd-lstm.wasm.js?url";
import type { Ink, Prepare } from "./page.ts";

/** In pixels: how high a word’s ink is, the width of its pen, and the paper around it: of seven ways tried, the best for it. */
const [height, pen, margin] = [96, 8, 30] as const;

export async function start(): Promise<Prepare> {
  const absolute = (url: string) => new URL(url, location.href).href;
  const worker = await createWorker("eng", OEM.LSTM_ONLY, {
    workerPath: absolute(workerPath),
    corePath: absolute(corePath),
    langPath: absolute(dataUrl).replace(/\/[^/]*$/, ""),
    workerBlobURL: false,
  });
  await worker.setParameters({ tessedit_pageseg_mode: PSM.SINGLE_WORD });
  return (strokes) => {
    const canvas = drawn(strokes);
    return async () => (await worker.recognize(canvas)).data.text.trim();
  };
}

function drawn(strokes: Ink): HTMLCanvasElement {
  const [xs, ys] = [0, 1].map((axis) => strokes.flat().map((point) => point[axis] ?? 0)) as [number[], number[]];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const scale = height / (Math.max(...ys) - top || 1);
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil((Math.max(...xs) - left) * scale) + 2 * margin;
  canvas.height = height + 2 * margin;
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.lineWidth = pen;
  context.lineCap = context.lineJoin = "round";
  for (const stroke of strokes) {
    context.beginPath();
    for (const [x, y] of stroke) context.lineTo(margin + (x - left) * scale, margin + (y - top) * scale);
    if (stroke.length === 1)
      context.lineTo(
        margin + ((stroke[0]?.[0] ?? 0) - left) * scale + 0.1,
        margin + ((stroke[0]?.[1] ?? 0) - top) * scale,
      );
    context.stroke();
  }
  return canvas;
}
