import { Buffer } from 'node:buffer';
import type { ENTRYID } from '../../contract/structures.js';

/** An entry id as the key of a map. */
export function entryIdKey(entryId: ENTRYID): string {
  return Buffer.from(entryId.buffer, entryId.byteOffset, entryId.byteLength).toString('latin1');
}
