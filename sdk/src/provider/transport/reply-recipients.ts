import { Buffer } from 'node:buffer';
import { guidFromBytes } from '../../com/guid.js';
import { MAPI_ONE_OFF_UNICODE } from '../../contract/flags.js';
import { PR_REPLY_RECIPIENT_ENTRIES, PR_REPLY_RECIPIENT_NAMES_W } from '../../contract/property-tags.js';
import { decodeString8 } from '../../contract/string8.js';
import type { ENTRYID } from '../../contract/structures.js';
import { MAPI_ONE_OFF_UID } from '../../contract/well-known-guids.js';
import type { PropertyBag } from '../objects/property-bag.js';
import type { MailAddress } from './outbound-content.js';

/** A FLATENTRYLIST begins with how many entry ids there are, and how many bytes they take. */
const LIST_HEAD = 8;
/** Each FLATENTRY begins with its length, and with a multiple of four. */
const ENTRY_HEAD = 4;
/** Where a one-off entry id has its uid, its flags and its texts. */
const UID_BEGIN = 4;
const UID_END = 20;
const FLAGS_BEGIN = 22;
const TEXT_BEGIN = 24;

/**
 * Whom the sender wants replies to go to (PR_REPLY_RECIPIENT_ENTRIES).
 *
 * Whoever is in an address book is known by the name alone: the address is empty then.
 */
export function readReplyRecipients(bag: PropertyBag): MailAddress[] {
  const list = bag.value(PR_REPLY_RECIPIENT_ENTRIES);
  if (list === undefined) return [];
  const names = (bag.value(PR_REPLY_RECIPIENT_NAMES_W) ?? '').split(';').map((name) => name.trim());
  return entryIdsIn(list).map((entryId, index) => {
    const name = names[index] ?? '';
    const known = oneOffIn(entryId);
    return known === undefined ? { name, addressType: '', address: '' } : { ...known, name: known.name || name };
  });
}

/** The list of entry ids that PR_REPLY_RECIPIENT_ENTRIES has. */
export function flatEntryList(entryIds: readonly ENTRYID[]): Uint8Array {
  const entries = entryIds.map((entryId) => {
    const entry = Buffer.alloc(padded(ENTRY_HEAD + entryId.length));
    entry.writeUInt32LE(entryId.length);
    entry.set(entryId, ENTRY_HEAD);
    return entry;
  });
  const body = Buffer.concat(entries);
  const head = Buffer.alloc(LIST_HEAD);
  head.writeUInt32LE(entryIds.length);
  head.writeUInt32LE(body.length, 4);
  return new Uint8Array(Buffer.concat([head, body]));
}

function entryIdsIn(list: Uint8Array): Buffer[] {
  const bytes = bufferOf(list);
  const entryIds: Buffer[] = [];
  const count = bytes.length < LIST_HEAD ? 0 : bytes.readUInt32LE();
  let position = LIST_HEAD;
  while (entryIds.length < count && position + ENTRY_HEAD <= bytes.length) {
    const begin = position + ENTRY_HEAD;
    const end = begin + bytes.readUInt32LE(position);
    entryIds.push(bytes.subarray(begin, end));
    position = padded(end);
  }
  return entryIds;
}

function oneOffIn(entryId: Buffer): MailAddress | undefined {
  if (entryId.length < TEXT_BEGIN) return undefined;
  if (guidFromBytes(entryId.subarray(UID_BEGIN, UID_END)) !== MAPI_ONE_OFF_UID) return undefined;
  const isUnicode = (entryId.readUInt16LE(FLAGS_BEGIN) & MAPI_ONE_OFF_UNICODE) !== 0;
  const bytes = entryId.subarray(TEXT_BEGIN);
  const text = isUnicode ? bytes.toString('utf16le') : decodeString8(bytes);
  const [name, addressType, address] = text.split('\0');
  if (name === undefined || addressType === undefined || address === undefined) return undefined;
  return { name, addressType, address };
}

function padded(length: number): number {
  return length + ((4 - (length % 4)) % 4);
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
