import pLimit, { type LimitFunction } from 'p-limit';

/**
 * Places for processes: so many at once and no more. Of those that wait for a place the most urgent one comes first;
 * among equals, whoever came first.
 */
export class Places {
  readonly count: number;
  readonly #limit: LimitFunction;
  #held = 0;
  readonly #waiting: { readonly urgency: number; readonly begin: () => Promise<void> }[] = [];

  /**
   * @param count - how many places there are
   */
  constructor(count: number) {
    this.count = count;
    this.#limit = pLimit(count);
  }

  /** How many places nobody holds. */
  get free(): number {
    return this.count - this.#held;
  }

  /**
   * Waits for a place and keeps it while something goes on.
   *
   * @param urgency - a greater one goes before
   * @param use - what goes on; the place is given back when its promise is settled
   * @returns what that gives
   * @throws what that throws
   */
  hold<T>(urgency: number, use: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const begin = async (): Promise<void> => {
        this.#held += 1;
        try {
          resolve(await use());
        } catch (error) {
          reject(error);
        } finally {
          this.#held -= 1;
        }
      };
      const place = this.#waiting.findIndex((other) => other.urgency < urgency);
      this.#waiting.splice(place === -1 ? this.#waiting.length : place, 0, { urgency, begin });
      // Which one a free place takes is decided when it is free.
      void this.#limit(() => this.#waiting.shift()?.begin());
    });
  }
}

/** Somebody waits for this one, so that it goes before all others. */
export const URGENT: number = Number.POSITIVE_INFINITY;
/** Before all others, but for those that somebody waits for. */
export const SOON: number = 1e12;
/** It goes on only where a place would be empty otherwise. */
export const WHENEVER: number = -1e12;
/** Only when nobody else waits for a place at all; to it the urgency among others of this kind is added. */
export const LAST: number = -1e15;
