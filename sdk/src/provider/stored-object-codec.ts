import { deserialize, serialize } from 'node:v8';
import { MAPI_E_CORRUPT_DATA } from '../com/hresult-codes.js';
import { MapiError } from '../com/mapi-error.js';
import { isPropertyValue, PROP_TYPE, type SPropValue } from '../contract/property-types.js';
import type { StoredAttachment, StoredContent, StoredObject } from './stored-object.js';

const FORMAT = 1;

/**
 * Makes bytes of a stored object, for an author's file or database.
 *
 * @param object - the object to encode
 * @returns a byte with the format's version, then the object as `node:v8` serializes it
 */
export function encodeStoredObject(object: StoredObject): Uint8Array {
  const body = serialize(object);
  const bytes = new Uint8Array(body.length + 1);
  bytes[0] = FORMAT;
  bytes.set(body, 1);
  return bytes;
}

/**
 * Makes a stored object of its bytes, the reverse of {@link encodeStoredObject}.
 *
 * @param bytes - what encodeStoredObject gave
 * @throws MapiError with MAPI_E_CORRUPT_DATA when the bytes are no stored object of a known format
 */
export function decodeStoredObject(bytes: Uint8Array): StoredObject {
  if (bytes[0] !== FORMAT) {
    throw new MapiError(
      MAPI_E_CORRUPT_DATA,
      `a stored object begins with format ${FORMAT}, not ${bytes[0] ?? 'nothing'}`,
    );
  }
  let object: unknown;
  try {
    object = deserialize(bytes.subarray(1));
  } catch (cause) {
    throw new MapiError(MAPI_E_CORRUPT_DATA, 'the bytes of a stored object cannot be read', { cause });
  }
  if (!isStoredObject(object)) {
    throw new MapiError(MAPI_E_CORRUPT_DATA, 'the bytes decode to something that is no stored object');
  }
  return object;
}

/**
 * Tells whether a value has the shape of a stored object, properties included.
 *
 * @param value - anything
 */
export function isStoredObject(value: unknown): value is StoredObject {
  if (!isRecord<StoredObject>(value)) return false;
  const { id, parent, kind, version } = value;
  return (
    typeof id === 'string' &&
    (parent === null || typeof parent === 'string') &&
    (kind === 'store' || kind === 'folder' || kind === 'message') &&
    Number.isSafeInteger(version) &&
    isContent(value)
  );
}

function isContent(value: unknown): value is StoredContent {
  return (
    isRecord<StoredContent>(value) &&
    isList(value.properties, isProperty) &&
    (value.recipients === undefined || isList(value.recipients, (row) => isList(row, isProperty))) &&
    (value.attachments === undefined || isList(value.attachments, isAttachment))
  );
}

function isAttachment(value: unknown): value is StoredAttachment {
  return (
    isRecord<StoredAttachment>(value) &&
    Number.isSafeInteger(value.num) &&
    isList(value.properties, isProperty) &&
    (value.embedded === undefined || isContent(value.embedded))
  );
}

function isProperty(value: unknown): value is SPropValue {
  return (
    isRecord<SPropValue>(value) &&
    Number.isInteger(value.tag) &&
    isPropertyValue(PROP_TYPE(value.tag ?? 0), value.value)
  );
}

function isList(value: unknown, check: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(check);
}

function isRecord<T>(value: unknown): value is { [K in keyof T]?: unknown } & Record<string, unknown> & Partial<T> {
  return typeof value === 'object' && value !== null;
}
