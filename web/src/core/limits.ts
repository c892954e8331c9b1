// The core's fixed sizes, which others check before they ask it. The module's own views are held against these numbers by
// tests/web/module-types.test.ts.

/** Of one drawing. */
export const maxInkPoints = 8192;
export const maxInkStrokes = 512;
/** Pixels across and down a picture. */
export const maxPictureSide = 512;
/** Pixels across and down what the network sees. */
export const glyphSide = 28;
