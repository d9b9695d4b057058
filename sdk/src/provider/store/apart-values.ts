import { MAPI_E_CORRUPT_DATA } from '../../com/hresult-codes.js';
import type { SPropValue } from '../../contract/property-types.js';
import { newObjectId } from '../common/object-id.js';
import { fail } from '../objects/errors.js';
import type { StoredContent, StoredObject } from './stored-object.js';
import {
  type Apart,
  type ApartReference,
  type ApartValue,
  apartIn,
  decodeStoredObject,
  decodeWith,
} from './stored-object-codec.js';

/**
 * Bytes of a property from this length on are kept apart from their message, which is then changed without writing them again.
 * Of shorter ones, what LMDB takes for an entry more at the save is not made good by the first change.
 */
const LARGE = 128 * 1024;

/** So often another process may change a message while it is read. */
const MOST_ATTEMPTS = 10;

/**
 * Under which id a value is kept, and of which message. Nobody changes bytes that are in a stored object, so those that come
 * back in a later version of the message are the same value.
 */
const known = new WeakMap<Uint8Array, { readonly owner: string; readonly id: string }>();

/** The large values of an object, as they are to be kept, and which of them are new. */
export interface Separated extends Apart {
  readonly added: readonly ApartValue[];
}

type Large = Set<Uint8Array>;

const NOTHING: Separated = { values: [], added: [], places: new Map() };

/**
 * Finds what is kept apart of an object.
 *
 * @param isKept - whether the object has a value of this id as it is now
 * @param hold - makes a copy of a new value, which waits for the commit
 */
export function separate(
  object: StoredObject,
  isKept: (id: string) => boolean,
  hold: (bytes: Uint8Array) => Uint8Array,
): Separated {
  const large = object.kind === 'message' ? largeIn(object, undefined) : undefined;
  if (large === undefined) return NOTHING;
  const added: ApartValue[] = [];
  const values = Array.from(large, (bytes): ApartValue => {
    const id = idOf(object, bytes);
    if (id !== undefined && isKept(id)) return { id, bytes };
    const value = { id: newObjectId(), bytes: hold(bytes) };
    known.set(bytes, { owner: object.id, id: value.id });
    added.push(value);
    return value;
  });
  return { values, added, places: new Map(Array.from(large, (bytes, place) => [bytes, place])) };
}

/** The ids of what is kept apart of an object that was read. */
export function idsApart(object: StoredObject): string[] {
  return [...(largeIn(object, undefined) ?? [])].flatMap((bytes) => idOf(object, bytes) ?? []);
}

/**
 * Makes an object of its bytes and of those of its large values. Where one of these is not there, another process has changed or
 * removed the object since its bytes were read: it is read again.
 *
 * @param bytes - they may lie in memory that `readBytes` uses again
 * @param readBytes - reads what is kept under an id
 * @returns undefined when the object is no longer there
 * @throws MapiError with MAPI_E_CORRUPT_DATA when the bytes are no stored object, or lack a value for good
 */
export function decodeWhole(
  bytes: Uint8Array,
  readBytes: (id: string) => Uint8Array | undefined,
  attempts: number = MOST_ATTEMPTS,
): StoredObject | undefined {
  const references = apartIn(bytes);
  if (references.length === 0) return decodeStoredObject(bytes);
  const own = copyOf(bytes);
  const values: Uint8Array[] = [];
  for (const { id, length } of references) {
    const value = readBytes(id);
    if (value?.length !== length) return readAgain(idIn(own, references), readBytes, attempts - 1);
    values.push(copyOf(value));
  }
  return withKnown(references, values, own);
}

/**
 * Makes an object of bytes that wait, and of its large values. It shares no memory with them: a client may do with what it is
 * given as it likes.
 */
export function decodeWaiting(bytes: Uint8Array, values: readonly ApartValue[]): StoredObject {
  return withKnown(
    values,
    values.map((value) => copyOf(value.bytes)),
    bytes,
  );
}

function withKnown(
  ids: readonly { readonly id: string }[],
  values: readonly Uint8Array[],
  bytes: Uint8Array,
): StoredObject {
  const object = decodeWith(values, bytes);
  for (const [place, { id }] of ids.entries()) known.set(values[place] as Uint8Array, { owner: object.id, id });
  return object;
}

/** LMDB reads into a buffer whose `length` it sets to that of the value: a copy of the buffer as such would be longer. */
function copyOf({ buffer, byteOffset, length }: Uint8Array): Uint8Array {
  return new Uint8Array(new Uint8Array(buffer, byteOffset, length));
}

function readAgain(
  id: string,
  readBytes: (id: string) => Uint8Array | undefined,
  attempts: number,
): StoredObject | undefined {
  if (attempts === 0) fail(MAPI_E_CORRUPT_DATA, `a large value of message ${id} is not there`);
  const bytes = readBytes(id);
  return bytes && decodeWhole(bytes, readBytes, attempts);
}

function idIn(bytes: Uint8Array, references: readonly ApartReference[]): string {
  const placeholders = references.map(() => new Uint8Array());
  return decodeWith(placeholders, bytes).id;
}

function idOf(object: StoredObject, bytes: Uint8Array): string | undefined {
  const found = known.get(bytes);
  return found?.owner === object.id ? found.id : undefined;
}

/** Each of them once, in the order in which they come; undefined, as for most messages, where there is none. */
function largeIn(content: StoredContent, before: Large | undefined): Large | undefined {
  let large = largeAmong(content.properties, before);
  for (const recipient of content.recipients ?? []) large = largeAmong(recipient, large);
  for (const { properties, embedded } of content.attachments ?? []) {
    large = largeAmong(properties, large);
    if (embedded !== undefined) large = largeIn(embedded, large);
  }
  return large;
}

function largeAmong(properties: readonly SPropValue[], before: Large | undefined): Large | undefined {
  let large = before;
  for (const { value } of properties) {
    if (value instanceof Uint8Array && value.length >= LARGE) large = (large ?? new Set()).add(value);
  }
  return large;
}
