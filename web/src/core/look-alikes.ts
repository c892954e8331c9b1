// Which characters look like which. Apart from what a class name stands for, which everybody needs.

/** Classes that a single centred, scaled character cannot be told from: what differs is its size or its neighbours. */
const lookalikes = ["0O", "1IL", "2Z", "5S", "9gq", "Ff"];

export function lookAlike(label: string, other: string): boolean {
  return label !== other && lookalikes.some((group) => group.includes(label) && group.includes(other));
}
