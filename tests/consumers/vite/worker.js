import { createRecognizer } from "emnist-edge";

const recognizer = createRecognizer();
addEventListener("message", async ({ data: { ink, ask } }) => postMessage((await recognizer).recognize(ink, ask)));
