// What the Emscripten module exports (wasm/bindings/embind.cc), written by hand because this Emscripten cannot emit it;
// tests/web/module-types.test.ts holds it against the live module. Only integers, floats and views cross.

/** Options of the factory that the glue (`emnist.mjs`) exports as default. */
export interface EmnistModuleOptions {
  /** The bytes of emnist.wasm. */
  wasmBinary?: ArrayBuffer | Uint8Array;
  /** Instantiates the module by itself and hands the instance over. */
  instantiateWasm?: (
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance, module?: WebAssembly.Module) => void,
  ) => Record<string, never>;
}

/** emnist::Recognizer. Views stay valid until delete(): the memory never grows. */
export interface NativeRecognizer {
  /** 1 MiB: the bytes of a model file. */
  transferView(): Uint8Array;
  /** x0, y0, x1, y1, … of all strokes: 2 × 8192 floats. */
  pointsView(): Float32Array;
  /** Index past the last point of each stroke: 512 entries. */
  strokeEndsView(): Uint32Array;
  /** 28×28, row-major, white ink on black. */
  glyphView(): Uint8Array;
  /** By class, not 0: may be answered. Every class may after load. Ask again after each load. */
  alphabetView(): Uint8Array;
  /** int8 logits by class; empty before load and for an f32 model. Ask again after each load. */
  logitsView(): Int8Array;
  /** Confidence within the alphabet, by class. Ask again after each load. */
  confidencesView(): Float32Array;
  /** Classes of the alphabet, best first. Ask again after each answer: as long as the alphabet was. */
  orderView(): Uint8Array;
  /** 4 KiB of UTF-8 that writeText() fills. */
  textView(): Uint8Array;

  /** Loads the first `bytes` of transferView() as an ONNX file. Returns a Status. */
  load(bytes: number): number;
  /** Puts a text into textView() and returns its length in bytes. 0: diagnostic, 1: labels (one a line), 2: model version. */
  writeText(field: number): number;

  /** Status; the answer is in confidencesView() and orderView(), the glyph in glyphView(). */
  recognizeInk(points: number, strokes: number): number;
  inkToGlyph(points: number, strokes: number): number;
  /** Answers what glyphView() holds; `several`: whoever put it there saw more than one character. */
  recognizeGlyph(several: boolean): number;
  /** Keeps what glyphView() holds as an example of a class, by its index. Returns a Status. */
  learn(label: number): number;
  /** All examples, oldest first, exampleBytes() each. Ask again after each change: as long as they are. */
  examplesView(): Uint8Array;
  /** Replaces them by the first `bytes` of transferView(). Returns a Status. */
  replaceExamples(bytes: number): number;
  /** Of one example: class, identity of the model (32 bits), hidden layer. 0 when the model cannot learn. */
  exampleBytes(): number;
  /** Whether the last answer is sure: it is not rejected, and its confidence is high enough. */
  sure(): boolean;
  /** Why the last answer is not to be taken: 0 it may be, 1 several characters, 2 no character, 3 outside the alphabet. */
  rejection(): number;
  /** The probability of everything that looks like nothing in the alphabet, 0 to 1. */
  outside(): number;

  /** Runs a stage n times on what the buffers hold. 0: ink → glyph, 1: network, 2: ranking. Returns a Status. */
  repeat(stage: number, times: number): number;
  /** Runs one layer n times. */
  repeatLayer(layer: number, times: number): number;

  layers(): number;
  parameters(): number;
  multiplyAdds(): number;
  /** Bytes the loaded network holds: packed weights, operators, tables, activations. */
  networkBytes(): number;
  unsureBelow(): number;

  /** Frees the C++ object; every view dies with it. */
  delete(): void;
}

export interface EmnistModule {
  /** Null when memory is out: it holds one recogniser at a time. */
  createRecognizer(): NativeRecognizer | null;
  /** The class of what createRecognizer() gives; `new` is not for it. */
  Recognizer: { readonly prototype: NativeRecognizer };
  /** Linear memory in bytes (fixed). */
  memoryBytes(): number;
  /** Bytes of the heap in use: for leak tests. */
  heapBytesInUse(): number;
}

declare const createEmnistModule: (options?: EmnistModuleOptions) => Promise<EmnistModule>;
export default createEmnistModule;
