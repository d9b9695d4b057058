import { performance } from 'node:perf_hooks';
import type { LifeFacts } from '../../recording/recording.js';
import type { SharedLife } from '../process/run-life.js';
import { type Places, SOON, URGENT, WHENEVER } from './places.js';

/** So many lives are lived by one process at the most: what it dies over must be lived again, one by one. */
export const MOST_TOGETHER = 12;

/** After so many lives that did not go as expected none is lived together any more: there is a reason for it. */
const MOST_UNEXPECTED = 3;

/** Fewer are not left for another process: to start that takes longer than they do. */
const FEWEST = 4;
/** Who comes within this time, in milliseconds, comes together. */
const GATHERING_MS = 50;

interface Waiting {
  readonly life: SharedLife;
  readonly isUrgent: boolean;
  readonly resolve: (facts: LifeFacts | null) => void;
  readonly reject: (error: unknown) => void;
}

/** How lives are lived together. */
export interface TogetherOptions {
  /**
   * Among at most so many processes those lives are shared out that come together; as many as there are places unless given.
   */
  readonly processes?: number;
  /** Lives are lived together at all; they are unless given. */
  readonly isOpen?: boolean;
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
  readonly #processes: number;
  readonly #live: (lives: readonly SharedLife[]) => Promise<readonly (LifeFacts | null)[]>;
  #waiting: Waiting[] = [];
  #unexpected = 0;
  #gathers = false;
  /** Fewer wait for others. */
  #enough = 1;
  /** How many of its processes go on. */
  #going = 0;
  /** When the last one came. */
  #cameAt = 0;

  /**
   * @param places - each process takes one: as a rule when it would be empty otherwise
   * @param live - lives them in one process: the facts of that, one for each life; null: it did not end as planned
   * @param options - what is otherwise than usual
   */
  constructor(
    places: Places,
    live: (lives: readonly SharedLife[]) => Promise<readonly (LifeFacts | null)[]>,
    { processes = places.count, isOpen = true }: TogetherOptions = {},
  ) {
    this.#places = places;
    this.#live = live;
    this.#processes = processes;
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

  /** Whether few processes are wanted more than an early answer. */
  get gathers(): boolean {
    return this.#gathers;
  }

  /**
   * Has lives wait for each other from now on: somebody knows when no more of them come, and says so.
   *
   * @param enough - so many need not wait any more
   */
  gather(enough: number): void {
    this.#gathers = true;
    this.#enough = enough;
  }

  /** No more lives come for which others should wait. */
  noMore(): void {
    if (this.#enough === 1) return;
    this.#enough = 1;
    this.#gathered();
  }

  /**
   * Has a life lived.
   *
   * @param life - which one
   * @param isUrgent - others are to follow it
   * @returns the facts of the process; null: it must be lived by another one
   */
  add(life: SharedLife, isUrgent: boolean = false): Promise<LifeFacts | null> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ life, isUrgent, resolve, reject });
      this.#cameAt = performance.now();
      setTimeout(() => this.#gathered(), GATHERING_MS);
    });
  }

  /** Whoever came after the others has them wait a little longer. */
  #gathered(): void {
    const isLast = performance.now() - this.#cameAt >= GATHERING_MS - 1;
    if (!isLast && this.#waiting.length < MOST_TOGETHER) return;
    for (let left = this.#waiting.length; left > 0; left -= FEWEST) this.#begin();
  }

  #begin(): void {
    const urgency = this.#waiting.length >= MOST_TOGETHER ? SOON : WHENEVER;
    const isUrgent = this.#waiting.some((each) => each.isUrgent);
    void this.#places.hold(isUrgent ? URGENT : urgency, () => this.#liveSome());
  }

  async #liveSome(): Promise<void> {
    if (this.#waiting.length < this.#enough) return;
    const some = this.#waiting.splice(0, Math.min(this.#share(), MOST_TOGETHER));
    if (some.length === 0) return;
    this.#going += 1;
    try {
      const facts = await this.#live(some.map(({ life }) => life));
      // A provider that hangs or dies over it once would do so again, and each time costs the watchdog's patience.
      if (facts.includes(null)) this.#unexpected = MOST_UNEXPECTED;
      for (const [index, { resolve }] of some.entries()) resolve(facts[index] ?? null);
    } catch (error) {
      for (const { reject } of some) reject(error);
    } finally {
      this.#going -= 1;
    }
  }

  /** As many as leave enough for the places that are free as well. */
  #share(): number {
    const all = this.#waiting.length;
    const places = Math.max(1, Math.min(this.#processes - this.#going, 1 + this.#places.free));
    const share = Math.max(FEWEST, Math.ceil(all / places));
    return all - share < FEWEST ? all : share;
  }
}
