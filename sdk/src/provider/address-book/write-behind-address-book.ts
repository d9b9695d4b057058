import { type Pace, paceOf, WriteBehind, type WriteBehindOptions } from '../common/write-behind.js';
import { AbstractAddressBook } from './abstract-address-book.js';
import type { StoredEntry } from './stored-entry.js';

/** One change of an address book: an entry created or replaced, or one removed. */
export type EntryChange = { readonly put: StoredEntry } | { readonly remove: string; readonly container: string };

/**
 * The base of an address book that acknowledges saves at once and commits them in batches in the background.
 *
 * Changes wait in memory, in order, and reads and lists see them. NotifyProcessShutdown stops maintenance and commits
 * what is pending; DoFastShutdown and the classic logoff commit everything, synchronously, and stop all timers. A commit
 * that fails keeps its changes pending; they are tried again after {@link AbstractWriteBehindAddressBook.recover}, and
 * while something is pending, DoFastShutdown does not succeed.
 * A change that comes after DoFastShutdown is committed before it is acknowledged. The timers keep no process alive.
 *
 * An author who overrides `open`, `prepareForExit`, `persistForExit` or `close` must call the overridden one; that of
 * `open` last, when nothing can fail any more.
 */
export abstract class AbstractWriteBehindAddressBook extends AbstractAddressBook {
  readonly #pace: Pace;
  readonly #behind: WriteBehind<StoredEntry, EntryChange>;

  /** @param options - the pace of the background work */
  constructor(options: WriteBehindOptions = {}) {
    super();
    this.#pace = paceOf(options);
    this.#behind = new WriteBehind({
      what: 'the address book',
      listOf: ({ container }) => container,
      merge: (_earlier, later) => later,
      commit: (changes) => this.commit(changes),
      recover: (error) => this.recover(error),
      maintain: () => this.maintain(),
      pace: () => ({
        commitInterval: this.commitInterval,
        batchSize: this.batchSize,
        maintenanceInterval: this.maintenanceInterval,
        resumeAfter: this.resumeAfter,
      }),
    });
  }

  /** Between two background commits, in milliseconds. */
  protected get commitInterval(): number {
    return this.#pace.commitInterval;
  }

  /**
   * The most changes of one commit in the background; NotifyProcessShutdown, DoFastShutdown, the logoff and `flush()`
   * commit all that is pending at once.
   */
  protected get batchSize(): number {
    return this.#pace.batchSize;
  }

  /** Between two calls of {@link AbstractWriteBehindAddressBook.maintain}, in milliseconds. */
  protected get maintenanceInterval(): number {
    return this.#pace.maintenanceInterval;
  }

  /** How long after an abandoned NotifyProcessShutdown maintenance resumes without a change, in milliseconds. */
  protected get resumeAfter(): number {
    return this.#pace.resumeAfter;
  }

  /** The number of changes that are acknowledged and not committed. */
  protected get pendingCount(): number {
    return this.#behind.pending.size;
  }

  /**
   * Makes changes durable, synchronously.
   *
   * Entries do not depend on one another, so the batch need not be one transaction, but each entry must be whole, as it was
   * or as it is now. When this throws, the whole batch stays pending and comes again, after `recover`, together with later
   * changes: doing a change twice must be the same as doing it once.
   *
   * @param batch - the changes in order; no entry occurs twice
   */
  protected abstract commit(batch: readonly EntryChange[]): void;

  /**
   * Makes the address book fit for use again: called before the first commit after one that has thrown, in the background, in
   * NotifyProcessShutdown, in DoFastShutdown or in the logoff, whichever comes first.
   *
   * Many databases are not the same after a write that failed, for example on a full disk: LevelDB acknowledges what the next
   * opening does not find, others fail for ever. What helps is to close and open again, and to look before whether there is
   * room. When this throws, nothing is committed, everything stays pending, and it is called again before the next attempt:
   * so does an address book that has to give up for good, with each call. Unless overridden it does nothing, which is right for a
   * database that says of itself that it is sound after an error.
   *
   * @param _error - what `commit` has thrown
   */
  protected recover(_error: unknown): void {}

  /** Reads one committed entry; as {@link AbstractAddressBook.read}. */
  protected abstract readCommitted(id: string): StoredEntry | undefined;

  /** Lists the committed entries of a container; as {@link AbstractAddressBook.list}. */
  protected abstract listCommitted(container: string): Iterable<StoredEntry>;

  /**
   * Looks for changes from outside, compacts, and so on: called when nothing is pending, and not between Notify and a
   * resumption.
   */
  protected maintain(): void {}

  protected override open(): void {
    this.#behind.open();
  }

  protected override read(id: string): StoredEntry | undefined {
    const change = this.#behind.pending.get(id);
    if (change === undefined) return this.readCommitted(id);
    return 'put' in change ? change.put : undefined;
  }

  protected override list(container: string): Iterable<StoredEntry> {
    return this.#behind.pending.overlay(this.listCommitted(container), container);
  }

  protected override write(entry: StoredEntry): void {
    this.#behind.accept({ put: entry });
  }

  protected override remove(id: string): void {
    const entry = this.read(id);
    if (entry === undefined) return;
    this.#behind.accept({ remove: id, container: entry.container });
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

  /** Commits everything pending, now. */
  protected flush(): void {
    this.#behind.commitAll();
  }
}
