import { join } from 'node:path';
import {
  AbstractWriteBehindStore,
  decodeStoredObject,
  encodeStoredObject,
  messageStoreProvider,
  type StoreChange,
  type StoredObject,
} from '@mapi-kit/sdk/store';
import { SyncWorker } from '@mapi-kit/sdk/sync-worker';
// On Windows Node unloads it with the thread otherwise, while LevelDB's own thread is still in its code.
import 'classic-level';
import type { LevelStep } from './level-database.js';

type LevelDatabase = SyncWorker<typeof import('./level-database.js')>;

const MODULE = new URL('./level-database.js', import.meta.url);
const NOTHING = new Uint8Array();

const objectKey = (id: string): string => `object!${id}`;
const placesOf = (parent: string | null, kind: StoredObject['kind']): string => `place!${parent ?? ''}!${kind}!`;

/**
 * A message store on LevelDB (classic-level), which has no synchronous commit: it is in a thread of its own, and the hooks
 * wait for it.
 *
 * Saves are acknowledged at once and committed in batches; the base class decides when. LevelDB lets one process in at a
 * time, until that ends, however it ends.
 */
export class LevelStore extends AbstractWriteBehindStore {
  #database!: LevelDatabase;

  protected override open(): void {
    this.#database = this.#start();
    super.open();
  }

  protected override commit(batch: readonly StoreChange[]): void {
    this.#database.call('commit', batch.flatMap(stepsOf));
  }

  /** A thread that has ended is replaced; LevelDB itself is opened again before it writes once more. */
  protected override recover(): void {
    if (this.#database.isAlive) this.#database.call('reopen');
    else this.#database = this.#start();
  }

  protected override readCommitted(id: string): StoredObject | undefined {
    const bytes = this.#database.call('read', objectKey(id));
    return bytes && decodeStoredObject(bytes);
  }

  protected override *listCommitted(parent: string, kind: StoredObject['kind']): Iterable<StoredObject> {
    for (const bytes of this.#database.call('readListed', placesOf(parent, kind), objectKey(''))) {
      if (bytes !== undefined) yield decodeStoredObject(bytes);
    }
  }

  protected override supportsFastShutdown(): boolean {
    return true;
  }

  protected override close(): void {
    // Throws when something cannot be committed: the database stays open, for the next attempt.
    super.close();
    if (this.#database.isAlive) this.#database.call('close');
    this.#database.close();
  }

  #start(): LevelDatabase {
    const database: LevelDatabase = new SyncWorker(MODULE);
    try {
      database.call('open', join(this.dataDirectory, 'level'));
      return database;
    } catch (error) {
      database.kill();
      throw error;
    }
  }
}

function stepsOf(change: StoreChange): LevelStep[] {
  if ('remove' in change) {
    const { remove: id, parent, kind } = change;
    return [
      { type: 'del', key: objectKey(id) },
      { type: 'del', key: placesOf(parent, kind) + id },
    ];
  }
  const { id, parent, kind } = change.put;
  const moved: LevelStep[] =
    change.movedFrom === undefined ? [] : [{ type: 'del', key: placesOf(change.movedFrom, kind) + id }];
  return [
    ...moved,
    { type: 'put', key: objectKey(id), value: encodeStoredObject(change.put) },
    { type: 'put', key: placesOf(parent, kind) + id, value: NOTHING },
  ];
}

/** The entry point that MAPI looks for. */
export const MSProviderInit: ReturnType<typeof messageStoreProvider> = messageStoreProvider(LevelStore);
