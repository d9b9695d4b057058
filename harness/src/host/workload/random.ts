import type { LifePlan } from '../../life/life-plan.js';

/**
 * What the work of a life is made from, besides its place: the seed, and the scenario, so that runs that one process reads
 * back hold nothing that could be taken for another's. A null control does the work of the scenario itself.
 */
export function seedsOf({ seed, scenario }: Pick<LifePlan, 'seed' | 'scenario'>): readonly number[] {
  let hash = 0;
  for (let i = 0; i < scenario.length; i += 1) hash = (Math.imul(hash, 31) + scenario.charCodeAt(i)) | 0;
  return [seed, hash];
}

/**
 * A repeatable source of numbers: mulberry32. Five lines in the process that dies are worth more than a library.
 */
export class Random {
  /** All times that are made with it are whole multiples of this one, in the unit of PT_SYSTIME. */
  timeUnit = 1n;
  #state: number;

  /** @param seeds - integers; the same ones give the same numbers on every machine */
  constructor(...seeds: readonly number[]) {
    this.#state = 0x9e3779b9;
    for (const seed of seeds) {
      this.#state = (Math.imul(this.#state ^ seed, 0x85ebca6b) + 0xc2b2ae35) | 0;
      this.word();
    }
  }

  /** 32 random bits, unsigned. */
  word(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  }

  /** A time as fine as they are to be. */
  time(fine: bigint): bigint {
    return fine - (fine % this.timeUnit);
  }

  /** An integer from 0 to `limit - 1`. */
  below(limit: number): number {
    return this.word() % limit;
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** `count` random bytes. */
  bytes(count: number): Uint8Array {
    const bytes = new Uint8Array(count);
    for (let i = 0; i < count; i += 4) {
      const word = this.word();
      for (let j = 0; j < 4 && i + j < count; j += 1) bytes[i + j] = word >>> (8 * j);
    }
    return bytes;
  }
}
