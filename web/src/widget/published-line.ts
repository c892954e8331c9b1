// /emnist-line.js: <emnist-line> for any page, by one script element.

export { EmnistLineElement } from "./line/site-element.ts";
