// As consumer.js, for lines.
import { text } from "node:stream/consumers";
import { createLineRecognizer } from "emnist-edge/line";

const recognizer = await createLineRecognizer();
const questions = JSON.parse(await text(process.stdin));
console.log(JSON.stringify(questions.map(({ ink, ask }) => recognizer.recognize(ink, ask))));
