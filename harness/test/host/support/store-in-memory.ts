import {
  FAILED,
  findValue,
  formatHresult,
  guidFromBytes,
  MAPI_MODIFY,
  PR_ENTRYID,
  PR_PROVIDER_UID,
  type Result,
} from '@mapi-kit/sdk';
import { AbstractMessageStore, messageStoreProvider, type StoredObject } from '@mapi-kit/sdk/store';
import { Subsystem } from '@mapi-kit/sdk/subsystem';
import type { StoreClient } from '#harness/host/store/store-client.js';

/** A client of a store in memory, and what that store has. */
export interface MemoryClient {
  readonly client: StoreClient;
  /** By their ids. What is changed here is what the store finds from then on. */
  readonly objects: Map<string, StoredObject>;
}

/**
 * Logs on at a store in memory, in this process.
 *
 * @param folder - for the profile
 */
export function openStoreInMemory(folder: string): MemoryClient {
  const objects = new Map<string, StoredObject>();
  class MemoryStore extends AbstractMessageStore {
    protected read(id: string): StoredObject | undefined {
      return objects.get(id);
    }
    protected list(parent: string): Iterable<StoredObject> {
      return [...objects.values()].filter((object) => object.parent === parent);
    }
    protected write(object: StoredObject): void {
      objects.set(object.id, object);
    }
    protected remove(id: string): void {
      objects.delete(id);
    }
  }
  const modules = new Map([['store', { MSProviderInit: messageStoreProvider(MemoryStore) }]]);
  const subsystem = new Subsystem({ profileDirectory: folder, modules });
  subsystem.profiles.createProfile('p');
  const provider = { kind: 'store', dllName: 'store', displayName: 'store', dataDirectory: folder } as const;
  subsystem.profiles.addProvider('p', provider);
  subsystem.MAPIInitialize(null);
  const session = ok(subsystem.MAPILogonEx(0, 'p', null, 0));
  const table = ok(session.GetMsgStoresTable(0));
  table.SetColumns([PR_ENTRYID, PR_PROVIDER_UID], 0);
  const [row = []] = ok(table.QueryRows(1, 0));
  const store = ok(session.OpenMsgStore(0, findValue(row, PR_ENTRYID) ?? new Uint8Array(), null, MAPI_MODIFY));
  const sectionUid = guidFromBytes(findValue(row, PR_PROVIDER_UID) ?? new Uint8Array(16));
  return { client: { index: 0, session, store, sectionUid, queued: () => null, hasTransport: false }, objects };
}

function ok<T>(result: Result<T>): T {
  if (FAILED(result.hr) || result.value === null) throw new Error(`expected success, got ${formatHresult(result.hr)}`);
  return result.value;
}
