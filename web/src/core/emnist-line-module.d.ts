// What the Emscripten module for lines exports (wasm/bindings/line_embind.cc), written by hand as emnist-module.d.ts is.

import type { EmnistModuleOptions } from "./emnist-module.d.ts";

/** emnist::LineRecognizer. Views stay valid until delete(): the memory never grows. */
export interface NativeLineRecognizer {
  /** 320 KiB: the bytes of a model file, or of a list of words. */
  transferView(): Uint8Array;
  /** 4 KiB of UTF-8 that writeText() fills. */
  textView(): Uint8Array;
  /** x0, y0, x1, y1, … of all strokes: 2 × 8192 floats. */
  pointsView(): Float32Array;
  /** Index past the last point of each stroke: 512 entries. */
  strokeEndsView(): Uint32Array;
  /** By class, not 0: may be answered. Every class may after load. Ask again after each load. */
  alphabetView(): Uint8Array;
  /** int8 logits of the last piece of the last line, frame by frame. Ask again after each answer. */
  logitsView(): Int8Array;
  /** Four numbers for each part: character of the best reading, stroke, first and last point. Ask again after each answer. */
  partsView(): Uint16Array;
  /** The classes of a reading, best first. Ask again after each answer. */
  readingView(reading: number): Uint8Array;
  confidence(reading: number): number;

  /** Puts a text into textView() and returns its length in bytes. 0: diagnostic, 1: labels (one a line), 2: model version. */
  writeText(field: number): number;
  /** Loads the first `bytes` of transferView() as an ONNX file. Returns a Status. */
  load(bytes: number): number;
  /** Loads the first `bytes` of transferView() as words: a file of ours, or text, one word a line; 0: no words. Returns a Status. */
  loadWords(bytes: number): number;
  /** Returns a Status. */
  recognize(points: number, strokes: number): number;
  /** How many different readings the last answer has. */
  readings(): number;
  sure(): boolean;
  /** Runs a stage n times on the last line's last piece. 0: trace, 1: network, 2: decoding. Returns a Status. */
  repeat(stage: number, times: number): number;

  words(): number;
  parameters(): number;
  networkBytes(): number;
  unsureBelow(): number;

  /** Frees the C++ object; every view dies with it. */
  delete(): void;
}

export interface EmnistLineModule {
  /** Null when memory is out: it holds one recogniser at a time. */
  createLineRecognizer(): NativeLineRecognizer | null;
  /** The class of what createLineRecognizer() gives; `new` is not for it. */
  LineRecognizer: { readonly prototype: NativeLineRecognizer };
  /** Linear memory in bytes (fixed). */
  memoryBytes(): number;
  /** Bytes of the heap in use: for leak tests. */
  heapBytesInUse(): number;
}

declare const createEmnistLineModule: (options?: EmnistModuleOptions) => Promise<EmnistLineModule>;
export default createEmnistLineModule;
