// A number pad as people write it for ChromeOS: several digits in one box. Knows nothing of this package.

const canvas = document.querySelector("#number-pad canvas");
const output = document.querySelector("#number-pad output");
const context = canvas.getContext("2d");

const support = await navigator.queryHandwritingRecognizer({ languages: ["en"] });
if (!support) throw new Error("not supported");
const recognizer = await navigator.createHandwritingRecognizer({ languages: ["en"] });

const drawing = recognizer.startDrawing({
  recognitionType: "number",
  inputType: "mouse",
  alternatives: 1,
});
let stroke;
let start;

canvas.addEventListener("pointerdown", (event) => {
  stroke = new HandwritingStroke();
  start ??= Date.now();
  addPoint(event);
  context.beginPath();
  context.moveTo(event.offsetX, event.offsetY);
});

canvas.addEventListener("pointermove", (event) => {
  if (!stroke) return;
  addPoint(event);
  context.lineTo(event.offsetX, event.offsetY);
  context.stroke();
});

canvas.addEventListener("pointerup", async () => {
  drawing.addStroke(stroke);
  stroke = undefined;
  const [prediction] = await drawing.getPrediction();
  output.value = prediction ? Number(prediction.text).toLocaleString("en") : "";
});

function addPoint({ offsetX, offsetY }) {
  stroke.addPoint({ x: offsetX, y: offsetY, t: Date.now() - start });
}
