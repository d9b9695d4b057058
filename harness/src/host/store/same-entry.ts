import { Buffer } from 'node:buffer';
import type { ENTRYID, IMsgStore } from '@mapi-kit/sdk';

/** Whether two entry ids are of the same object: as the store says, or, where it does not, by their bytes. */
export function isSameEntry(store: IMsgStore, one: ENTRYID, other: ENTRYID): boolean {
  const { value } = store.CompareEntryIDs(one, other, 0);
  return value ?? Buffer.compare(one, other) === 0;
}
