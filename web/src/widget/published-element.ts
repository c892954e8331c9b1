// /emnist-pad.js: <emnist-pad> for any page, by one script element.

export { EmnistPadElement } from "./element.ts";
