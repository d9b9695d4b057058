import { type ENTRYID, FAILED, IID_IMessage, type IMessage, type IMsgStore, MAPI_E_NOT_FOUND } from '@mapi-kit/sdk';
import { Refusal, unwrap } from './refusal.js';

/**
 * Opens a message.
 *
 * @param flags - 0 for reading, MAPI_MODIFY for a change
 * @throws Refusal
 */
export function openMessage(store: IMsgStore, entryId: ENTRYID, flags: number = 0): IMessage {
  const opened = unwrap(store.OpenEntry(entryId, IID_IMessage, flags), 'IMsgStore::OpenEntry (message)');
  if (opened.unknown === null) throw new Refusal('IMsgStore::OpenEntry gave no object', MAPI_E_NOT_FOUND);
  // IID_IMessage was asked for.
  return opened.unknown as IMessage;
}

/** Opens for reading what may not be there; null: the entry id opens no message. */
export function openMessageIfAny(store: IMsgStore, entryId: ENTRYID): IMessage | null {
  const { hr, value } = store.OpenEntry(entryId, IID_IMessage, 0);
  // IID_IMessage was asked for.
  return FAILED(hr) || value === null ? null : (value.unknown as IMessage | null);
}
