import { runHook, runListHook } from '../../com/hook-failures.js';
import type { WriteBehindOptions } from '../common/pace.js';
import { refusePromise } from '../common/refuse-promise.js';
import type { Synchronous } from '../common/synchronous.js';
import { withWriteBehind } from '../common/with-write-behind.js';
import type { WriteBehindMembers } from '../common/write-behind-members.js';
import { AbstractMessageStore } from './abstract-message-store.js';
import { decodeWhole } from './apart-values.js';
import { encodedChanges } from './encoded-changes.js';
import type { EncodedObject } from './encoded-object.js';
import type { InFolder, StoreChange } from './store-changes.js';
import type { StoredObject, StoredObjectKind } from './stored-object.js';
import { apartIn } from './stored-object-codec.js';

/** Reaches the bytes that an author's store has. */
let bytesIn: (store: object, id: string) => Uint8Array | undefined;

const EncodedBase: abstract new (
  options?: WriteBehindOptions,
) => AbstractMessageStore & WriteBehindMembers<StoredObject, StoreChange<EncodedObject>, InFolder> = withWriteBehind(
  AbstractMessageStore,
  (store) => encodedChanges((id) => idsOfValues(bytesIn(store, id))),
);

/**
 * The base of a write-behind store over a database that keeps bytes, and copies what it is given before its function returns:
 * a transaction of LMDB that is synchronous does, and so does a statement of SQLite.
 *
 * It behaves as {@link AbstractWriteBehindStore} does. Objects become bytes at the save, which are what waits for the commit: a
 * client that saves much mail feels it, since a message that waits as bytes costs V8 nothing, and their memory is used again
 * after the commit. What the client, an open message or a table has is never in that memory.
 *
 * Large values of messages, as the data of an attachment, are kept apart: as entries of their own, of kind `value`, whose
 * parent is the message. They come and go in the same batch as their message, and a change of the message that does not touch
 * them does not write them again. To an author they are entries like others.
 */
export abstract class AbstractEncodedStore extends EncodedBase {
  static {
    bytesIn = (store, id) => {
      if (!(store instanceof AbstractEncodedStore)) throw new TypeError('that is no store of bytes');
      return runHook(store, 'readBytes', () => refusePromise('readBytes', store.readBytes(id))) ?? undefined;
    };
  }

  /**
   * Makes changes durable, in one synchronous transaction; as {@link AbstractWriteBehindStore} says of its own `commit`.
   *
   * @param batch - the changes in order; nothing occurs twice. The bytes are to be asked for within the transaction, since
   *   {@link AbstractEncodedStore.readBytes} may be called for that, and valid until this returns: whoever keeps them, or passes
   *   them to a thread, needs a copy
   */
  protected abstract override commit(batch: readonly StoreChange<EncodedObject>[]): Synchronous;

  /**
   * Reads the bytes of one committed object, or of a large value of one.
   *
   * @returns the bytes as they were committed, or undefined when there is none. They are looked at before the next hook is
   *   called, and may lie in memory that the database uses again then
   */
  protected abstract readBytes(id: string): Uint8Array | undefined;

  /**
   * Lists the bytes of the committed objects of a folder; as {@link AbstractMessageStore.list}. Each one is looked at before
   * the next one is asked for; `readBytes` may be called in between.
   */
  protected abstract listBytes(parent: string, kind: StoredObjectKind): Iterable<Uint8Array>;

  protected override readCommitted(id: string): StoredObject | undefined {
    const bytes = bytesIn(this, id);
    return bytes && decodeWhole(bytes, (value) => bytesIn(this, value));
  }

  protected override *listCommitted(parent: string, kind: StoredObjectKind): Iterable<StoredObject> {
    const list = (): Iterable<Uint8Array> => refusePromise('listBytes', this.listBytes(parent, kind));
    for (const bytes of runListHook(this, 'listBytes', list)) {
      const object = decodeWhole(bytes, (id) => bytesIn(this, id));
      if (object !== undefined) yield object;
    }
  }
}

function idsOfValues(bytes: Uint8Array | undefined): ReadonlySet<string> {
  return new Set(bytes && apartIn(bytes).map(({ id }) => id));
}
