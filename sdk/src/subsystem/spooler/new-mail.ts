import { fnevNewMail, MAPI_MESSAGE } from '../../contract/flags.js';
import type { IMessage } from '../../contract/imessage.js';
import { PR_ENTRYID, PR_PARENT_ENTRYID } from '../../contract/property-tags.js';
import { findValue } from '../../contract/property-types.js';
import type { SpoolerStore } from './spooler-store.js';

/** Has the store tell its clients of a message that has been put into it. */
export function announceNewMail(store: SpoolerStore, message: IMessage, messageClass: string): void {
  const values = message.GetProps([PR_ENTRYID, PR_PARENT_ENTRYID], 0).value ?? [];
  const entryId = findValue(values, PR_ENTRYID);
  if (entryId === undefined) return;
  store.NotifyNewMail({
    eventType: fnevNewMail,
    entryId,
    parentId: findValue(values, PR_PARENT_ENTRYID),
    objectType: MAPI_MESSAGE,
    messageClass,
  });
}
