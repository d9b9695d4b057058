import { runHook, runListHook } from '../../com/hook-failures.js';
import type { Identified, PendingChange } from '../objects/pending-changes.js';
import type { AbstractRepository } from './abstract-repository.js';
import { type Pace, paceOf, type WriteBehindOptions } from './pace.js';
import { WriteBehindItems } from './write-behind-items.js';
import type { WriteBehindMembers } from './write-behind-members.js';
import type { WriteBehindRules } from './write-behind-rules.js';

/**
 * Makes the write-behind base of a kind of provider out of its base: what is written and removed is acknowledged at once,
 * and committed in batches in the background.
 *
 * @param rulesOf - what the changes of one object of the author's class look like
 */
export function withWriteBehind<
  T extends Identified,
  H extends Identified,
  C extends PendingChange<H>,
  W extends readonly unknown[],
  R extends AbstractRepository<T, W>,
  B = C,
>(
  base: abstract new () => R & AbstractRepository<T, W>,
  rulesOf: (repository: AbstractRepository<T, W>) => WriteBehindRules<T, H, C, W, B>,
): abstract new (
  options?: WriteBehindOptions,
) => R & WriteBehindMembers<T, B, W> {
  // A class cannot extend a type parameter: inside, the base is any repository of these items.
  const Repository: abstract new () => AbstractRepository<T, W> = base;

  abstract class WriteBehindRepository extends Repository {
    readonly #pace: Pace;
    readonly #items: WriteBehindItems<T, H, C, W, B>;

    constructor(options: WriteBehindOptions = {}) {
      super();
      this.#pace = paceOf(options);
      this.#items = new WriteBehindItems(rulesOf(this), {
        commit: (batch) => runHook(this, 'commit', () => this.commit(batch)),
        recover: (error) => runHook(this, 'recover', () => this.recover(error)),
        maintain: () => runHook(this, 'maintain', () => this.maintain()),
        readCommitted: (id) => runHook(this, 'readCommitted', () => this.readCommitted(id)),
        listCommitted: (...where) => runListHook(this, 'listCommitted', () => this.listCommitted(...where)),
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
      return this.#items.pendingCount;
    }

    protected abstract commit(batch: readonly B[]): void;
    protected abstract readCommitted(id: string): T | undefined;
    protected abstract listCommitted(...where: W): Iterable<T>;
    protected recover(_error: unknown): void {}
    protected maintain(): void {}

    protected override read(id: string): T | undefined {
      return this.#items.read(id);
    }

    protected override list(...where: W): Iterable<T> {
      return this.#items.list(...where);
    }

    protected override write(item: T, movedFrom?: string): void {
      this.#items.write(item, movedFrom);
    }

    protected override remove(id: string): void {
      this.#items.remove(id);
    }

    protected override open(): void {
      this.#items.behind.open();
    }

    protected override prepareForExit(): void {
      this.#items.behind.prepareForExit();
    }

    protected override persistForExit(): void {
      this.#items.behind.persistForExit();
    }

    protected override close(): void {
      this.#items.behind.close();
    }

    protected flush(): void {
      this.#items.behind.commitAll();
    }
  }

  // Nothing in TypeScript says that a class made here has both the members of `base` and protected ones of its own.
  return WriteBehindRepository as unknown as abstract new (
    options?: WriteBehindOptions,
  ) => R & WriteBehindMembers<T, B, W>;
}
