import type { Identified, PendingChange } from '../objects/pending-changes.js';
import type { Pace } from './pace.js';
import { WriteBehind } from './write-behind.js';
import type { CommittedCache, WaitingForm, WriteBehindRules } from './write-behind-rules.js';

/** The hooks of an author's class that write behind. What they return is passed on, so that a promise is seen and refused. */
export interface WriteBehindHooks<T, B, W extends readonly unknown[]> {
  commit(batch: readonly B[]): void;
  recover(error: unknown): void;
  maintain(): void;
  readCommitted(id: string): T | undefined;
  listCommitted(...where: W): Iterable<T>;
  /** Asked for whenever it matters: an author's class may compute it. */
  pace(): Pace;
}

/** The items of a provider as its clients see them: what is committed, with the changes that wait for their commit. */
export class WriteBehindItems<
  T extends Identified,
  H extends Identified,
  C extends PendingChange<H>,
  W extends readonly unknown[],
  B = C,
> {
  readonly #rules: WriteBehindRules<T, H, C, W, B>;
  readonly #hooks: WriteBehindHooks<T, B, W>;
  readonly #form: WaitingForm<T, H>;
  readonly #cache: CommittedCache<T>;
  /** The changes on their way to the disk. */
  readonly behind: WriteBehind<H, C>;

  constructor(rules: WriteBehindRules<T, H, C, W, B>, hooks: WriteBehindHooks<T, B, W>) {
    this.#rules = rules;
    this.#hooks = hooks;
    this.#form = rules.newForm();
    this.#cache = rules.newCache();
    this.behind = new WriteBehind({
      what: rules.what,
      listOf: rules.listOf,
      merge: rules.merge,
      commit: (changes) => {
        // Another process may have changed them as well: nothing kept is older than the oldest pending change.
        this.#cache.clear();
        return hooks.commit(rules.batchOf(changes));
      },
      recover: hooks.recover,
      release: (held) => this.#form.release(held),
      rest: () => this.#form.rest(),
      maintain: hooks.maintain,
      pace: hooks.pace,
    });
  }

  get pendingCount(): number {
    return this.behind.pending.size;
  }

  read(id: string): T | undefined {
    const change = this.behind.pending.get(id);
    if (change !== undefined) return 'put' in change ? this.#form.itemOf(change.put) : undefined;
    return this.#readNotPending(id);
  }

  list(...where: W): Iterable<T> {
    const committed = this.#hooks.listCommitted(...where);
    return this.behind.pending.overlay(committed, this.#rules.listNamed(...where), this.#form.itemOf);
  }

  write(item: T, movedFrom: string | undefined): void {
    const change = this.behind.pending.get(item.id);
    const before = change !== undefined && 'put' in change ? change.put : undefined;
    this.behind.accept(this.#rules.put(this.#form.hold(item, before), movedFrom));
  }

  remove(id: string): void {
    const change = this.behind.pending.get(id);
    const item = change === undefined ? this.#readNotPending(id) : 'put' in change ? change.put : undefined;
    if (item !== undefined) this.behind.accept(this.#rules.removal(item));
  }

  #readNotPending(id: string): T | undefined {
    return this.#cache.read(id, this.pendingCount > 0, this.#hooks.readCommitted);
  }
}
