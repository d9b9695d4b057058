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

/** What the changes of a kind of provider look like. */
export interface WriteBehindRules<T, C, W extends readonly unknown[]> {
  /** What it is, for example `the store`. */
  readonly what: string;
  /** The name of the list that an item belongs to. */
  listOf(item: T): string;
  /** The name of the list that `list` is asked for. */
  listNamed(...where: W): string;
  /** The change that puts an item. */
  put(item: T, movedFrom: string | undefined): C;
  /** The change that removes an item. */
  removal(item: T): C;
  /** Makes one change of two of the same id. */
  merge(earlier: C, later: C): C;
  newCache(): CommittedCache<T>;
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
  C extends PendingChange<T>,
  W extends readonly unknown[],
  R extends AbstractRepository<T, W>,
>(
  base: abstract new () => R & AbstractRepository<T, W>,
  rules: WriteBehindRules<T, C, W>,
): abstract new (
  options?: WriteBehindOptions,
) => R & WriteBehindMembers<T, C, W> {
  // A class cannot extend a type parameter: inside, the base is any repository of these items.
  const Repository: abstract new () => AbstractRepository<T, W> = base;

  abstract class WriteBehindRepository extends Repository {
    readonly #pace: Pace;
    readonly #behind: WriteBehind<T, C>;
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
      if (change !== undefined) return 'put' in change ? change.put : undefined;
      return this.#cache.read(id, this.pendingCount > 0, this.#readCommitted);
    }

    protected override list(...where: W): Iterable<T> {
      return this.#behind.pending.overlay(
        runListHook(this, 'listCommitted', () => this.listCommitted(...where)),
        rules.listNamed(...where),
      );
    }

    protected override write(item: T, movedFrom?: string): void {
      this.#behind.accept(rules.put(item, movedFrom));
    }

    protected override remove(id: string): void {
      const item = this.read(id);
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
