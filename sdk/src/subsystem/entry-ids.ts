import { Buffer } from 'node:buffer';
import { type Guid, guid, guidFromBytes, guidToBytes } from '../com/guid.js';
import type { ENTRYID, MAPIUID } from '../contract/structures.js';

/** The uid inside the entry ids of stores as clients see them. */
const MUIDSTOREWRAP: Guid = guid('{10BBA138-E505-1A10-A1BB-08002B2A56C2}');

/** The uid inside the entry ids of status objects. */
const STATUS_UID: Guid = guid('{7B1E5C26-5D8A-4B9B-9B0D-5C6D2A2B8C11}');

const FLAGS_LENGTH = 4;
const HEAD_LENGTH = 20;

/** A store's entry id taken out of its wrapping. */
export interface UnwrappedStoreEntryId {
  /** The DLL of the store's provider. */
  readonly dllName: string;
  /** The entry id that the provider gave. */
  readonly entryId: ENTRYID;
}

/** The uid of an entry id, or undefined when it is too short to have one. */
export function entryIdUid(entryId: ENTRYID): MAPIUID | undefined {
  return entryId.length < HEAD_LENGTH ? undefined : guidFromBytes(entryId.subarray(FLAGS_LENGTH, HEAD_LENGTH));
}

/**
 * Wraps a store's private entry id into the form that clients see: no flags, MAPI's uid for wrapped ids, a version and a
 * flag byte of zero, the name of the provider's DLL, padding to four bytes, the private id.
 */
export function wrapStoreEntryId(dllName: string, entryId: ENTRYID): ENTRYID {
  const name = Buffer.from(`${dllName}\0`, 'utf8');
  const start = HEAD_LENGTH + 2 + name.length;
  const padding = (4 - (start % 4)) % 4;
  const head = makeEntryId(MUIDSTOREWRAP, new Uint8Array(2));
  return new Uint8Array(Buffer.concat([head, name, Buffer.alloc(padding), entryId]));
}

/** Takes a store's entry id out of its wrapping, or gives undefined when it is not wrapped. */
export function unwrapStoreEntryId(entryId: ENTRYID): UnwrappedStoreEntryId | undefined {
  if (entryIdUid(entryId) !== MUIDSTOREWRAP) return undefined;
  const end = entryId.indexOf(0, HEAD_LENGTH + 2);
  if (end === -1) return undefined;
  const dllName = Buffer.from(entryId.subarray(HEAD_LENGTH + 2, end)).toString('utf8');
  const start = end + 1 + ((4 - ((end + 1) % 4)) % 4);
  return { dllName, entryId: Uint8Array.from(entryId.subarray(start)) };
}

/** The entry id of a store that has not chosen one yet: it leads to the store's section. */
export function sectionEntryId(uid: MAPIUID): ENTRYID {
  return makeEntryId(uid, new Uint8Array(0));
}

/** The entry id of a status object. */
export function statusEntryId(row: number): ENTRYID {
  const data = Buffer.alloc(4);
  data.writeUInt32LE(row);
  return makeEntryId(STATUS_UID, data);
}

/** The row that the entry id of a status object names, or undefined when it is another entry id. */
export function statusRowOf(entryId: ENTRYID): number | undefined {
  if (entryIdUid(entryId) !== STATUS_UID || entryId.length !== HEAD_LENGTH + 4) return undefined;
  return Buffer.from(entryId).readUInt32LE(HEAD_LENGTH);
}

/** Puts an entry id together: flags of zero, which make it a long-term one, a uid, and data. */
export function makeEntryId(uid: MAPIUID, data: Uint8Array): ENTRYID {
  return new Uint8Array(Buffer.concat([Buffer.alloc(FLAGS_LENGTH), guidToBytes(uid), data]));
}

/** Tells whether two entry ids have the same bytes. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
