import type { WriteBehindOptions } from '../common/pace.js';
import type { Synchronous } from '../common/synchronous.js';
import { withWriteBehind } from '../common/with-write-behind.js';
import type { WriteBehindMembers } from '../common/write-behind-members.js';
import { asTheyAre } from '../common/write-behind-rules.js';
import { AbstractMessageStore } from './abstract-message-store.js';
import { type InFolder, type StoreChange, storeChanges } from './store-changes.js';
import type { StoredObject, StoredObjectKind } from './stored-object.js';

const WriteBehindBase: abstract new (
  options?: WriteBehindOptions,
) => AbstractMessageStore & WriteBehindMembers<StoredObject, StoreChange, InFolder> = withWriteBehind(
  AbstractMessageStore,
  () => storeChanges(asTheyAre<StoredObject>),
);

/**
 * The base of a store that acknowledges saves at once and commits them in batches in the background.
 *
 * Changes wait in memory, in order, and reads and lists see them. NotifyProcessShutdown stops maintenance and commits
 * what is pending; DoFastShutdown and the classic logoff commit everything, synchronously, and stop all timers. A commit
 * that fails keeps its changes pending; they are tried again after {@link AbstractWriteBehindStore.recover}, and while
 * something is pending, DoFastShutdown does not succeed.
 * A change that comes after DoFastShutdown is committed before it is acknowledged. The timers keep no process alive.
 *
 * An author who overrides `open`, `prepareForExit`, `persistForExit` or `close` must call the overridden one; that of
 * `open` last, when nothing can fail any more. In `close` it is called first: when it throws, the changes are still pending
 * and the database must stay open, see {@link AbstractMessageStore.close}.
 */
export abstract class AbstractWriteBehindStore extends WriteBehindBase {
  /**
   * Makes changes durable, in one synchronous transaction: all of them or none.
   *
   * Where it fails it throws, and must leave behind what was there before: the transaction is rolled back, half a record is cut
   * off, and what was committed is read as before. The changes stay pending and come again, together with later ones: an object
   * may then be another one, or removed, and a batch may be cut elsewhere. A commit of which is not known whether it has
   * succeeded throws as well; to do a change twice must be the same as to do it once. Before the next one `recover` is called.
   *
   * @param batch - the changes in order; no object occurs twice
   */
  protected abstract override commit(batch: readonly StoreChange[]): Synchronous;

  /** Reads one committed object; as {@link AbstractMessageStore.read}. */
  protected abstract override readCommitted(id: string): StoredObject | undefined;

  /** Lists the committed objects of a folder; as {@link AbstractMessageStore.list}. */
  protected abstract override listCommitted(parent: string, kind: StoredObjectKind): Iterable<StoredObject>;
}
