import {
  E_ACCESSDENIED,
  type ENTRYID,
  findValue,
  type HRESULT,
  type IMsgStore,
  isCode,
  MAPI_E_NO_ACCESS,
  MAPI_E_NO_SUPPORT,
  PR_ENTRYID,
} from '@mapi-kit/sdk';
import { readRows } from '../store/read-rows.js';
import { isSameEntry } from '../store/same-entry.js';
import type { StoreClient } from '../store/store-client.js';

/** What a store may honestly answer to a client that is not the spooler. */
const NOT_FOR_CLIENTS: readonly HRESULT[] = [MAPI_E_NO_SUPPORT, MAPI_E_NO_ACCESS, E_ACCESSDENIED];

/**
 * Reads the outgoing queue of a store: as a client, where the store lets clients, otherwise as the spooler.
 *
 * @returns tells of an entry id whether its message waits in the queue; null: the store shows its queue to nobody
 * @throws Refusal
 */
export function outgoingQueue({ store, queued }: StoreClient): ((entryId: ENTRYID) => boolean) | null {
  const listed = readAsClient(store) ?? queued();
  if (listed === null) return null;
  return (entryId) => listed.some((one) => isSameEntry(store, one, entryId));
}

function readAsClient(store: IMsgStore): readonly ENTRYID[] | null {
  const opened = store.GetOutgoingQueue(0);
  if (isCode(opened.hr, ...NOT_FOR_CLIENTS)) return null;
  const rows = readRows(opened, [PR_ENTRYID], 'IMsgStore::GetOutgoingQueue');
  return rows.flatMap((row) => findValue(row, PR_ENTRYID) ?? []);
}
