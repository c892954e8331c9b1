// /emnist-host.js: for pages that hold the frame.

export { PadFrame } from "./host.ts";
