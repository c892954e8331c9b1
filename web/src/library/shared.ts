// One value for all who ask by the same key, made for the first of them and let go with the last.

interface Entry<Key, Value> {
  readonly key: Key;
  readonly value: Promise<Value>;
  users: number;
}

export class Shared<Key, Value extends { dispose(): void }> {
  readonly #make: (key: Key) => Promise<Value>;
  readonly #same: (one: Key, other: Key) => boolean;
  readonly #entries = new Set<Entry<Key, Value>>();

  constructor(make: (key: Key) => Promise<Value>, same: (one: Key, other: Key) => boolean) {
    this.#make = make;
    this.#same = same;
  }

  /** The value, and how to give it back: once. A value that could not be made is tried again by the next who asks. */
  async borrow(key: Key): Promise<{ readonly value: Value; readonly giveBack: () => void }> {
    const entry = [...this.#entries].find((entry) => this.#same(entry.key, key)) ?? this.#begin(key);
    entry.users++;
    try {
      const value = await entry.value;
      return { value, giveBack: () => this.#giveBack(entry, value) };
    } catch (error) {
      this.#entries.delete(entry);
      throw error;
    }
  }

  #begin(key: Key): Entry<Key, Value> {
    const entry = { key, value: this.#make(key), users: 0 };
    this.#entries.add(entry);
    return entry;
  }

  #giveBack(entry: Entry<Key, Value>, value: Value): void {
    if (--entry.users > 0) return;
    this.#entries.delete(entry);
    value.dispose();
  }
}
