import type { ItemCategory } from './events.js';
import type { Difference, DifferenceKind, LedgerOutcome } from './observation.js';

/** Of each kind and category, this many differences are kept in full; all are counted. */
const FIRST = 5;

/** Counts differences exactly, and keeps the first of each kind and category. */
export class DifferenceList {
  readonly #first: Difference[] = [];
  readonly #counts = new Map<
    string,
    { readonly kind: DifferenceKind; readonly category: ItemCategory; count: number }
  >();

  /**
   * Counts a difference.
   *
   * @param describe - makes the full account; called only when it is kept
   */
  add(kind: DifferenceKind, category: ItemCategory, describe: () => Difference): void {
    const key = `${kind} ${category}`;
    let entry = this.#counts.get(key);
    if (entry === undefined) {
      entry = { kind, category, count: 0 };
      this.#counts.set(key, entry);
    }
    entry.count += 1;
    if (entry.count <= FIRST) this.#first.push(describe());
  }

  /** The exact numbers. */
  counts(): LedgerOutcome['counts'] {
    return [...this.#counts.values()];
  }

  /** The differences kept. */
  first(): readonly Difference[] {
    return this.#first;
  }
}
