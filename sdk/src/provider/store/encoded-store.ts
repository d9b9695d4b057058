import { runHook, runListHook } from '../../com/hook-failures.js';
import type { WriteBehindOptions } from '../common/pace.js';
import { refusePromise } from '../common/refuse-promise.js';
import type { Synchronous } from '../common/synchronous.js';
import { withWriteBehind } from '../common/with-write-behind.js';
import type { WriteBehindMembers } from '../common/write-behind-members.js';
import type { WaitingForm } from '../common/write-behind-rules.js';
import { ByteBlocks } from '../objects/byte-blocks.js';
import { AbstractMessageStore } from './abstract-message-store.js';
import { type InFolder, type StoreChange, storeChanges } from './store-changes.js';
import type { StoredObject, StoredObjectKind } from './stored-object.js';
import { decodeStoredObject, writeStoredObject } from './stored-object-codec.js';

/** A stored object as bytes, and where it is. */
export interface EncodedObject {
  readonly id: string;
  /** The id of the folder it is in; null for the store itself. */
  readonly parent: string | null;
  readonly kind: StoredObjectKind;
  /** What `encodeStoredObject` makes of the object. Valid until `commit` returns: the memory is used again. */
  readonly bytes: Uint8Array;
}

/** An object that waits for its commit. */
class WaitingObject implements EncodedObject {
  readonly id: string;
  readonly parent: string | null;
  readonly kind: StoredObjectKind;
  readonly bytes: Uint8Array;
  /** A folder, or the store: every save asks for it, and it is small. */
  readonly #object: StoredObject | undefined;

  constructor(object: StoredObject, bytes: Uint8Array) {
    this.id = object.id;
    this.parent = object.parent;
    this.kind = object.kind;
    this.bytes = bytes;
    this.#object = object.kind === 'message' ? undefined : object;
  }

  static itemOf(waiting: WaitingObject): StoredObject {
    return waiting.#object ?? decodeStoredObject(waiting.bytes);
  }
}

function newForm(): WaitingForm<StoredObject, WaitingObject> {
  const blocks = new ByteBlocks();
  return {
    hold: (object) =>
      new WaitingObject(
        object,
        blocks.add((writer) => writeStoredObject(writer, object)),
      ),
    itemOf: WaitingObject.itemOf,
    release: ({ bytes }) => blocks.free(bytes),
    rest: () => blocks.rest(),
  };
}

const EncodedBase: abstract new (
  options?: WriteBehindOptions,
) => AbstractMessageStore & WriteBehindMembers<StoredObject, StoreChange<EncodedObject>, InFolder> = withWriteBehind(
  AbstractMessageStore,
  storeChanges(newForm),
);

/**
 * The base of a write-behind store over a database that keeps bytes, and copies what it is given before its function returns:
 * a transaction of LMDB that is synchronous does, and so does a statement of SQLite.
 *
 * It behaves as {@link AbstractWriteBehindStore} does. Objects become bytes at the save, which are what waits for the commit: a
 * client that saves much mail feels it, since a message that waits as bytes costs V8 nothing, and their memory is used again
 * after the commit. What the client, an open message or a table has is never in that memory.
 */
export abstract class AbstractEncodedStore extends EncodedBase {
  /**
   * Makes changes durable, in one synchronous transaction; as {@link AbstractWriteBehindStore} says of its own `commit`.
   *
   * @param batch - the changes in order; no object occurs twice. The bytes are valid until this returns: whoever keeps them,
   *   or passes them to a thread, needs a copy
   */
  protected abstract override commit(batch: readonly StoreChange<EncodedObject>[]): Synchronous;

  /**
   * Reads the bytes of one committed object.
   *
   * @returns the bytes as they were committed, or undefined when there is none. They are looked at before the next hook is
   *   called, and may lie in memory that the database uses again then
   */
  protected abstract readBytes(id: string): Uint8Array | undefined;

  /**
   * Lists the bytes of the committed objects of a folder; as {@link AbstractMessageStore.list}. Each one is looked at before
   * the next one is asked for.
   */
  protected abstract listBytes(parent: string, kind: StoredObjectKind): Iterable<Uint8Array>;

  protected override readCommitted(id: string): StoredObject | undefined {
    const bytes = runHook(this, 'readBytes', () => refusePromise('readBytes', this.readBytes(id)));
    return bytes && decodeStoredObject(bytes);
  }

  protected override *listCommitted(parent: string, kind: StoredObjectKind): Iterable<StoredObject> {
    const list = (): Iterable<Uint8Array> => refusePromise('listBytes', this.listBytes(parent, kind));
    for (const bytes of runListHook(this, 'listBytes', list)) {
      yield decodeStoredObject(bytes);
    }
  }
}
