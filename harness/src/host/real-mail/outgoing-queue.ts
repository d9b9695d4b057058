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

/** What a store may honestly answer to a client that is not the spooler. */
const NOT_FOR_CLIENTS: readonly HRESULT[] = [MAPI_E_NO_SUPPORT, MAPI_E_NO_ACCESS, E_ACCESSDENIED];

/**
 * Reads the outgoing queue of a store.
 *
 * @returns tells of an entry id whether its message waits in the queue; null: the store does not show its queue to clients
 * @throws Refusal
 */
export function outgoingQueue(store: IMsgStore): ((entryId: ENTRYID) => boolean) | null {
  const opened = store.GetOutgoingQueue(0);
  if (isCode(opened.hr, ...NOT_FOR_CLIENTS)) return null;
  const rows = readRows(opened, [PR_ENTRYID], 'IMsgStore::GetOutgoingQueue');
  const queued = rows.flatMap((row) => findValue(row, PR_ENTRYID) ?? []);
  return (entryId) => queued.some((one) => store.CompareEntryIDs(one, entryId, 0).value === true);
}
