import type { StoredObject } from './stored-object.js';

/** One change of a store: an object created or replaced, or one removed. */
export type StoreChange =
  | { readonly put: StoredObject }
  | { readonly remove: string; readonly parent: string | null; readonly kind: StoredObject['kind'] };

/** The oldest pending changes: the last one of each object, and how many pending changes they stand for. */
export interface PendingBatch {
  readonly changes: readonly StoreChange[];
  readonly taken: number;
}

/**
 * The changes that are acknowledged and not committed, in the order in which they were made.
 *
 * Batches are cut off the beginning, so that what is committed is always a state that the store once had.
 */
export class PendingChanges {
  readonly #log: StoreChange[] = [];
  readonly #latest = new Map<string, StoreChange>();

  get size(): number {
    return this.#log.length;
  }

  /** The last pending change of an object. */
  get(id: string): StoreChange | undefined {
    return this.#latest.get(id);
  }

  add(change: StoreChange): void {
    this.#log.push(change);
    this.#latest.set(idOf(change), change);
  }

  /** The oldest changes, of which `count` are looked at. */
  first(count: number): PendingBatch {
    const oldest = this.#log.slice(0, Math.max(count, 1));
    const byId = new Map<string, StoreChange>();
    for (const change of oldest) {
      byId.delete(idOf(change));
      byId.set(idOf(change), change);
    }
    return { changes: [...byId.values()], taken: oldest.length };
  }

  /** Takes a committed batch off. */
  committed(batch: PendingBatch): void {
    for (const change of this.#log.splice(0, batch.taken)) {
      if (this.#latest.get(idOf(change)) === change) this.#latest.delete(idOf(change));
    }
  }

  /** What a folder lists: the committed objects with the pending changes laid over them. */
  overlay(committed: Iterable<StoredObject>, parent: string, kind: StoredObject['kind']): Iterable<StoredObject> {
    if (this.#latest.size === 0) return committed;
    const result: StoredObject[] = [];
    const seen = new Set<string>();
    for (const object of committed) {
      const change = this.#latest.get(object.id);
      if (change === undefined) result.push(object);
      else if (isIn(change, parent, kind)) {
        seen.add(object.id);
        result.push(change.put);
      }
    }
    for (const [id, change] of this.#latest) {
      if (isIn(change, parent, kind) && !seen.has(id)) result.push(change.put);
    }
    return result;
  }
}

function isIn(
  change: StoreChange,
  parent: string,
  kind: StoredObject['kind'],
): change is { readonly put: StoredObject } {
  return 'put' in change && change.put.parent === parent && change.put.kind === kind;
}

/** The id of the object that a change is about. */
export function idOf(change: StoreChange): string {
  return 'put' in change ? change.put.id : change.remove;
}
