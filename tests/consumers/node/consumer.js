// Questions on standard input (JSON), answers on standard output.
import { text } from "node:stream/consumers";
import { createRecognizer } from "emnist-edge";

const recognizer = await createRecognizer();
const questions = JSON.parse(await text(process.stdin));
console.log(JSON.stringify(questions.map(({ ink, ask }) => ({ ...recognizer.recognize(ink, ask), glyph: undefined }))));
