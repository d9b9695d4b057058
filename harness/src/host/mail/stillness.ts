/** A pause that the machine has time for takes at most so much longer than it was meant to, in milliseconds. */
const TOLERANCE_MS = 5;

/** How long nothing has moved. */
export class Stillness {
  #ms = 0;
  #tookMs = 0;

  /**
   * As far as this process could see, in milliseconds: on a machine that is so busy that pauses take a multiple of what they
   * were meant to, whatever is waited for gets as little time, and only what was meant counts.
   */
  get ms(): number {
    return this.#ms;
  }

  /** By the clock, in milliseconds. */
  get tookMs(): number {
    return this.#tookMs;
  }

  /** Something has moved. */
  moved(): void {
    this.#ms = 0;
    this.#tookMs = 0;
  }

  /**
   * A while is over in which nothing was looked at.
   *
   * @param meantMs - how long it was meant to take
   * @param tookMs - how long it took
   */
  passed(meantMs: number, tookMs: number): void {
    this.#tookMs += tookMs;
    this.#ms += Math.min(tookMs, meantMs + TOLERANCE_MS);
  }
}
