// How many messages of a stranger are read: so many at once, so many a second. What is beyond is dropped unread.

export class RateLimit {
  readonly #most: number;
  readonly #perSecond: number;
  readonly #now: () => number;
  #left: number;
  #time: number;

  /** `now` is a clock in milliseconds. */
  constructor(most: number, perSecond: number, now: () => number = () => performance.now()) {
    this.#most = this.#left = most;
    this.#perSecond = perSecond;
    this.#now = now;
    this.#time = now();
  }

  /** Whether one more may pass. */
  take(): boolean {
    const now = this.#now();
    this.#left = Math.min(this.#most, this.#left + ((now - this.#time) / 1000) * this.#perSecond);
    this.#time = now;
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }
}
