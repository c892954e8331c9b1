// What a class name stands for. EMNIST-balanced merges the fifteen letters whose two cases have one shape.

const mergedCases = "CIJKLMOPSUVWXYZ";

/** Whether the class of that name stands for the letter's small form, too. */
export function isBothCases(label: string): boolean {
  return label.length === 1 && mergedCases.includes(label);
}

/** "C" → "C / c", "A" → "A". */
export function displayLabel(label: string): string {
  return isBothCases(label) ? `${label} / ${label.toLowerCase()}` : label;
}
