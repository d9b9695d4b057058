import {
  CLEAR_RN_PENDING,
  type ENTRYID,
  FAILED,
  findValue,
  type IMAPIFolder,
  type IMAPIProp,
  type IMessage,
  type IMsgStore,
  MSGFLAG_FROMME,
  MSGFLAG_NRN_PENDING,
  MSGFLAG_READ,
  MSGFLAG_RESEND,
  MSGFLAG_RN_PENDING,
  MSGFLAG_UNSENT,
  MSGSTATUS_HIGHLIGHTED,
  MSGSTATUS_TAGGED,
  PR_CREATION_TIME,
  PR_MESSAGE_FLAGS,
} from '@mapi-kit/sdk';
import { partOf, propertyKey } from '../../recording/parts.js';
import { openMessageIfAny } from '../store/open-message.js';
import type { SavedParts } from './write-whole.js';

// What a message has that no save writes, or that a store may set as it likes: what it shows is what it keeps.

const STATUS = 'flag/status';
const UNSENT = 'flag/unsent';
const RECEIPTS = 'flag/receipts';

/** The bits of PR_MSG_STATUS that belong to clients, and not to the transfer of headers. */
const OF_CLIENTS = MSGSTATUS_HIGHLIGHTED | MSGSTATUS_TAGGED;

/** Flags of a draft. */
export const DRAFT: number = MSGFLAG_UNSENT | MSGFLAG_READ;

/**
 * Whether somebody waits to hear that the message is read, or was deleted unread; and that it has come from the user, or back.
 */
const OF_RECEIPTS = MSGFLAG_RN_PENDING | MSGFLAG_NRN_PENDING | MSGFLAG_FROMME | MSGFLAG_RESEND;

/** Flags of a message of which somebody waits to hear. */
export const AWAITED: number = OF_RECEIPTS;

/** Gives flags to a new message, which it may be given before its first save. */
export function setFlags(message: IMessage, flags: number): void {
  message.SetProps([{ tag: PR_MESSAGE_FLAGS, value: flags }]);
}

/** As what a saved message is shown by its flags is what it has to be in the next life. */
export function adoptFlags(store: IMsgStore, entryId: ENTRYID, parts: SavedParts): void {
  const message = openMessageIfAny(store, entryId);
  if (message === null) return;
  const flags = findValue(message.GetProps([PR_MESSAGE_FLAGS], 0).value ?? [], PR_MESSAGE_FLAGS);
  message.Release();
  if (flags !== undefined) readFlags(flags, parts);
}

/** When it was made, a store says itself: of a message that nobody touches any more that stays as it is shown. */
export function adoptCreation(store: IMsgStore, entryId: ENTRYID, parts: SavedParts): void {
  const message = openMessageIfAny(store, entryId);
  if (message === null) return;
  keepCreation(message, parts);
  message.Release();
}

/** The same of an object that is open. */
export function keepCreation(object: IMAPIProp, parts: SavedParts): void {
  const made = findValue(object.GetProps([PR_CREATION_TIME], 0).value ?? [], PR_CREATION_TIME);
  if (made !== undefined) parts[propertyKey('', PR_CREATION_TIME)] = partOf(made);
}

/** What the message flags say besides what each message has. */
export function readFlags(flags: number, parts: SavedParts): void {
  parts[UNSENT] = String((flags & MSGFLAG_UNSENT) !== 0);
  parts[RECEIPTS] = `0x${(flags & OF_RECEIPTS).toString(16)}`;
}

/** The receipt that somebody waits for is sent, or never will be. A store without refuses, and has promised nothing. */
export function clearReceipt(store: IMsgStore, folder: IMAPIFolder, entryId: ENTRYID, parts: SavedParts): void {
  if (FAILED(folder.SetReadFlags([entryId], 0, null, CLEAR_RN_PENDING))) return;
  adoptFlags(store, entryId, parts);
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
