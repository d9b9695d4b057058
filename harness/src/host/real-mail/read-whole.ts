import { Buffer } from 'node:buffer';
import {
  ATTACH_EMBEDDED_MSG,
  E_OUTOFMEMORY,
  findValue,
  IID_IMessage,
  IID_IStream,
  type IMAPIProp,
  type IMAPITable,
  type IMessage,
  isCode,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_ENOUGH_MEMORY,
  MAPI_E_NOT_FOUND,
  MAPI_UNICODE,
  MSGFLAG_READ,
  MSGFLAG_SUBMIT,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_DATA_OBJ,
  PR_ATTACH_METHOD,
  PR_ATTACH_NUM,
  PR_MESSAGE_FLAGS,
  PROP_ID,
  PROP_TYPE,
  PT_BINARY,
  PT_ERROR,
  PT_OBJECT,
  PT_UNICODE,
  PT_UNSPECIFIED,
  S_OK,
  type SPropValue,
  TBL_ALL_COLUMNS,
} from '@mapi-kit/sdk';
import { isLarge, namedKey, partOf, propertyKey } from '../../recording/parts.js';
import { listTags, readProperties } from '../store/read-properties.js';
import { readRows, rowsIfAny } from '../store/read-rows.js';
import { Refusal, unwrap } from '../store/refusal.js';
import { readFlags } from './marks.js';
import { freeStep, isNumbered, orderNamesakes, type SavedParts, stepOfAttachment } from './write-whole.js';

/** From here on property ids belong to names (MAPI: 0x8000 to 0xFFFE). */
const FIRST_NAMED_ID = 0x8000;
const LAST_NAMED_ID = 0xfffe;

/**
 * Reads everything that a message has, whoever set it: all properties, named ones by their names, recipients in their order,
 * attachments, and what is embedded in them.
 *
 * @param associated - it was found in the table of associated messages
 *
 * @throws Refusal when something is there and cannot be read
 */
export function readWhole(message: IMessage, associated: boolean): SavedParts {
  const parts: SavedParts = {};
  const values = readMessage(message, '', parts);
  const flags = findValue(values, PR_MESSAGE_FLAGS) ?? 0;
  parts['flag/associated'] = String(associated);
  parts['flag/read'] = String((flags & MSGFLAG_READ) !== 0);
  parts['flag/submitted'] = String((flags & MSGFLAG_SUBMIT) !== 0);
  readFlags(flags, parts);
  return parts;
}

/** Reads all properties of a folder or an entry of an address book, named ones by their names. */
export function readPropertiesWhole(object: IMAPIProp): SavedParts {
  const parts: SavedParts = {};
  readObject(object, '', parts);
  return parts;
}

function readMessage(message: IMessage, path: string, parts: SavedParts): readonly SPropValue[] {
  const values = readObject(message, path, parts);
  readRecipients(message, path, parts);
  readAttachments(message, path, parts);
  return values;
}

/**
 * Reads all properties of an object.
 *
 * @returns those with ids of their own, by their tags
 * @throws Refusal
 */
function readObject(object: IMAPIProp, path: string, parts: SavedParts): readonly SPropValue[] {
  const tags = listTags(object).filter((tag) => PROP_TYPE(tag) !== PT_OBJECT && PROP_TYPE(tag) !== PT_ERROR);
  const untyped = tags.filter((tag) => PROP_TYPE(tag) === PT_UNSPECIFIED);
  const values = readProperties(
    object,
    tags.filter((tag) => PROP_TYPE(tag) !== PT_UNSPECIFIED),
  );
  if (untyped.length > 0) values.push(...readUntyped(object, untyped));
  const named = values.filter(({ tag }) => isNamed(tag));
  for (const [index, key] of keysOfNamed(object, named, path).entries()) {
    if (key !== null) parts[key] = partOfRead(object, named[index] as SPropValue);
  }
  const own = values.filter(({ tag }) => !isNamed(tag));
  for (const value of own) parts[propertyKey(path, value.tag)] = partOfRead(object, value);
  return own;
}

/** What was large when it was written is read through a stream, too. */
function partOfRead(object: IMAPIProp, { tag, value }: SPropValue): string {
  const part = partOf(value);
  const type = PROP_TYPE(tag);
  if (!isLarge(part) || (type !== PT_BINARY && type !== PT_UNICODE)) return part;
  const opened = object.OpenProperty(tag, IID_IStream, 0, 0);
  // It has come whole already; that a store has no stream for it is no loss.
  if (isCode(opened.hr, MAPI_E_NO_SUPPORT) || opened.value === null) return part;
  const chunks: Uint8Array[] = [];
  for (;;) {
    const chunk = unwrap(opened.value.Read(0x10000), 'IStream::Read');
    if (chunk.length === 0) break;
    chunks.push(chunk);
  }
  opened.value.Release();
  const bytes = Buffer.concat(chunks);
  return partOf(type === PT_UNICODE ? bytes.toString('utf16le').replace(/\0+$/, '') : new Uint8Array(bytes));
}

