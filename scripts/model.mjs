// The shipped models, of single characters and of lines, by the one name that everything knows each by.

import { join } from "node:path";

/** Relative to the repository. */
export const modelName = "models/emnist-edge.onnx";
export const lineModelName = "models/emnist-edge-line.onnx";
export const modelPath = join(import.meta.dirname, "..", modelName);
export const lineModelPath = join(import.meta.dirname, "..", lineModelName);
