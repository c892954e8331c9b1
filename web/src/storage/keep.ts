// What the page keeps on the device: small things, by name. Browsers may forbid it or be full; then nothing is kept.

export function recall(name: string): string | undefined {
  try {
    return localStorage.getItem(`emnist-edge/${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Whether it was kept; undefined forgets it. */
export function keep(name: string, value: string | undefined): boolean {
  try {
    if (value === undefined) localStorage.removeItem(`emnist-edge/${name}`);
    else localStorage.setItem(`emnist-edge/${name}`, value);
    return true;
  } catch {
    return false;
  }
}
