import { decodePlainData, encodePlainData, isList, isPropertyList, isRecord } from '../objects/plain-data-codec.js';
import type { ListMember, StoredEntry } from './stored-entry.js';

/**
 * Makes bytes of a stored entry, for an author's file or database.
 *
 * @param entry - the entry to encode
 * @returns a byte with the format's version, then the entry as `node:v8` serializes it
 */
export function encodeStoredEntry(entry: StoredEntry): Uint8Array {
  return encodePlainData(entry);
}

/**
 * Makes a stored entry of its bytes, the reverse of {@link encodeStoredEntry}.
 *
 * @param bytes - what encodeStoredEntry gave
 * @throws MapiError with MAPI_E_CORRUPT_DATA when the bytes are no stored entry of a known format
 */
export function decodeStoredEntry(bytes: Uint8Array): StoredEntry {
  return decodePlainData(bytes, 'a stored entry', isStoredEntry);
}

function isStoredEntry(value: unknown): value is StoredEntry {
  if (!isRecord<StoredEntry>(value)) return false;
  const { id, container, version, properties, members } = value;
  return (
    typeof id === 'string' &&
    typeof container === 'string' &&
    Number.isSafeInteger(version) &&
    isPropertyList(properties) &&
    (members === undefined || isList(members, isMember))
  );
}

function isMember(value: unknown): value is ListMember {
  if (!isRecord<{ id: string; entryId: Uint8Array; properties: unknown }>(value)) return false;
  const { id, entryId, properties } = value;
  return typeof id === 'string' || (entryId instanceof Uint8Array && isPropertyList(properties));
}
