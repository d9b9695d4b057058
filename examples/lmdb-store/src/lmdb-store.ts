import {
  AbstractWriteBehindStore,
  decodeStoredObject,
  messageStoreProvider,
  type StoreChange,
  type StoredObject,
  StoredObjectEncoder,
} from '@mapi-kit/sdk/store';
import { type Database, open, type RootDatabase } from 'lmdb';

type Place = [parent: string, kind: StoredObject['kind'], id: string];

/** A synchronous transaction copies each value before it takes the next. */
const encoder = new StoredObjectEncoder();

/** The table of the objects, of which LMDB makes bytes, and back, with the functions of the SDK: faster than bytes. */
const OBJECTS = {
  name: 'objects',
  encoder: { encode: (object: StoredObject) => encoder.encode(object), decode: decodeStoredObject },
};

/** What sorts after every id: the end of a range of keys. */
const AFTER_ALL_IDS = '\uffff';

/**
 * A message store on LMDB.
 *
 * Saves are acknowledged at once and committed in batches; the base class decides when. One table holds the objects,
 * a second one says what is in which folder.
 */
export class LmdbStore extends AbstractWriteBehindStore {
  #root!: RootDatabase;
  #objects!: Database<StoredObject, string>;
  #places!: Database<null, Place>;

  protected override open(): void {
    this.#root = open({ path: this.dataDirectory, maxDbs: 2, noSubdir: false });
    this.#objects = this.#root.openDB(OBJECTS);
    this.#places = this.#root.openDB({ name: 'places' });
    super.open();
  }

  protected override commit(batch: readonly StoreChange[]): void {
    this.#root.transactionSync(() => {
      for (const change of batch) {
        if ('put' in change) {
          const { id, parent, kind } = change.put;
          if (change.movedFrom !== undefined) this.#places.removeSync([change.movedFrom, kind, id]);
          this.#objects.putSync(id, change.put);
          this.#places.putSync([parent ?? '', kind, id], null);
        } else {
          this.#objects.removeSync(change.remove);
          this.#places.removeSync([change.parent ?? '', change.kind, change.remove]);
        }
      }
    });
  }

  protected override readCommitted(id: string): StoredObject | undefined {
    return this.#objects.get(id);
  }

  protected override *listCommitted(parent: string, kind: StoredObject['kind']): Iterable<StoredObject> {
    const range = { start: [parent, kind, ''] as Place, end: [parent, kind, AFTER_ALL_IDS] as Place };
    for (const [, , id] of this.#places.getKeys(range)) {
      const object = this.readCommitted(id);
      if (object !== undefined) yield object;
    }
  }

  /** LMDB keeps pages alive for readers that died without a word; this lets them be used again. */
  protected override maintain(): void {
    this.#root.readerCheck();
  }

  protected override supportsFastShutdown(): boolean {
    return true;
  }

  protected override close(): void {
    // Throws when something cannot be committed: the database stays open, for the next attempt.
    super.close();
    void this.#root.close();
  }
}

/** The entry point that MAPI looks for. */
export const MSProviderInit: ReturnType<typeof messageStoreProvider> = messageStoreProvider(LmdbStore);
