import type { WriteBehindOptions } from '../common/pace.js';
import type { Synchronous } from '../common/synchronous.js';
import { withWriteBehind } from '../common/with-write-behind.js';
import type { WriteBehindMembers } from '../common/write-behind-members.js';
import { AbstractMessageStore } from './abstract-message-store.js';
import { KnownFolders } from './known-folders.js';
import type { StoredObject, StoredObjectKind } from './stored-object.js';

/**
 * One change of a store: an object created or replaced, or one removed.
 *
 * It says where the object is by what has been committed, so that a store with an index of its folders can take it off
 * there without a look at the object: `movedFrom` of one that was moved, `parent` of one that is removed. Another process
 * may have moved it meanwhile. What is then left in the index does no harm: the SDK leaves out of a list whatever says
 * itself that it is in another folder.
 */
export type StoreChange =
  | {
      readonly put: StoredObject;
      /** The id of the folder that the object was in before; absent where it is in the same one, or new. */
      readonly movedFrom?: string;
    }
  | {
      readonly remove: string;
      /** The id of the folder that the object is in. */
      readonly parent: string | null;
      readonly kind: StoredObjectKind;
    };

const WriteBehindBase: abstract new (
  options?: WriteBehindOptions,
) => AbstractMessageStore & WriteBehindMembers<StoredObject, StoreChange, [parent: string, kind: StoredObjectKind]> =
  withWriteBehind(AbstractMessageStore, {
    what: 'the store',
    listOf: ({ parent, kind }: StoredObject) => listName(parent, kind),
    listNamed: listName,
    put: (object, movedFrom): StoreChange => (movedFrom === undefined ? { put: object } : { put: object, movedFrom }),
    removal: ({ id, parent, kind }) => ({ remove: id, parent, kind }),
    merge: mergeChanges,
    newCache: () => new KnownFolders(),
  });

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
   * Where it fails it throws, and must leave behind what was there before: the transaction is rolled back, half a record is
   * cut off, and what was committed is read as before. The changes stay pending and come again, together with later ones: an
   * object may then be another one, or removed, and a batch may be cut elsewhere. A commit of which is not known whether it
   * has succeeded throws as well; to do a change twice must be the same as to do it once. Before the next one `recover` is called.
   *
   * @param batch - the changes in order; no object occurs twice
   */
  protected abstract override commit(batch: readonly StoreChange[]): Synchronous;

  /** Reads one committed object; as {@link AbstractMessageStore.read}. */
  protected abstract override readCommitted(id: string): StoredObject | undefined;

  /** Lists the committed objects of a folder; as {@link AbstractMessageStore.list}. */
  protected abstract override listCommitted(parent: string, kind: StoredObjectKind): Iterable<StoredObject>;
}

function listName(parent: string | null, kind: StoredObjectKind): string {
  return `${kind} ${parent}`;
}

/** One change instead of two: it begins where the first one began, and ends with the second. */
function mergeChanges(earlier: StoreChange, later: StoreChange): StoreChange {
  const from = 'put' in earlier ? earlier.movedFrom : undefined;
  if (from === undefined) return later;
  if (!('put' in later)) return { ...later, parent: from };
  return later.put.parent === from ? { put: later.put } : { put: later.put, movedFrom: from };
}
