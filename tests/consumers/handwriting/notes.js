// A text area that is written by hand, as people write it for ChromeOS: alternatives to choose from, the text before the
// caret as context, letters rubbed out by their segments. Knows nothing of this package.

const app = document.querySelector("#notes");
const [canvas, textarea, choices, rubber] = ["canvas", "textarea", "p", "button"].map((tag) => app.querySelector(tag));
const context = canvas.getContext("2d");

const recognizer = await navigator.createHandwritingRecognizer({ languages: ["en-US"] });
let drawing = newDrawing();
let stroke;

function newDrawing() {
  const textContext = textarea.value.slice(0, textarea.selectionStart);
  return recognizer.startDrawing({ recognitionType: "text", inputType: "mouse", textContext, alternatives: 3 });
}

const addPoint = ({ offsetX: x, offsetY: y, timeStamp: t }) => stroke?.addPoint({ x, y, t });

canvas.addEventListener("pointerdown", (event) => {
  stroke = new HandwritingStroke();
  addPoint(event);
});

canvas.addEventListener("pointermove", addPoint);

canvas.addEventListener("pointerup", async () => {
  drawing.addStroke(stroke);
  stroke = undefined;
  paint();
  await predict();
});

rubber.addEventListener("click", async () => {
  const [{ segmentationResult }] = await drawing.getPrediction();
  const strokes = drawing.getStrokes();
  for (const { strokeIndex } of segmentationResult.at(-1).drawingSegments) drawing.removeStroke(strokes[strokeIndex]);
  paint();
  await predict();
});

async function predict() {
  const predictions = await drawing.getPrediction();
  choices.replaceChildren(
    ...predictions.map(({ text }) => {
      const button = document.createElement("button");
      button.textContent = text;
      button.addEventListener("click", () => take(text));
      return button;
    }),
  );
}

function take(text) {
  textarea.setRangeText(text, textarea.selectionStart, textarea.selectionEnd, "end");
  choices.replaceChildren();
  drawing.clear();
  drawing = newDrawing();
  paint();
}

function paint() {
  context.clearRect(0, 0, canvas.width, canvas.height);
  for (const stroke of drawing.getStrokes()) {
    context.beginPath();
    for (const { x, y } of stroke.getPoints()) context.lineTo(x, y);
    context.stroke();
  }
}
