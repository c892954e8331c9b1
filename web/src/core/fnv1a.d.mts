/** The hash of `bytes`; `before` is the hash of what came before them. Negative numbers count as their lowest byte. */
export function fnv1a(bytes: ArrayLike<number>, before?: number): number;
