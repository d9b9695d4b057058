import { FAILED, type HRESULT } from '../com/hresult.js';
import { MAPI_E_INVALID_ENTRYID, S_OK } from '../com/hresult-codes.js';
import type { InterfaceId } from '../com/interface-id.js';
import type { IUnknown } from '../com/iunknown.js';
import { type Result, succeeded } from '../com/result.js';
import {
  DT_PRIVATE_DISTLIST,
  MAPI_DISTLIST,
  MAPI_MODIFY,
  MAPI_P1,
  MAPI_SUBMITTED,
  MAPI_TO,
  MESSAGE_MOVE,
  MODRECIP_ADD,
  MODRECIP_MODIFY,
  MODRECIP_REMOVE,
  MSGFLAG_RESEND,
  NEEDS_SPOOLER,
} from '../contract/flags.js';
import type { IDistList } from '../contract/idist-list.js';
import type { IMAPIFolder } from '../contract/imapi-folder.js';
import type { IMessage } from '../contract/imessage.js';
import {
  PR_ADDRTYPE_W,
  PR_DELETE_AFTER_SUBMIT,
  PR_DISPLAY_NAME_W,
  PR_DISPLAY_TYPE,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_MESSAGE_FLAGS,
  PR_PARENT_ENTRYID,
  PR_RECIPIENT_TYPE,
  PR_RESPONSIBILITY,
  PR_ROWID,
  PR_SENTMAIL_ENTRYID,
} from '../contract/property-tags.js';
import { findValue, type PropertyValue, type PropTag, propValue } from '../contract/property-types.js';
import type { ADRENTRY, ENTRYID, OpenedEntry } from '../contract/structures.js';
import { readRows, readWholeRows } from '../properties/table-reading.js';
import { sameBytes } from './entry-ids.js';
import { check, required } from './results.js';

/** Opens an object by its entry id, as IMAPISession::OpenEntry does. */
export type EntryOpener = (entryId: ENTRYID, iid: InterfaceId<IUnknown> | null, flags: number) => Result<OpenedEntry>;

const recipientColumns = [PR_ENTRYID, PR_DISPLAY_TYPE, PR_ROWID, PR_RECIPIENT_TYPE];
const memberColumns = [PR_DISPLAY_NAME_W, PR_ADDRTYPE_W, PR_EMAIL_ADDRESS_W, PR_ENTRYID, PR_DISPLAY_TYPE];

/**
 * IMAPISupport::PrepareSubmit: of a message that is sent again (MSGFLAG_RESEND), only the recipients marked
 * MAPI_SUBMITTED get it; the others are turned into MAPI_P1 recipients for whom nobody has to do anything.
 *
 * @returns S_OK with 0
 * @throws MapiError when the message cannot be read or changed
 */
export function prepareSubmit(message: IMessage): Result<number> {
  const flags = findValue(required(message.GetProps([PR_MESSAGE_FLAGS], 0)), PR_MESSAGE_FLAGS) ?? 0;
  if ((flags & MSGFLAG_RESEND) === 0) return succeeded(0);
  const changed = readWholeRows(message.GetRecipientTable(0), 'GetRecipientTable').map((recipient) => {
    const type = findValue(recipient, PR_RECIPIENT_TYPE) ?? MAPI_TO;
    const again = (type & MAPI_SUBMITTED) !== 0;
    const newType = again ? type & ~MAPI_SUBMITTED : type | MAPI_P1;
    return replaced(replaced(recipient, PR_RECIPIENT_TYPE, newType | 0), PR_RESPONSIBILITY, !again);
  });
  if (changed.length > 0) check(message.ModifyRecipients(MODRECIP_MODIFY, changed));
  return succeeded(0);
}

/**
 * IMAPISupport::ExpandRecips: the members of personal distribution lists take the place of the lists.
 *
 * @returns S_OK with NEEDS_SPOOLER when there is a recipient, because no store of this subsystem is its own transport
 * @throws MapiError when the message or a list cannot be read, or the message not be changed
 */
