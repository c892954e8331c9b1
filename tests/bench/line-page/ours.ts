// Our reader of lines as the package has it, English words included; it takes the ink as it is.

import { createLineRecognizer } from "bench:library";
import type { Prepare } from "./page.ts";

export async function start(): Promise<Prepare> {
  const recognizer = await createLineRecognizer();
  return (strokes) => () => recognizer.recognize(strokes).texts[0]?.text ?? "";
}
