import { Buffer } from 'node:buffer';
import { MAPI_ONE_OFF_NO_RICH_INFO, MAPI_ONE_OFF_UNICODE } from '../contract/flags.js';
import type { ENTRYID } from '../contract/structures.js';
import { MAPI_ONE_OFF_UID } from '../contract/well-known-guids.js';
import { makeEntryId } from './entry-ids.js';

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
