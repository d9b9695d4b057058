import { Buffer } from 'node:buffer';
import type { ENTRYID } from '../../contract/structures.js';

const HEADER = 4;
const UID = 16;
const PREFIX: number = HEADER + UID + UID;

const encoder = new TextEncoder();

/** The parts of an entry id of this SDK: long-term flags, the provider's MAPIUID, the store's id, the object's id. */
export interface EntryIdParts {
  readonly providerUid: Uint8Array;
  readonly storeId: Uint8Array;
  /** Null in the entry id of the store itself. */
  readonly objectId: string | null;
}

/**
 * Makes the entry id of an object, or of the store.
 *
 * It depends on nothing that a restart or a move could change.
 */
export function makeEntryId(providerUid: Uint8Array, storeId: Uint8Array, objectId: string | null): ENTRYID {
  const key = makeRecordKey(storeId, objectId);
  const entryId = new Uint8Array(HEADER + UID + key.length);
  entryId.set(providerUid, HEADER);
  entryId.set(key, HEADER + UID);
  return entryId;
}

/** Makes the record key of an object: its entry id without the flags and the provider's MAPIUID. */
export function makeRecordKey(storeId: Uint8Array, objectId: string | null): Uint8Array {
  const name = objectId ?? '';
  const key = new Uint8Array(UID + name.length);
  key.set(storeId);
  for (let index = 0; index < name.length; index += 1) {
    const code = name.charCodeAt(index);
    // Ids are ASCII unless an author brings their own; an encoder for each of them would cost more than all the rest.
    if (code > 0x7f) return makeLongRecordKey(storeId, name);
    key[UID + index] = code;
  }
  return key;
}

function makeLongRecordKey(storeId: Uint8Array, name: string): Uint8Array {
  const bytes = encoder.encode(name);
  const key = new Uint8Array(UID + bytes.length);
  key.set(storeId);
  key.set(bytes, UID);
  return key;
}

/**
 * Takes an entry id apart.
 *
 * @returns undefined when it is no long-term entry id of this form
 */
export function parseEntryId(entryId: ENTRYID): EntryIdParts | undefined {
  if (!(entryId instanceof Uint8Array) || entryId.length < PREFIX) return undefined;
  if ((entryId[0] ?? 0) | (entryId[1] ?? 0) | (entryId[2] ?? 0) | (entryId[3] ?? 0)) return undefined;
  return {
    providerUid: entryId.subarray(HEADER, HEADER + UID),
    storeId: entryId.subarray(HEADER + UID, PREFIX),
    objectId: entryId.length === PREFIX ? null : Buffer.from(entryId.subarray(PREFIX)).toString(),
  };
}

/** Tells whether two blocks of bytes are the same. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}
