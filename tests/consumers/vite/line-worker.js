import { createLineRecognizer } from "emnist-edge/line";

const recognizer = createLineRecognizer();
addEventListener("message", async ({ data: { ink, ask } }) => postMessage((await recognizer).recognize(ink, ask)));
