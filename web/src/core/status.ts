// What can go wrong, as one typed error with a sentence that says what to do. The numbers mirror
// wasm/include/emnist/status.h; the other codes are failures that only a browser can have.

export const nativeCodes = [
  "ok",
  "empty-ink",
  "invalid-ink",
  "too-much-ink",
  "invalid-picture",
  "blank-picture",
  "model-malformed",
  "model-unsupported",
  "model-too-large",
  "out-of-memory",
  "backend-failed",
  "no-model",
  "invalid-argument",
  "words-malformed",
  "words-too-large",
  "cannot-learn",
  "other-model",
  "invalid-example",
] as const;

const sentences = {
  "empty-ink": "Nothing is drawn yet: draw one character.",
  "invalid-ink": "A stroke holds a point that is no position: check the coordinates, then draw it again.",
  "too-much-ink": "That is more ink than one character needs: clear it and draw again.",
  "invalid-picture": "Pictures may be 1 to 512 pixels wide and high: scale this one down first.",
  "blank-picture": "No character stands out in this picture: try one with darker ink or better light.",
  "model-malformed": "The model file is damaged or not ONNX: fetch it again.",
  "model-unsupported": "The model uses something this core does not run: export it with the supported operators only.",
  "model-too-large": "The model is larger than the web module's fixed memory allows: use a smaller one.",
  "out-of-memory": "The module ran out of its fixed memory: reload the page, or use a smaller model.",
  "backend-failed": "The network could not be set up: reload the page, and report the detail if it comes back.",
  "no-model": "No model is loaded yet: load one before asking.",
  "invalid-argument": "The model has no such layer, stage or length: see what it says of itself.",
  "words-malformed": "The list of words is damaged, or one of them is too long or has a space: one word a line.",
  "words-too-large": "The list has more words than fit: use a shorter one.",
  "cannot-learn": "This model cannot learn a hand: use one with a small int8 hidden layer.",
  "other-model": "These examples were taught to another model: teach this one anew.",
  "invalid-example": "An example is damaged, or of a character that the model does not know: leave it out.",
  "webassembly-missing": "This browser has WebAssembly switched off: allow it for this site, or use another browser.",
  "webassembly-blocked": "Something keeps WebAssembly from starting: allow it for this site, then reload.",
  unreachable: "A file could not be fetched: check the connection, then reload.",
  "binary-broken": "The recogniser's file is damaged: reload the page without its cache.",
  "self-test-failed": "This browser computes wrong answers with the recogniser, so it was stopped: update the browser.",
  "picture-unreadable": "This browser cannot read that file as a picture: try a PNG or JPEG.",
  "pixels-hidden": "This browser hides what pictures show from pages: allow this site to read them, or draw instead.",
  "no-pictures": "This recogniser was made without pictures: create one with them.",
  "invalid-alphabet": "An alphabet is made of digits and Latin letters: write it like 0-9 or A-Za-z.",
  disposed: "This recogniser was disposed of: create a new one.",
} as const;

export type ErrorCode = keyof typeof sentences;

export class EmnistError extends Error {
  readonly code: ErrorCode;
  /** What happened and what to do, without the detail. */
  readonly sentence: string;
  /** What the core or the browser said about it: for developers, in English. */
  readonly detail: string;

  constructor(code: ErrorCode, detail = "", options?: ErrorOptions) {
    super(detail ? `${sentences[code]} (${detail})` : sentences[code], options);
    this.name = "EmnistError";
    this.code = code;
    this.sentence = sentences[code];
    this.detail = detail;
  }
}

/** Throws the error a native Status stands for; returns for kOk. `explain` is asked only when there is an error. */
export function check(status: number, explain: () => string = () => ""): void {
  const code = nativeCodes[status];
  if (code === "ok") return;
  if (code === undefined) throw new EmnistError("backend-failed", `unknown status ${status}`);
  throw new EmnistError(code, explain());
}
