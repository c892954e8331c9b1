// With the browser's own types besides.
import { createRecognizer } from "emnist-edge";
import { type AnswerDetail, type EmnistPadElement, provideFiles } from "emnist-edge/element";

export async function look(canvas: HTMLCanvasElement): Promise<boolean> {
  using recognizer = await createRecognizer({ model: new URL("https://site.example/model.onnx") });
  const pixels = canvas.getContext("2d")?.getImageData(0, 0, 28, 28);
  if (pixels) recognizer.recognize(pixels);
  return recognizer.recognize(await createImageBitmap(canvas)).sure;
}

/** The element: its tag is known to the compiler, and so are its properties and what its events carry. */
export function field(page: Document): EmnistPadElement {
  provideFiles({ model: "/model.onnx" });
  const pad = page.createElement("emnist-pad");
  pad.alphabet = "0-9";
  pad.length = 6;
  pad.form = "door";
  pad.addEventListener("answer", ({ detail }) => {
    const { answer, settled }: AnswerDetail = detail;
    if (settled) pad.title = answer.alternatives[0]?.label ?? "";
  });
  pad.addEventListener("inkchange", ({ detail }) => pad.toggleAttribute("inked", detail.strokes.length > 0));
  pad.addEventListener("change", function () {
    this.form?.requestSubmit();
  });
  // @ts-expect-error: a length is a number
  pad.length = "6";
  // @ts-expect-error: ink is not to be changed
  pad.strokes.push([]);
  return page.querySelector("emnist-pad") ?? pad;
}
