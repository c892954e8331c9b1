// Where a file comes from.

/** Bytes at hand, or where to fetch them. */
export type Source = string | URL | Uint8Array<ArrayBuffer>;
