// What visitors said about answers, with the strokes, so that they can hand them to whoever trains the next network.
// Kept on the device only, the newest two hundred. Knows no page.

import type { Stroke } from "../core/index.ts";

export interface Verdict {
  /** ISO 8601. */
  readonly time: string;
  readonly model: string;
  /** Class names: what the network read, and what it was. */
  readonly read: string;
  readonly was: string;
  readonly strokes: readonly Stroke[];
}

const most = 200;

/** Where the list lies; `write` says whether there was room. */
export interface TextStore {
  read(): string | undefined;
  write(text: string | undefined): boolean;
}

export class Verdicts {
  readonly #store: TextStore;
  #list: readonly Verdict[];

  constructor(store: TextStore) {
    this.#store = store;
    this.#list = parse(store.read());
  }

  /** Oldest first. */
  get list(): readonly Verdict[] {
    return this.#list;
  }

  /** Adds one; the oldest make room. Returns whether it could be kept. */
  add(verdict: Verdict): boolean {
    let list = [...this.#list, verdict].slice(-most);
    while (!this.#store.write(JSON.stringify(list))) {
      if (list.length === 1) return false;
      list = list.slice(Math.ceil(list.length / 2));
    }
    this.#list = list;
    return true;
  }

  /** Forgets one of `list`. */
  remove(verdict: Verdict): void {
    const list = this.#list.filter((other) => other !== verdict);
    if (this.#store.write(list.length > 0 ? JSON.stringify(list) : undefined)) this.#list = list;
  }

  clear(): void {
    this.#store.write(undefined);
    this.#list = [];
  }

  toJSON(): { readonly about: string; readonly verdicts: readonly Verdict[] } {
    return { about: "EMNIST Edge: what was read, what it was, and the strokes (x, y, y down).", verdicts: this.#list };
  }
}

function parse(text: string | undefined): readonly Verdict[] {
  try {
    const list: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(list) ? list : [];
  } catch {
    return []; // someone else wrote there; the next verdict starts anew
  }
}
