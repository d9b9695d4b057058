import type { WriteBehindOptions } from '../common/pace.js';
import type { Synchronous } from '../common/synchronous.js';
import { withWriteBehind } from '../common/with-write-behind.js';
import type { WriteBehindMembers } from '../common/write-behind-members.js';
import { asTheyAre, noCache } from '../common/write-behind-rules.js';
import { AbstractAddressBook } from './abstract-address-book.js';
import type { StoredEntry } from './stored-entry.js';

/** One change of an address book: an entry created or replaced, or one removed. */
export type EntryChange = { readonly put: StoredEntry } | { readonly remove: string; readonly container: string };

const WriteBehindBase: abstract new (
  options?: WriteBehindOptions,
) => AbstractAddressBook & WriteBehindMembers<StoredEntry, EntryChange, [container: string]> = withWriteBehind(
  AbstractAddressBook,
  () => ({
    what: 'the address book',
    listOf: ({ container }: StoredEntry) => container,
    listNamed: (container: string) => container,
    put: (entry): EntryChange => ({ put: entry }),
    removal: ({ id, container }) => ({ remove: id, container }),
    merge: (_earlier, later) => later,
    batchOf: (changes) => changes,
    newCache: () => noCache(),
    newForm: () => asTheyAre(),
  }),
);

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
export abstract class AbstractWriteBehindAddressBook extends WriteBehindBase {
  /**
   * Makes changes durable, synchronously.
   *
   * Entries do not depend on one another, so the batch need not be one transaction, but each entry must be whole, as it was
   * or as it is now. When this throws, the whole batch stays pending and comes again, after `recover`, together with later
   * changes: doing a change twice must be the same as doing it once.
   *
   * @param batch - the changes in order; no entry occurs twice
   */
  protected abstract override commit(batch: readonly EntryChange[]): Synchronous;

  /** Reads one committed entry; as {@link AbstractAddressBook.read}. */
  protected abstract override readCommitted(id: string): StoredEntry | undefined;

  /** Lists the committed entries of a container; as {@link AbstractAddressBook.list}. */
  protected abstract override listCommitted(container: string): Iterable<StoredEntry>;
}