function readUntyped(object: IMAPIProp, tags: SPropValue['tag'][]): SPropValue[] {
  const answers = unwrap(object.GetProps(tags, MAPI_UNICODE), 'IMAPIProp::GetProps');
  return answers.filter(({ tag, value }) => {
    if (PROP_TYPE(tag) !== PT_ERROR) return true;
    if (isCode(value, MAPI_E_NOT_ENOUGH_MEMORY, E_OUTOFMEMORY)) {
      throw new Refusal(
        `IMAPIProp::GetProps of 0x${(tag >>> 0).toString(16)}, which has no type in the list`,
        MAPI_E_NOT_ENOUGH_MEMORY,
      );
    }
    return false;
  });
}

function isNamed(tag: number): boolean {
  return PROP_ID(tag) >= FIRST_NAMED_ID && PROP_ID(tag) <= LAST_NAMED_ID;
}

/** The keys of named properties; null for an id that has no name. */
function keysOfNamed(object: IMAPIProp, values: readonly SPropValue[], path: string): (string | null)[] {
  if (values.length === 0) return [];
  const { tags, names } = unwrap(
    object.GetNamesFromIDs(
      values.map(({ tag }) => tag),
      null,
      0,
    ),
    'IMAPIProp::GetNamesFromIDs',
  );
  if (tags.length !== values.length)
    throw new Refusal('IMAPIProp::GetNamesFromIDs in another number', MAPI_E_NOT_FOUND);
  return values.map(({ tag }, index) => {
    const name = names[index];
    if (name === null || name === undefined) return null;
    return namedKey(path, name.guid, name.kind === 0 ? name.id : name.name, PROP_TYPE(tag));
  });
}

function readRecipients(message: IMessage, path: string, parts: SavedParts): void {
  const rows = readAllColumns(unwrap(message.GetRecipientTable(MAPI_UNICODE), 'IMessage::GetRecipientTable'));
  rows.forEach((row, index) => {
    for (const { tag, value } of row) {
      if (PROP_TYPE(tag) !== PT_ERROR && PROP_ID(tag) !== 0) {
        parts[propertyKey(`${path}r${index + 1}/`, tag)] = partOf(value);
      }
    }
  });
  parts[`${path}r`] = String(rows.length);
}

/** Reads a table with every column that it can have. */
function readAllColumns(table: IMAPITable): readonly (readonly SPropValue[])[] {
  const columns = unwrap(table.QueryColumns(TBL_ALL_COLUMNS), 'IMAPITable::QueryColumns');
  return readRows(
    { hr: S_OK, value: table },
    columns.filter((tag) => PROP_TYPE(tag) !== PT_OBJECT),
    'IMAPITable::QueryColumns',
  );
}

function readAttachments(message: IMessage, path: string, parts: SavedParts): void {
  const rows = rowsIfAny(message.GetAttachmentTable(MAPI_UNICODE), [PR_ATTACH_NUM], 'IMessage::GetAttachmentTable');
  const steps = new Set<string>();
  for (const row of rows) {
    const number = findValue(row, PR_ATTACH_NUM) ?? -1;
    const attach = unwrap(message.OpenAttach(number, null, 0), 'IMessage::OpenAttach');
    const own: SavedParts = {};
    const values = readObject(attach, '', own);
    const step = freeStep(stepOfAttachment(values), (candidate) => steps.has(candidate));
    steps.add(step);
    for (const key in own) parts[`${path}${step}/${key}`] = own[key] as string;
    const method = findValue(values, PR_ATTACH_METHOD);
    if (method === ATTACH_EMBEDDED_MSG) {
      const opened = attach.OpenProperty(PR_ATTACH_DATA_OBJ, IID_IMessage, 0, 0);
      if (opened.value !== null) {
        readMessage(opened.value, `${path}${step}/e/`, parts);
        opened.value.Release();
      }
    } else if (!values.some(({ tag }) => tag === PR_ATTACH_DATA_BIN)) {
      // Some stores list no data among the properties.
      for (const value of readProperties(attach, [PR_ATTACH_DATA_BIN])) {
        parts[propertyKey(`${path}${step}/`, value.tag)] = partOf(value.value);
      }
    }
    attach.Release();
  }
  if ([...steps].some(isNumbered)) orderNamesakes(parts, path);
  parts[`${path}a`] = String(rows.length);
}