export function expandRecipients(message: IMessage, openEntry: EntryOpener): Result<number> {
  const recipients = readRows(message.GetRecipientTable(0), recipientColumns, 'GetRecipientTable');
  const lists = recipients.filter((recipient) => findValue(recipient, PR_DISPLAY_TYPE) === DT_PRIVATE_DISTLIST);
  const members = lists.flatMap((list) => expandList(list, openEntry, new Set()));
  if (members.length > 0) check(message.ModifyRecipients(MODRECIP_ADD, members));
  const expanded = lists.filter((list) => findValue(list, PR_ROWID) !== undefined);
  if (expanded.length > 0) check(message.ModifyRecipients(MODRECIP_REMOVE, expanded));
  return succeeded(recipients.length === 0 ? 0 : NEEDS_SPOOLER);
}

/**
 * IMAPISupport::DoSentMail: a sent message moves to the folder named by PR_SENTMAIL_ENTRYID, unless it is there, or is
 * deleted when PR_DELETE_AFTER_SUBMIT says so, or stays.
 *
 * @throws MapiError when the folders cannot be opened
 */
export function doSentMail(message: IMessage, openEntry: EntryOpener): HRESULT {
  const tags = [PR_ENTRYID, PR_PARENT_ENTRYID, PR_SENTMAIL_ENTRYID, PR_DELETE_AFTER_SUBMIT];
  const values = required(message.GetProps(tags, 0));
  const entryId = findValue(values, PR_ENTRYID);
  const parentId = findValue(values, PR_PARENT_ENTRYID);
  const sentMailId = findValue(values, PR_SENTMAIL_ENTRYID);
  const remove = findValue(values, PR_DELETE_AFTER_SUBMIT) === true;
  if (sentMailId === undefined && !remove) return S_OK;
  if (entryId === undefined || parentId === undefined) return MAPI_E_INVALID_ENTRYID;
  // The store may have moved the message already.
  if (!remove && sentMailId !== undefined && sameBytes(sentMailId, parentId)) return S_OK;
  return withFolder(openEntry, parentId, (parent) => {
    // Moved first and deleted then, a message is gone just the same.
    if (remove || sentMailId === undefined) return parent.DeleteMessages([entryId], 0, null, 0);
    return withFolder(openEntry, sentMailId, (sentMail) =>
      parent.CopyMessages([entryId], null, sentMail, 0, null, MESSAGE_MOVE),
    );
  });
}

function withFolder(openEntry: EntryOpener, entryId: ENTRYID, work: (folder: IMAPIFolder) => HRESULT): HRESULT {
  const folder = required(openEntry(entryId, null, MAPI_MODIFY)).unknown as IMAPIFolder;
  try {
    return work(folder);
  } finally {
    folder.Release();
  }
}

/** The members of a list, and of the lists in it; each list once. */
function expandList(list: ADRENTRY, openEntry: EntryOpener, seen: Set<string>): ADRENTRY[] {
  const entryId = findValue(list, PR_ENTRYID);
  const key = entryId?.toString() ?? '';
  if (entryId === undefined || seen.has(key)) return [];
  seen.add(key);
  const opened = openEntry(entryId, null, 0);
  if (FAILED(opened.hr) || opened.value?.objectType !== MAPI_DISTLIST) return [];
  const object = opened.value.unknown as IDistList;
  try {
    const type = findValue(list, PR_RECIPIENT_TYPE) ?? MAPI_TO;
    return readRows(object.GetContentsTable(0), memberColumns, 'GetContentsTable').flatMap((member) => {
      if (findValue(member, PR_DISPLAY_TYPE) === DT_PRIVATE_DISTLIST) {
        return expandList(replaced(member, PR_RECIPIENT_TYPE, type), openEntry, seen);
      }
      return [replaced(member, PR_RECIPIENT_TYPE, type)];
    });
  } finally {
    object.Release();
  }
}

function replaced<T extends PropertyValue>(entry: ADRENTRY, tag: PropTag<T>, value: NoInfer<T>): ADRENTRY {
  return [...entry.filter((property) => property.tag !== tag), propValue(tag, value)];
}
