import { CLEAR_READ_FLAG, type ENTRYID, isCode, MAPI_E_NO_SUPPORT, SUPPRESS_RECEIPT } from '@mapi-kit/sdk';
import { insist } from '../store/refusal.js';
import type { FolderRef } from './actions.js';
import type { WorkContext } from './work-context.js';

/**
 * Marks messages as read or unread, which is kept at once.
 *
 * @param entryIds - of messages in the folder; null: all that users see there
 * @returns false: the store keeps no read flags, and says so
 * @throws Refusal
 */
export function markRead(
  { model, reporter }: WorkContext,
  folder: FolderRef,
  entryIds: readonly ENTRYID[] | null,
  read: boolean,
): boolean {
  if (!model.hasReadFlags) return false;
  const hr = model.open(folder).SetReadFlags(entryIds, 0, null, read ? SUPPRESS_RECEIPT : CLEAR_READ_FLAG);
  if (isCode(hr, MAPI_E_NO_SUPPORT)) {
    model.hasReadFlags = false;
    reporter.noReadFlags();
    return false;
  }
  insist(hr, 'IMAPIFolder::SetReadFlags');
  return true;
}
