import { createRecognizer } from "emnist-edge";
import "emnist-edge/element";

const recognizer = await createRecognizer();
globalThis.ask = (ink, ask) => recognizer.recognize(ink, ask);

const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
globalThis.askWorker = (ink, ask) =>
  new Promise((resolve) => {
    worker.addEventListener("message", ({ data }) => resolve(data), { once: true });
    worker.postMessage({ ink, ask });
  });
