// With the browser's own types besides.
import { createRecognizer } from "emnist-edge";

export async function look(canvas: HTMLCanvasElement): Promise<boolean> {
  using recognizer = await createRecognizer({ model: new URL("https://site.example/model.onnx") });
  const pixels = canvas.getContext("2d")?.getImageData(0, 0, 28, 28);
  if (pixels) recognizer.recognize(pixels);
  return recognizer.recognize(await createImageBitmap(canvas)).sure;
}
