// Ink as data: what a pen left behind, in any unit, y growing downward. The same shape the command `emnist` reads.

/** A third number, the pen's pressure from 0 to 1, may follow; recognition does not look at it. */
export type Point = readonly [x: number, y: number, pressure?: number];
export type Stroke = readonly Point[];
