import { AbstractEncodedStore, type EncodedObject, messageStoreProvider, type StoreChange } from '@mapi-kit/sdk/store';
import { type Database, open, type RootDatabase } from 'lmdb';

type Place = [parent: string, kind: EncodedObject['kind'], id: string];

/** What sorts after every id: the end of a range of keys. */
const AFTER_ALL_IDS = '\uffff';

/**
 * A message store on LMDB.
 *
 * Saves are acknowledged at once and committed in batches; the base class decides when, and makes bytes of the objects: a
 * synchronous transaction copies each value before it takes the next. One table holds the objects, and large values of
 * messages as well; a second one says what is in which folder.
 */
export class LmdbStore extends AbstractEncodedStore {
  #root!: RootDatabase;
  #objects!: Database<Uint8Array, string>;
  #places!: Database<null, Place>;

  protected override open(): void {
    this.#root = open({ path: this.dataDirectory, maxDbs: 2, noSubdir: false });
    this.#objects = this.#root.openDB({ name: 'objects', encoding: 'binary' });
    this.#places = this.#root.openDB({ name: 'places' });
    super.open();
  }

  protected override commit(batch: readonly StoreChange<EncodedObject>[]): void {
    this.#root.transactionSync(() => {
      for (const change of batch) {
        if ('put' in change) {
          const { id, parent, kind, bytes } = change.put;
          if (change.movedFrom !== undefined) this.#places.removeSync([change.movedFrom, kind, id]);
          this.#objects.putSync(id, bytes);
          this.#places.putSync([parent ?? '', kind, id], null);
        } else {
          this.#objects.removeSync(change.remove);
          this.#places.removeSync([change.parent ?? '', change.kind, change.remove]);
        }
      }
    });
  }

  /** In memory that LMDB uses again for the next one. */
  protected override readBytes(id: string): Uint8Array | undefined {
    return this.#objects.getBinaryFast(id);
  }

  protected override *listBytes(parent: string, kind: EncodedObject['kind']): Iterable<Uint8Array> {
    const range = { start: [parent, kind, ''] as Place, end: [parent, kind, AFTER_ALL_IDS] as Place };
    for (const [, , id] of this.#places.getKeys(range)) {
      const bytes = this.readBytes(id);
      if (bytes !== undefined) yield bytes;
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
