// The page of every contestant: start the runtime, read one glyph, show the letter. What else is measured is measured on
// this very page, by way of globalThis.contestant.

import { start } from "bench:contestant";

const contestant = await start();
const output = document.getElementById("answer") as HTMLOutputElement;
output.textContent = await contestant.read(Uint8Array.from(sampleGlyph));
performance.mark("answered");
globalThis.contestant = contestant;
