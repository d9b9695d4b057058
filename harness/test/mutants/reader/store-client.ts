import { findValue, type IMAPISession, type IMsgStore, PR_ENTRYID } from '@mapi-kit/sdk';
import type { Subsystem } from '@mapi-kit/sdk/subsystem';
import type { Client } from './client.js';
import { demand } from './demand.js';
import { type Dump, print, rowsOf } from './dump-object.js';
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
  readonly #subsystem: Subsystem;

  constructor(session: IMAPISession, subsystem: Subsystem, life: number) {
    this.#subsystem = subsystem;
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
    const dump = dumpStore(this.#store);
    // Clients see what is in it by its flag; what is sent is what the spooler finds there.
    this.#subsystem.spooler.queued()?.forEach((id, index) => {
      dump[`queued ${index}`] = print(id);
    });
    return dump;
  }

  release(): void {
    this.#work.release();
    this.#store.Release();
  }
}
