import { runHook, runListHook } from '../../com/hook-failures.js';
import type { Identified, PendingChange } from '../objects/pending-changes.js';
import type { AbstractRepository } from './abstract-repository.js';
import { type Pace, paceOf, type WriteBehindOptions } from './pace.js';
import { WriteBehind } from './write-behind.js';
import type { WriteBehindMembers } from './write-behind-members.js';

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
  /** Has an item wait, as it is now. */
  hold(item: T): H;
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

/** What the changes of a kind of provider look like: of items `T`, of which `H` is what waits. */
export interface WriteBehindRules<T, H, C, W extends readonly unknown[]> {
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
  newCache(): CommittedCache<T>;
  newForm(): WaitingForm<T, H>;
}

/** A cache for where reading what is committed costs nothing. */
export function noCache<T>(): CommittedCache<T> {
  return { read: (id, _isPending, readCommitted) => readCommitted(id), clear: () => {} };
}

/**
 * Makes the write-behind base of a kind of provider out of its base: what is written and removed is acknowledged at once,
 * and committed in batches in the background.
 */
export function withWriteBehind<
  T extends Identified,
  H extends Identified,
  C extends PendingChange<H>,
  W extends readonly unknown[],
  R extends AbstractRepository<T, W>,
>(
  base: abstract new () => R & AbstractRepository<T, W>,
  rules: WriteBehindRules<T, H, C, W>,
): abstract new (
  options?: WriteBehindOptions,
) => R & WriteBehindMembers<T, C, W> {
  // A class cannot extend a type parameter: inside, the base is any repository of these items.
  const Repository: abstract new () => AbstractRepository<T, W> = base;

  abstract class WriteBehindRepository extends Repository {
    readonly #pace: Pace;
    readonly #form: WaitingForm<T, H> = rules.newForm();
    readonly #behind: WriteBehind<H, C>;
    readonly #cache: CommittedCache<T> = rules.newCache();
    readonly #readCommitted = (id: string): T | undefined =>
      runHook(this, 'readCommitted', () => this.readCommitted(id));

    constructor(options: WriteBehindOptions = {}) {
      super();
      this.#pace = paceOf(options);
      this.#behind = new WriteBehind({
        what: rules.what,
        listOf: rules.listOf,
        merge: rules.merge,
        commit: (changes) => {
          // Another process may have changed them as well: nothing kept is older than the oldest pending change.
          this.#cache.clear();
          return runHook(this, 'commit', () => this.commit(changes));
        },
        recover: (error) => runHook(this, 'recover', () => this.recover(error)),
        release: (held) => this.#form.release(held),
        rest: () => this.#form.rest(),
        maintain: () => runHook(this, 'maintain', () => this.maintain()),
        pace: () => ({
          commitInterval: this.commitInterval,
          batchSize: this.batchSize,
          maintenanceInterval: this.maintenanceInterval,
          resumeAfter: this.resumeAfter,
        }),
      });
    }

    protected get commitInterval(): number {
      return this.#pace.commitInterval;
    }

    protected get batchSize(): number {
      return this.#pace.batchSize;
    }

    protected get maintenanceInterval(): number {
      return this.#pace.maintenanceInterval;
    }

    protected get resumeAfter(): number {
      return this.#pace.resumeAfter;
    }

    protected get pendingCount(): number {
      return this.#behind.pending.size;
    }

    protected abstract commit(batch: readonly C[]): void;
    protected abstract readCommitted(id: string): T | undefined;
    protected abstract listCommitted(...where: W): Iterable<T>;
    protected recover(_error: unknown): void {}
    protected maintain(): void {}

    protected override open(): void {
      this.#behind.open();
    }

    protected override read(id: string): T | undefined {
      const change = this.#behind.pending.get(id);
      if (change !== undefined) return 'put' in change ? this.#form.itemOf(change.put) : undefined;
      return this.#readNotPending(id);
    }

    #readNotPending(id: string): T | undefined {
      return this.#cache.read(id, this.pendingCount > 0, this.#readCommitted);
    }

    protected override list(...where: W): Iterable<T> {
      return this.#behind.pending.overlay(
        runListHook(this, 'listCommitted', () => this.listCommitted(...where)),
        rules.listNamed(...where),
        this.#form.itemOf,
      );
    }

    protected override write(item: T, movedFrom?: string): void {
      this.#behind.accept(rules.put(this.#form.hold(item), movedFrom));
    }

    protected override remove(id: string): void {
      const change = this.#behind.pending.get(id);
      const item = change === undefined ? this.#readNotPending(id) : 'put' in change ? change.put : undefined;
      if (item !== undefined) this.#behind.accept(rules.removal(item));
    }

    protected override prepareForExit(): void {
      this.#behind.prepareForExit();
    }

    protected override persistForExit(): void {
      this.#behind.persistForExit();
    }

    protected override close(): void {
      this.#behind.close();
    }

    protected flush(): void {
      this.#behind.commitAll();
    }
  }

  // Nothing in TypeScript says that a class made here has both the members of `base` and protected ones of its own.
  return WriteBehindRepository as unknown as abstract new (
    options?: WriteBehindOptions,
  ) => R & WriteBehindMembers<T, C, W>;
}
