import {
  type ENTRYID,
  FOLDER_FINDER_VALID,
  FOLDER_IPM_OUTBOX_VALID,
  FOLDER_IPM_SENTMAIL_VALID,
  FOLDER_IPM_WASTEBASKET_VALID,
  findValue,
  type IMsgStore,
  PR_FINDER_ENTRYID,
  PR_IPM_OUTBOX_ENTRYID,
  PR_IPM_SENTMAIL_ENTRYID,
  PR_IPM_WASTEBASKET_ENTRYID,
  PR_VALID_FOLDER_MASK,
  type PropTag,
} from '@mapi-kit/sdk';
import type { FolderRef } from './actions.js';

/** Where a client puts what it deletes. */
export const WASTEBASKET: FolderRef = '@wastebasket';
/** Where a client keeps what it has sent. */
export const SENT_MAIL: FolderRef = '@sent-mail';
/** Where a client writes what it is going to send. */
export const OUTBOX: FolderRef = '@outbox';
/** Where a client puts its search folders. */
export const FINDER: FolderRef = '@finder';

/** Folders that a store names by properties of its own: by the property, and the bit that says that it is valid. */
const STANDARD: ReadonlyMap<FolderRef, readonly [PropTag<Uint8Array>, number]> = new Map([
  [WASTEBASKET, [PR_IPM_WASTEBASKET_ENTRYID, FOLDER_IPM_WASTEBASKET_VALID]],
  [SENT_MAIL, [PR_IPM_SENTMAIL_ENTRYID, FOLDER_IPM_SENTMAIL_VALID]],
  [OUTBOX, [PR_IPM_OUTBOX_ENTRYID, FOLDER_IPM_OUTBOX_VALID]],
  [FINDER, [PR_FINDER_ENTRYID, FOLDER_FINDER_VALID]],
]);

/** Whether a reference is one of a folder that the store has made, and the harness has not. */
export function isOfStore(ref: FolderRef): boolean {
  return ref.startsWith('@');
}

/** All of them, by their references. */
export const STANDARD_FOLDERS: readonly FolderRef[] = [...STANDARD.keys()];

/** The entry id of such a folder; undefined: the store has none, or says nothing of it. */
export function standardEntryId(store: IMsgStore, ref: FolderRef): ENTRYID | undefined {
  const [tag, valid] = STANDARD.get(ref) ?? [];
  if (tag === undefined || valid === undefined) return undefined;
  const values = store.GetProps([tag, PR_VALID_FOLDER_MASK], 0).value ?? [];
  const mask = findValue(values, PR_VALID_FOLDER_MASK) ?? valid;
  return (mask & valid) === 0 ? undefined : findValue(values, tag);
}
