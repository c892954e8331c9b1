// The shipped model of single characters, by the one name that everything knows it by.

import { join } from "node:path";

/** Relative to the repository. */
export const modelName = "models/emnist-edge.onnx";
export const modelPath = join(import.meta.dirname, "..", modelName);
