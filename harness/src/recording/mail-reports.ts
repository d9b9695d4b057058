import { ordinal } from './item-words.js';

/** So many reports about a message were in the inbox when nothing moved any more. */
interface Known {
  readonly count: number;
  /** The life (0-based) in which that was so. */
  readonly life: number;
}

/**
 * Counts the reports in the inbox about each message, and tells of which message the user was told once more.
 *
 * Whoever has told the user that a message could not be sent, and has had the time to note it, does not tell it again: else
 * the user is told so at every start.
 */
export class Reports {
  /** What the read-back that goes on has found so far, by message. */
  #counted = new Map<string, number>();
  /** What the last read-back has found. */
  #latest: ReadonlyMap<string, number> = new Map();
  readonly #known = new Map<string, Known>();
  #isQuiet = false;

  /** A report is about a message. */
  add(item: string): void {
    this.#counted.set(item, (this.#counted.get(item) ?? 0) + 1);
  }

  /** Nothing moves any more: what is read back now is known to whoever has brought it. */
  settled(): void {
    this.#isQuiet = true;
  }

  /** The next life begins, or a shutdown: what moves now nobody waits for. */
  moves(): void {
    this.#isQuiet = false;
  }

  /** A read-back is over in a life (0-based). */
  readBack(life: number): void {
    for (const [item, count] of this.#isQuiet ? this.#counted : []) this.#known.set(item, { count, life });
    this.#latest = this.#counted;
    this.#counted = new Map();
  }

  /** A life ended without a promise: what was known in it may be forgotten. */
  loosen(life: number): void {
    for (const [item, known] of this.#known) if (known.life === life) this.#known.delete(item);
  }

  /** How often the user was told of a message, in words, where once was enough; null: not more often than known. */
  repeated(item: string): string | null {
    const known = this.#known.get(item);
    const count = this.#latest.get(item) ?? 0;
    if (known === undefined || count <= known.count) return null;
    return `${count} reports, although there ${known.count === 1 ? 'was one' : `were ${known.count}`} in the ${ordinal(known.life)} life, and all was quiet then,`;
  }
}
