import type { EventBody } from '../../recording/events.js';
import type { Occurrence } from './activity.js';

/** Of each kind of activity, so many different ones are told apart; the others are added up. */
const MOST = 5;

type Activities = Extract<EventBody, { e: 'activity' }>;
type Counted = Pick<Activities, 'kind' | 'what' | 'repeats'> & { readonly counts: number[] };

/** Counts activity by what it is, and by slices of time: an account of bounded size, however much goes on. */
export class Tally {
  readonly #entries = new Map<string, Counted>();
  readonly #variety = new Map<string, number>();

  /**
   * Counts one more.
   *
   * @param slice - 0-based
   */
  add({ kind, what, repeats }: Occurrence, slice: number): void {
    const { counts } = this.#entries.get(keyOf(kind, what)) ?? this.#begin(kind, what, repeats);
    while (counts.length <= slice) counts.push(0);
    counts[slice] = (counts[slice] ?? 0) + 1;
  }

  /** What was counted, in the order in which it was first seen. */
  get entries(): readonly Counted[] {
    return [...this.#entries.values()];
  }

  #begin(kind: Counted['kind'], what: string, repeats: boolean): Counted {
    const variety = (this.#variety.get(kind) ?? 0) + 1;
    this.#variety.set(kind, variety);
    const name = variety > MOST ? 'others' : what;
    const known = this.#entries.get(keyOf(kind, name));
    if (known !== undefined) return known;
    const entry: Counted = { kind, what: name, repeats: variety <= MOST && repeats, counts: [] };
    this.#entries.set(keyOf(kind, name), entry);
    return entry;
  }
}

function keyOf(kind: string, what: string): string {
  return `${kind} ${what}`;
}
