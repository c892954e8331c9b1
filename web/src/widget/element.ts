// Importing this defines <emnist-pad>, with this site's recogniser.

import { definePad } from "./define.ts";
import { sharedRecognizer } from "./recognizer.ts";

definePad(sharedRecognizer);

export { EmnistPadElement } from "./pad-element.ts";
