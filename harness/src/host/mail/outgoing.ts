import {
  findValue,
  type IMAPIFolder,
  type IMsgStore,
  MSGFLAG_SUBMIT,
  PR_DISPLAY_TO_W,
  PR_IPM_OUTBOX_ENTRYID,
  PR_MESSAGE_FLAGS,
  PR_SUBJECT_W,
} from '@mapi-kit/sdk';
import { itemOfMail } from '../../recording/mail.js';
import { openFolder } from '../store/folders.js';
import { readRows } from '../store/read-rows.js';
import { unwrap } from '../store/refusal.js';

/** Opens the folder from which messages are sent. */
export function openOutbox(store: IMsgStore): IMAPIFolder {
  const values = unwrap(store.GetProps([PR_IPM_OUTBOX_ENTRYID], 0), 'IMsgStore::GetProps');
  return openFolder(store, findValue(values, PR_IPM_OUTBOX_ENTRYID) ?? null);
}

/**
 * The messages of the harness's that are still to be sent. The outgoing queue itself only the spooler may read: to a client
 * they are those in the outbox that are submitted.
 *
 * @throws Refusal
 */
export function queuedItems(store: IMsgStore): string[] {
  const outbox = openOutbox(store);
  const rows = readRows(
    outbox.GetContentsTable(0),
    [PR_SUBJECT_W, PR_MESSAGE_FLAGS, PR_DISPLAY_TO_W],
    'IMAPIFolder::GetContentsTable (outbox)',
  );
  outbox.Release();
  return rows.flatMap((row) => {
    const isSubmitted = ((findValue(row, PR_MESSAGE_FLAGS) ?? 0) & MSGFLAG_SUBMIT) !== 0;
    // Who has no name besides the address is shown by it.
    const named = (findValue(row, PR_DISPLAY_TO_W) ?? '').split('; ');
    return isSubmitted ? (itemOfMail(findValue(row, PR_SUBJECT_W) ?? '', named) ?? []) : [];
  });
}
