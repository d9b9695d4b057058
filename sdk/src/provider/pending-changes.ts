/** Whatever is kept under an id. */
export interface Identified {
  readonly id: string;
}

/** One change: something created or replaced, or something removed. */
export type PendingChange<T extends Identified> = { readonly put: T } | { readonly remove: string };

/** The oldest pending changes: the last one of each id, and how many pending changes they stand for. */
export interface PendingBatch<C> {
  readonly changes: readonly C[];
  readonly taken: number;
}

/**
 * The changes that are acknowledged and not committed, in the order in which they were made.
 *
 * Batches are cut off the beginning, so that what is committed is always a state that there once was.
 */
export class PendingChanges<T extends Identified, C extends PendingChange<T>> {
  #log: C[] = [];
  #latest = new Map<string, C>();

  get size(): number {
    return this.#log.length;
  }

  /** The last pending change of an id. */
  get(id: string): C | undefined {
    return this.#latest.get(id);
  }

  add(change: C): void {
    this.#log.push(change);
    this.#latest.set(idOf(change), change);
  }

  /** The oldest changes, of which `count` are looked at. */
  first(count: number): PendingBatch<C> {
    const oldest = this.#log.slice(0, Math.max(count, 1));
    const noneTwice = this.#latest.size === this.#log.length;
    if (noneTwice) return { changes: oldest, taken: oldest.length };
    const byId = new Map<string, C>();
    for (const change of oldest) {
      byId.delete(idOf(change));
      byId.set(idOf(change), change);
    }
    return { changes: [...byId.values()], taken: oldest.length };
  }

  /** Takes a committed batch off. */
  committed(batch: PendingBatch<C>): void {
    if (batch.taken === this.#log.length) {
      // A map that has lived long keeps what was in it alive for a while: cheaper than emptying them are new ones.
      this.#log = [];
      this.#latest = new Map();
      return;
    }
    for (const change of this.#log.splice(0, batch.taken)) {
      if (this.#latest.get(idOf(change)) === change) this.#latest.delete(idOf(change));
    }
  }

  /**
   * Lays the pending changes over what is committed.
   *
   * @param belongs - whether something that was put is in the list at all
   */
  overlay(committed: Iterable<T>, belongs: (put: T) => boolean): Iterable<T> {
    if (this.#latest.size === 0) return committed;
    const result: T[] = [];
    const seen = new Set<string>();
    for (const item of committed) {
      const change = this.#latest.get(item.id);
      if (change === undefined) result.push(item);
      else if ('put' in change && belongs(change.put)) {
        seen.add(item.id);
        result.push(change.put);
      }
    }
    for (const [id, change] of this.#latest) {
      if ('put' in change && belongs(change.put) && !seen.has(id)) result.push(change.put);
    }
    return result;
  }
}

/** The id of the object that a change is about. */
export function idOf(change: PendingChange<Identified>): string {
  return 'put' in change ? change.put.id : change.remove;
}
