import type { LifePlan } from '../life/life-plan.js';
import type { LifeFacts } from '../recording/recording.js';
import { type Places, URGENT, WHENEVER } from './places.js';

/** So many runs are read back by one process at the most: what it dies over must be read again, one by one. */
export const MOST_TOGETHER = 8;

/** A finished run that can be read back. */
export interface Reading {
  readonly plan: LifePlan;
  /** Where the plan is written for the host to read. */
  readonly planFile: string;
  /** Of the run's data. */
  readonly cwd: string;
  /** How many items the lives of the run have worked on. */
  readonly items: number;
}

/** After so many runs that were not found as expected nobody is read together any more: there is a reason for it. */
const MOST_UNEXPECTED = 3;

interface Waiting {
  readonly reading: Reading;
  readonly resolve: (facts: LifeFacts | null) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Has finished runs read back, several by one fresh process, one after the other: most of what such a life costs is
 * the start of its process.
 *
 * Nobody is believed who reads several runs and finds anything wrong with one: that one has to be read once more, by a
 * process of its own.
 */
export class ReadBackPool {
  readonly #places: Places;
  readonly #read: (readings: readonly Reading[]) => Promise<readonly (LifeFacts | null)[]>;
  #waiting: Waiting[] = [];
  #unexpected = 0;

  /**
   * @param places - each process takes one: as a rule when it would be empty otherwise
   * @param read - reads runs back in one process: the facts of that, one for each run; null: it did not come to its end
   */
  constructor(places: Places, read: (readings: readonly Reading[]) => Promise<readonly (LifeFacts | null)[]>) {
    this.#places = places;
    this.#read = read;
  }

  /** Whether runs are still read together. */
  get isOpen(): boolean {
    return this.#unexpected < MOST_UNEXPECTED;
  }

  /** Something was found otherwise than expected. */
  noteUnexpected(): void {
    this.#unexpected += 1;
  }

  /**
   * Has a run read back.
   *
   * @param reading - the run
   * @returns the facts of the process; null: it must be read by another one
   */
  add(reading: Reading): Promise<LifeFacts | null> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ reading, resolve, reject });
      const urgency = this.#waiting.length >= MOST_TOGETHER ? URGENT : WHENEVER;
      void this.#places.take(urgency, () => this.#readSome());
    });
  }

  /** As many as leave some for the other places, which may be as free. */
  async #readSome(): Promise<void> {
    const share = Math.ceil(this.#waiting.length / this.#places.count);
    const count = this.#waiting.length >= MOST_TOGETHER ? MOST_TOGETHER : share;
    const some = this.#waiting.splice(0, count);
    if (some.length === 0) return;
    try {
      const facts = await this.#read(some.map(({ reading }) => reading));
      // A provider that hangs or dies over it once would do so again, and each time costs the watchdog's patience.
      if (facts.includes(null)) this.#unexpected = MOST_UNEXPECTED;
      for (const [index, { resolve }] of some.entries()) resolve(facts[index] ?? null);
    } catch (error) {
      for (const { reject } of some) reject(error);
    }
  }
}
