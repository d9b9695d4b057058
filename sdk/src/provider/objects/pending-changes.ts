/** Whatever is kept under an id. */
export interface Identified {
  readonly id: string;
}

/** One change: something created or replaced, or something removed. */
export type PendingChange<T extends Identified> = { readonly put: T } | { readonly remove: string };

/** The oldest pending changes: one of each id, and how many pending changes they stand for. */
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
  readonly #listOf: (put: T) => string;
  readonly #merge: (earlier: C, later: C) => C;
  #log: C[] = [];
  #latest = new Map<string, C>();
  /** What was put, by the list that it belongs to: made when somebody first asks for a list. */
  #lists: Map<string, Map<string, T>> | undefined;

  /**
   * @param listOf - the name of the list that something belongs to
   * @param merge - makes one change of two of the same id, which come into one batch
   */
  constructor(listOf: (put: T) => string, merge: (earlier: C, later: C) => C) {
    this.#listOf = listOf;
    this.#merge = merge;
  }

  get size(): number {
    return this.#log.length;
  }

  /** The last pending change of an id. */
  get(id: string): C | undefined {
    return this.#latest.get(id);
  }

  add(change: C): void {
    this.#log.push(change);
    const id = idOf(change);
    if (this.#lists !== undefined) this.#enlist(this.#lists, change, this.#latest.get(id));
    this.#latest.set(id, change);
  }

  /** The oldest changes, of which `count` are looked at. */
  first(count: number): PendingBatch<C> {
    const oldest = this.#log.slice(0, Math.max(count, 1));
    const noneTwice = this.#latest.size === this.#log.length;
    if (noneTwice) return { changes: oldest, taken: oldest.length };
    const byId = new Map<string, C>();
    for (const change of oldest) {
      const id = idOf(change);
      const earlier = byId.get(id);
      // What changes again comes later in the batch.
      if (earlier !== undefined) byId.delete(id);
      byId.set(id, earlier === undefined ? change : this.#merge(earlier, change));
    }
    return { changes: [...byId.values()], taken: oldest.length };
  }

  /** Takes a committed batch off; gives the changes that are no longer pending. */
  committed(batch: PendingBatch<C>): readonly C[] {
    if (batch.taken === this.#log.length) {
      const gone = this.#log;
      // A map that has lived long keeps what was in it alive for a while: cheaper than emptying them are new ones.
      this.#log = [];
      this.#latest = new Map();
      this.#lists = undefined;
      return gone;
    }
    const gone = this.#log.splice(0, batch.taken);
    for (const change of gone) {
      if (this.#latest.get(idOf(change)) !== change) continue;
      this.#latest.delete(idOf(change));
      if ('put' in change) this.#lists?.get(this.#listOf(change.put))?.delete(change.put.id);
    }
    return gone;
  }

  /**
   * Lays the pending changes over what is committed.
   *
   * @param committed - one list, as it is committed
   * @param list - its name
   * @param itemOf - makes an item of the list of what was put
   */
  overlay<I extends Identified>(committed: Iterable<I>, list: string, itemOf: (put: T) => I): Iterable<I> {
    if (this.#latest.size === 0) return committed;
    this.#lists ??= this.#makeLists();
    const put = this.#lists.get(list);
    const result: I[] = [];
    const seen = new Set<string>();
    for (const item of committed) {
      if (!this.#latest.has(item.id)) {
        result.push(item);
        continue;
      }
      const changed = put?.get(item.id);
      if (changed === undefined) continue;
      seen.add(item.id);
      result.push(itemOf(changed));
    }
    for (const [id, item] of put ?? []) {
      if (!seen.has(id)) result.push(itemOf(item));
    }
    return result;
  }

  #makeLists(): Map<string, Map<string, T>> {
    const lists = new Map<string, Map<string, T>>();
    for (const change of this.#latest.values()) this.#enlist(lists, change, undefined);
    return lists;
  }

  /** Enters a change, which takes the place of an earlier one of the same id. */
  #enlist(lists: Map<string, Map<string, T>>, change: C, before: C | undefined): void {
    const list = 'put' in change ? this.#listOf(change.put) : undefined;
    const left = before !== undefined && 'put' in before ? this.#listOf(before.put) : list;
    if (left !== undefined && left !== list) lists.get(left)?.delete(idOf(change));
    if (list === undefined || !('put' in change)) return;
    const members = lists.get(list);
    if (members === undefined) lists.set(list, new Map([[change.put.id, change.put]]));
    else members.set(change.put.id, change.put);
  }
}

/** The id of the object that a change is about. */
export function idOf(change: PendingChange<Identified>): string {
  return 'put' in change ? change.put.id : change.remove;
}
