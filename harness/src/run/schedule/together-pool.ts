import type { LifeFacts } from '../../recording/recording.js';
import type { SharedLife } from '../process/run-life.js';
import { type Places, URGENT, WHENEVER } from './places.js';

/** So many lives are lived by one process at the most: what it dies over must be lived again, one by one. */
export const MOST_TOGETHER = 8;

/** After so many lives that did not go as expected none is lived together any more: there is a reason for it. */
const MOST_UNEXPECTED = 3;

/** Fewer are left for another place only when there are no more: a process of one life is no gain. */
const FEWEST = 4;
/** Who comes within this time, in milliseconds, comes together. */
const GATHERING_MS = 20;

interface Waiting {
  readonly life: SharedLife;
  readonly resolve: (facts: LifeFacts | null) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Has lives of several runs lived by one fresh process, one after the other: most of what a short life costs is the start
 * of its process.
 *
 * Such a process is believed only as long as everything goes as expected: whatever does not has to be lived once more, by
 * a process of its own.
 */
export class TogetherPool {
  readonly #places: Places;
  readonly #live: (lives: readonly SharedLife[]) => Promise<readonly (LifeFacts | null)[]>;
  #waiting: Waiting[] = [];
  #unexpected = 0;

  /**
   * @param places - each process takes one: as a rule when it would be empty otherwise
   * @param live - lives them in one process: the facts of that, one for each life; null: it did not end as planned
   * @param isOpen - lives are lived together at all
   */
  constructor(
    places: Places,
    live: (lives: readonly SharedLife[]) => Promise<readonly (LifeFacts | null)[]>,
    isOpen: boolean = true,
  ) {
    this.#places = places;
    this.#live = live;
    if (!isOpen) this.#unexpected = MOST_UNEXPECTED;
  }

  /** Whether lives are still lived together. */
  get isOpen(): boolean {
    return this.#unexpected < MOST_UNEXPECTED;
  }

  /** Something went otherwise than expected. */
  noteUnexpected(): void {
    this.#unexpected += 1;
  }

  /**
   * Has a life lived.
   *
   * @param life - which one
   * @returns the facts of the process; null: it must be lived by another one
   */
  add(life: SharedLife): Promise<LifeFacts | null> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ life, resolve, reject });
      setTimeout(() => {
        const urgency = this.#waiting.length >= MOST_TOGETHER ? URGENT : WHENEVER;
        void this.#places.hold(urgency, () => this.#liveSome());
      }, GATHERING_MS);
    });
  }

  /** As many as leave some for the other places, which may be as free. */
  async #liveSome(): Promise<void> {
    const share = Math.max(FEWEST, Math.ceil(this.#waiting.length / this.#places.count));
    const count = this.#waiting.length >= MOST_TOGETHER ? MOST_TOGETHER : share;
    const some = this.#waiting.splice(0, count);
    if (some.length === 0) return;
    try {
      const facts = await this.#live(some.map(({ life }) => life));
      // A provider that hangs or dies over it once would do so again, and each time costs the watchdog's patience.
      if (facts.includes(null)) this.#unexpected = MOST_UNEXPECTED;
      for (const [index, { resolve }] of some.entries()) resolve(facts[index] ?? null);
    } catch (error) {
      for (const { reject } of some) reject(error);
    }
  }
}
