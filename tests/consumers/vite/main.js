import { createRecognizer } from "emnist-edge";
import "emnist-edge/element";

const recognizer = await createRecognizer();
globalThis.ask = (ink, ask) => recognizer.recognize(ink, ask);

// Fetched when the first line is asked for.
globalThis.readLine = async (ink, ask) => {
  const { createLineRecognizer } = await import("emnist-edge/line");
  using lines = await createLineRecognizer();
  return lines.recognize(ink, ask);
};

const inWorker = (worker) => (ink, ask) =>
  new Promise((resolve) => {
    worker.addEventListener("message", ({ data }) => resolve(data), { once: true });
    worker.postMessage({ ink, ask });
  });
globalThis.askWorker = inWorker(new Worker(new URL("./worker.js", import.meta.url), { type: "module" }));
globalThis.readLineInWorker = inWorker(new Worker(new URL("./line-worker.js", import.meta.url), { type: "module" }));
