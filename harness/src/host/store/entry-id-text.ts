import { Buffer } from 'node:buffer';
import type { ENTRYID } from '@mapi-kit/sdk';

/** An entry id as journals have it: hexadecimal. */
export function entryIdToText(entryId: ENTRYID): string {
  return Buffer.from(entryId.buffer, entryId.byteOffset, entryId.byteLength).toString('hex');
}

/** The entry id of a journal's hexadecimal text. */
export function entryIdFromText(text: string): ENTRYID {
  return new Uint8Array(Buffer.from(text, 'hex'));
}
