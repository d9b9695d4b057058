import { Buffer } from 'node:buffer';
import { MAPI_ONE_OFF_NO_RICH_INFO, MAPI_ONE_OFF_UNICODE } from '../contract/flags.js';
import type { ENTRYID } from '../contract/structures.js';
import { MAPI_ONE_OFF_UID } from '../contract/well-known-guids.js';
import { entryIdUid, makeEntryId } from './entry-ids.js';

/** The flags follow the uid and the version; the texts follow the flags. */
const FLAGS_BEGIN = 22;
const TEXT_BEGIN = 24;

/**
 * Makes the entry id of a recipient who is in no address book: version 0, flags, then name, address type and address,
 * each in UTF-16 with a terminator.
 *
 * @param richInfo - whether the recipient can take rich text
 */
export function oneOffEntryId(name: string, addressType: string, address: string, richInfo: boolean): ENTRYID {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(MAPI_ONE_OFF_UNICODE | (richInfo ? 0 : MAPI_ONE_OFF_NO_RICH_INFO), 2);
  const texts = Buffer.from(`${name}\0${addressType}\0${address}\0`, 'utf16le');
  return makeEntryId(MAPI_ONE_OFF_UID, Buffer.concat([head, texts]));
}

/** What a one-off entry id says. */
export interface OneOff {
  /** The display name. */
  readonly name: string;
  /** The address type: `SMTP`. */
  readonly addressType: string;
  /** The address. */
  readonly address: string;
  /** Whether the recipient can take rich text. */
  readonly richInfo: boolean;
}

/** Reads a one-off entry id in UTF-16; undefined when it is another one, or damaged. */
export function parseOneOffEntryId(entryId: ENTRYID): OneOff | undefined {
  if (entryIdUid(entryId) !== MAPI_ONE_OFF_UID || entryId.length < TEXT_BEGIN) return undefined;
  const bytes = Buffer.from(entryId.buffer, entryId.byteOffset, entryId.byteLength);
  const flags = bytes.readUInt16LE(FLAGS_BEGIN);
  if ((flags & MAPI_ONE_OFF_UNICODE) === 0) return undefined;
  const [name, addressType, address, rest] = bytes.toString('utf16le', TEXT_BEGIN).split('\0');
  if (name === undefined || addressType === undefined || address === undefined || rest === undefined) return undefined;
  return { name, addressType, address, richInfo: (flags & MAPI_ONE_OFF_NO_RICH_INFO) === 0 };
}
