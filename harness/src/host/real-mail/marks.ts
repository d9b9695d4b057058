import {
  type ENTRYID,
  FAILED,
  findValue,
  IID_IMessage,
  type IMAPIFolder,
  type IMessage,
  type IMsgStore,
  MSGFLAG_READ,
  MSGFLAG_UNSENT,
  MSGSTATUS_HIGHLIGHTED,
  MSGSTATUS_TAGGED,
  PR_MESSAGE_FLAGS,
} from '@mapi-kit/sdk';
import type { SavedParts } from './write-whole.js';

// What a message has that no save writes, or that a store may set as it likes: what it shows is what it keeps.

const STATUS = 'flag/status';
const UNSENT = 'flag/unsent';

/** The bits of PR_MSG_STATUS that belong to clients, and not to the transfer of headers. */
const OF_CLIENTS = MSGSTATUS_HIGHLIGHTED | MSGSTATUS_TAGGED;

/** Says of a new message that it is a draft, before its first save. */
export function beDraft(message: IMessage): void {
  message.SetProps([{ tag: PR_MESSAGE_FLAGS, value: MSGFLAG_UNSENT | MSGFLAG_READ }]);
}

/** Whether a saved message is shown as a draft is what has to be so in the next life. */
export function adoptDraft(store: IMsgStore, entryId: ENTRYID, parts: SavedParts): void {
  const { hr, value } = store.OpenEntry(entryId, IID_IMessage, 0);
  if (FAILED(hr) || value === null) return;
  const message = value.unknown as IMessage;
  const flags = findValue(message.GetProps([PR_MESSAGE_FLAGS], 0).value ?? [], PR_MESSAGE_FLAGS);
  message.Release();
  if (flags !== undefined) parts[UNSENT] = unsentPart(flags);
}

/** Whether the message flags say that a message is a draft. */
export function readDraft(flags: number, parts: SavedParts): void {
  parts[UNSENT] = unsentPart(flags);
}

function unsentPart(flags: number): string {
  return String((flags & MSGFLAG_UNSENT) !== 0);
}

/** Gives a message another status, which is kept at once. A store without refuses, and has promised nothing. */
export function changeStatus(folder: IMAPIFolder, entryId: ENTRYID, parts: SavedParts): void {
  const { value: before } = folder.GetMessageStatus(entryId, 0);
  if (before === null) return;
  const tagged = (before & MSGSTATUS_TAGGED) === 0 ? OF_CLIENTS : MSGSTATUS_HIGHLIGHTED;
  if (FAILED(folder.SetMessageStatus(entryId, tagged, OF_CLIENTS).hr)) return;
  readStatus(folder, entryId, parts);
}

/** Whether the status of a message was set. */
export function hasStatus(parts: Readonly<Record<string, string>>): boolean {
  return STATUS in parts;
}

/** The bits of the status of a message that a client has set. */
export function readStatus(folder: IMAPIFolder, entryId: ENTRYID, parts: SavedParts): void {
  const { hr, value } = folder.GetMessageStatus(entryId, 0);
  if (!FAILED(hr) && value !== null) parts[STATUS] = `0x${(value & OF_CLIENTS).toString(16)}`;
}
