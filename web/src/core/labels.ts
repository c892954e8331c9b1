// What a class name stands for. EMNIST-balanced merges the fifteen letters whose two cases have one shape.

const mergedCases = "CIJKLMOPSUVWXYZ";

/** "C" → "C / c", "A" → "A". */
export function displayLabel(label: string): string {
  return label.length === 1 && mergedCases.includes(label) ? `${label} / ${label.toLowerCase()}` : label;
}

/** Classes that a single centred, scaled character cannot be told from: what differs is its size or its neighbours. */
const lookalikes = ["0O", "1IL", "2Z", "5S", "9gq", "Ff"];

export function lookAlike(label: string, other: string): boolean {
  return label !== other && lookalikes.some((group) => group.includes(label) && group.includes(other));
}
