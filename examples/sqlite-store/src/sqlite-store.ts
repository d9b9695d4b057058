import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { AbstractEncodedStore, type EncodedObject, messageStoreProvider, type StoreChange } from '@mapi-kit/sdk/store';

const SCHEMA = `
  PRAGMA busy_timeout = 2000;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS objects (
    id TEXT PRIMARY KEY, parent TEXT NOT NULL, kind TEXT NOT NULL, bytes BLOB NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS places ON objects (parent, kind, id);
`;

/**
 * A message store on Node's own SQLite (Node 22.13 and newer).
 *
 * Saves are acknowledged at once and committed in batches; the base class decides when, and makes bytes of the
 * objects: a statement copies what it is given before it returns.
 */
export class SqliteStore extends AbstractEncodedStore {
  #database!: DatabaseSync;
  #put!: StatementSync;
  #remove!: StatementSync;
  #read!: StatementSync;
  #list!: StatementSync;

  protected override open(): void {
    this.#database = new DatabaseSync(join(this.dataDirectory, 'store.sqlite'));
    this.#database.exec(SCHEMA);
    this.#put = this.#database.prepare('INSERT OR REPLACE INTO objects (id, parent, kind, bytes) VALUES (?, ?, ?, ?)');
    this.#remove = this.#database.prepare('DELETE FROM objects WHERE id = ?');
    this.#read = this.#database.prepare('SELECT bytes FROM objects WHERE id = ?');
    this.#list = this.#database.prepare('SELECT bytes FROM objects WHERE parent = ? AND kind = ? ORDER BY id');
    super.open();
  }

  protected override commit(batch: readonly StoreChange<EncodedObject>[]): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      for (const change of batch) {
        if ('put' in change) {
          const { id, parent, kind, bytes } = change.put;
          this.#put.run(id, parent ?? '', kind, bytes);
        } else {
          this.#remove.run(change.remove);
        }
      }
      this.#database.exec('COMMIT');
    } catch (error) {
      try {
        this.#database.exec('ROLLBACK');
      } catch {
        // SQLite has rolled it back already, as it does when the disk is full.
      }
      throw error;
    }
  }

  protected override readBytes(id: string): Uint8Array | undefined {
    return this.#read.get(id)?.['bytes'] as Uint8Array | undefined;
  }

  protected override *listBytes(parent: string, kind: EncodedObject['kind']): Iterable<Uint8Array> {
    for (const row of this.#list.all(parent, kind)) yield row['bytes'] as Uint8Array;
  }

  /** Moves what the write-ahead log holds into the database, and lets SQLite refresh its statistics. */
  protected override maintain(): void {
    this.#database.exec('PRAGMA wal_checkpoint(PASSIVE); PRAGMA optimize');
  }

  protected override supportsFastShutdown(): boolean {
    return true;
  }

  protected override close(): void {
    // Throws when something cannot be committed: the database stays open, for the next attempt.
    super.close();
    this.#database.close();
  }
}

/** The entry point that MAPI looks for. */
export const MSProviderInit: ReturnType<typeof messageStoreProvider> = messageStoreProvider(SqliteStore);
