/** What is committed and kept in memory for a while; each instance of an author's class has its own. */
export interface CommittedCache<T> {
  /**
   * Finds an item that has no pending change.
   *
   * @param isPending - whether changes of other items are pending
   * @param readCommitted - reads it where the author keeps it
   */
  read(id: string, isPending: boolean, readCommitted: (id: string) => T | undefined): T | undefined;
  /** Forgets everything, before a commit. */
  clear(): void;
}

/** The form in which items wait for their commit; each instance of an author's class has its own. */
export interface WaitingForm<T, H> {
  /**
   * Has an item wait, as it is now.
   *
   * @param before - what waits under the same id already
   */
  hold(item: T, before: H | undefined): H;
  /** The item that waits. */
  itemOf(held: H): T;
  /** What waited does so no longer: its memory may have other bytes. */
  release(held: H): void;
  /** Gives back memory that is kept for what will wait. */
  rest(): void;
}

/** Items that wait as what they are. */
export function asTheyAre<T>(): WaitingForm<T, T> {
  return { hold: (item) => item, itemOf: (item) => item, release: () => {}, rest: () => {} };
}

/**
 * What the changes of a kind of provider look like: of items `T`, of which `H` is what waits. A change is `C` while it waits,
 * and `B` where the author commits it.
 */
export interface WriteBehindRules<T, H, C, W extends readonly unknown[], B = C> {
  /** What it is, for example `the store`. */
  readonly what: string;
  /** The name of the list that an item belongs to. */
  listOf(held: H): string;
  /** The name of the list that `list` is asked for. */
  listNamed(...where: W): string;
  /** The change that puts an item. */
  put(held: H, movedFrom: string | undefined): C;
  /** The change that removes an item. */
  removal(item: T | H): C;
  /** Makes one change of two of the same id. */
  merge(earlier: C, later: C): C;
  /** What the author is given of changes that are to be committed together. */
  batchOf(changes: readonly C[]): readonly B[];
  newCache(): CommittedCache<T>;
  newForm(): WaitingForm<T, H>;
}

/** A cache for where reading what is committed costs nothing. */
export function noCache<T>(): CommittedCache<T> {
  return { read: (id, _isPending, readCommitted) => readCommitted(id), clear: () => {} };
}
