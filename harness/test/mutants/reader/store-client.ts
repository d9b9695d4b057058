import { findValue, type IMAPISession, type IMsgStore, PR_ENTRYID } from '@mapi-kit/sdk';
import type { Client } from './client.js';
import { demand } from './demand.js';
import { type Dump, rowsOf } from './dump-object.js';
import { dumpStore } from './dump-store.js';
import { StoreWork } from './work-store.js';

/** Opens the first store of a session. */
export function openStore(session: IMAPISession): IMsgStore {
  const [row = []] = rowsOf(session.GetMsgStoresTable(0), 'GetMsgStoresTable');
  const entryId = findValue(row, PR_ENTRYID) ?? new Uint8Array(0);
  // MDB_NO_DIALOG, MDB_WRITE, MAPI_BEST_ACCESS.
  return demand(session.OpenMsgStore(0, entryId, null, 0x1 | 0x4 | 0x10), 'OpenMsgStore');
}

/** A client of a message store. */
export class StoreClient implements Client {
  readonly #store: IMsgStore;
  readonly #work: StoreWork;

  constructor(session: IMAPISession, life: number) {
    this.#store = openStore(session);
    this.#work = new StoreWork(this.#store, life);
  }

  work(): void {
    this.#work.work();
  }

  more(): void {
    this.#work.more();
  }

  dump(): Dump {
    return dumpStore(this.#store);
  }

  release(): void {
    this.#work.release();
    this.#store.Release();
  }
}
