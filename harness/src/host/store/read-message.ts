import {
  ATTACH_EMBEDDED_MSG,
  E_UNEXPECTED,
  type ENTRYID,
  FAILED,
  findValue,
  hresult,
  type IAttach,
  IID_IMessage,
  type IMessage,
  type IMsgStore,
  type IUnknown,
  isCode,
  isHresult,
  MAPI_E_NO_ACCESS,
  MAPI_E_NOT_FOUND,
  MAPI_E_OBJECT_DELETED,
  MSGFLAG_READ,
  MSGFLAG_SUBMIT,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_DATA_OBJ,
  PR_ATTACH_METHOD,
  PR_ATTACH_NUM,
  PR_BODY_W,
  PR_MESSAGE_FLAGS,
  PR_SUBJECT_W,
  PROP_ID,
  PROP_TYPE,
  PT_ERROR,
  type SPropValue,
  type SRow,
} from '@mapi-kit/sdk';
import { type ItemState, WHOLE } from '../../recording/events.js';
import { parseLabel } from '../../recording/item-names.js';
import { readWhole } from '../real-mail/read-whole.js';
import { type AttachmentContent, labelOfSubject, type MessageContent, stateOfMessage } from './content.js';
import { readProperties } from './read-properties.js';
import { readRows, rowsIfAny } from './read-rows.js';
import { unwrap } from './refusal.js';
import { ATTACHMENT_TAGS, HARNESS_ITEM_TAG, HARNESS_TRACKS_READ, MESSAGE_TAGS, RECIPIENT_TAGS } from './tags.js';

const NONE: readonly never[] = [];

/**
 * Which item an object is that an entry id opened.
 *
 * @returns null when it is none of the harness's messages
 * @throws Refusal
 */
export function nameOfMessage(object: IUnknown): string | null {
  const { value: message } = object.QueryInterface(IID_IMessage);
  if (message === null) return null;
  const values = readProperties(message, [HARNESS_ITEM_TAG, PR_SUBJECT_W]);
  message.Release();
  const subject = findValue(values, PR_SUBJECT_W);
  return findValue(values, HARNESS_ITEM_TAG) ?? (subject === undefined ? null : (parseLabel(subject)?.item ?? null));
}

/** What keeps a client from asking an object which message it is: QueryInterface refuses; undefined: it does not. */
export function refusalOfInterface(object: IUnknown): { readonly method: string; readonly hr: number } | undefined {
  const { hr, value } = object.QueryInterface(IID_IMessage);
  value?.Release();
  if (isHresult(hr) && !FAILED(hr)) return undefined;
  return { method: 'QueryInterface(IID_IMessage)', hr: isHresult(hr) ? hresult(hr) : E_UNEXPECTED };
}

/**
 * Reads everything of a message that belongs to its state.
 *
 * @throws Refusal
 */
export function stateOfOpened(message: IMessage, folder: string, associated: boolean, inParts: boolean): ItemState {
  return stateOfMessage(readContent(message, associated), folder, inParts);
}

/**
 * The state of a bulk message as its row in the contents table shows it.
 *
 * @param row - with the columns BULK_TAGS
 * @returns undefined when the table does not show everything, and the message has to be opened
 */
export function stateFromRow(row: SRow, folder: string, associated: boolean): ItemState | undefined {
  const withheld = row.some(({ tag, value }) => PROP_TYPE(tag) === PT_ERROR && !isCode(value, MAPI_E_NOT_FOUND));
  const body = findValue(row, PR_BODY_W);
  if (withheld || body === undefined) return undefined;
  const properties = row.filter(({ tag }) => MESSAGE_TAGS.includes(tag));
  return stateOfMessage({ properties, body, recipients: NONE, attachments: NONE, associated }, folder, false);
}

/**
 * The state of a message of which everything is compared.
 *
 * @param isQueued - whether it is in the outgoing queue; null: the store does not say
 * @param label - of a message that is called by a file; undefined: its subject says what it is
 * @throws Refusal
 */
export function wholeStateOf(
  message: IMessage,
  folder: string,
  associated: boolean,
  isQueued: boolean | null,
  label?: string,
): ItemState {
  const parts = readWhole(message, associated);
  if (isQueued !== null) parts['flag/queued'] = String(isQueued);
  return { label: label ?? labelOfOpened(message), properties: WHOLE, folder, parts };
}

function labelOfOpened(message: IMessage): string {
  return labelOfSubject(findValue(readProperties(message, [PR_SUBJECT_W]), PR_SUBJECT_W));
}

function readContent(message: IMessage, associated: boolean): MessageContent {
  const all = readProperties(message, [...MESSAGE_TAGS, PR_BODY_W, PR_MESSAGE_FLAGS]);
  const properties = all.filter(({ tag }) => tag !== PR_BODY_W && tag !== PR_MESSAGE_FLAGS);
  const body = findValue(all, PR_BODY_W);
  const flags = findValue(all, PR_MESSAGE_FLAGS) ?? 0;
  return {
    properties,
    ...(body === undefined ? {} : { body }),
    recipients: readRecipients(message),
    attachments: readAttachments(message),
    associated,
    ...(findValue(all, HARNESS_TRACKS_READ) !== true ? {} : { read: (flags & MSGFLAG_READ) !== 0 }),
  };
}

function readRecipients(message: IMessage): SPropValue[][] {
  const rows = readRows(message.GetRecipientTable(0), RECIPIENT_TAGS, 'IMessage::GetRecipientTable');
  return rows.map((row) => row.filter(({ tag }) => PROP_TYPE(tag) !== PT_ERROR && PROP_ID(tag) !== 0));
}

function readAttachments(message: IMessage): AttachmentContent[] {
  const rows = rowsIfAny(message.GetAttachmentTable(0), [PR_ATTACH_NUM], 'IMessage::GetAttachmentTable');
  return rows.map((row) => {
    const number = findValue(row, PR_ATTACH_NUM) ?? -1;
    const attach = unwrap(message.OpenAttach(number, null, 0), 'IMessage::OpenAttach');
    const content = readAttachment(attach);
    attach.Release();
    return content;
  });
}

function readAttachment(attach: IAttach): AttachmentContent {
  const properties = readProperties(attach, ATTACHMENT_TAGS);
  if (findValue(properties, PR_ATTACH_METHOD) !== ATTACH_EMBEDDED_MSG) {
    return { properties: [...properties, ...readProperties(attach, [PR_ATTACH_DATA_BIN])] };
  }
  const inner = unwrap(
    attach.OpenProperty(PR_ATTACH_DATA_OBJ, IID_IMessage, 0, 0),
    'IAttach::OpenProperty(PR_ATTACH_DATA_OBJ)',
  );
  const embedded = readContent(inner, false);
  inner.Release();
  return { properties, embedded };
}

/** Whether the spooler has a message, so that nobody else may open it: mail on its way is the transport's to look for. */
export function isLocked(store: IMsgStore, entryId: ENTRYID, row: SRow): boolean {
  if (((findValue(row, PR_MESSAGE_FLAGS) ?? 0) & MSGFLAG_SUBMIT) === 0) return false;
  const { hr, value } = store.OpenEntry(entryId, IID_IMessage, 0);
  value?.unknown.Release();
  return isCode(hr, MAPI_E_NO_ACCESS);
}

/** Whether a call says that what a table lists is not there. */
export function isGone(method: string, hr: number): boolean {
  return method.startsWith('IMsgStore::OpenEntry') && isCode(hr, MAPI_E_NOT_FOUND, MAPI_E_OBJECT_DELETED);
}
