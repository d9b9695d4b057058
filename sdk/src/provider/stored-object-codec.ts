import { decodePlainData, encodePlainData, isList, isPropertyList, isRecord } from './plain-data-codec.js';
import type { StoredAttachment, StoredContent, StoredObject } from './stored-object.js';

/**
 * Makes bytes of a stored object, for an author's file or database.
 *
 * @param object - the object to encode
 * @returns a byte with the format's version, then the object as `node:v8` serializes it
 */
export function encodeStoredObject(object: StoredObject): Uint8Array {
  return encodePlainData(object);
}

/**
 * Makes a stored object of its bytes, the reverse of {@link encodeStoredObject}.
 *
 * @param bytes - what encodeStoredObject gave
 * @throws MapiError with MAPI_E_CORRUPT_DATA when the bytes are no stored object of a known format
 */
export function decodeStoredObject(bytes: Uint8Array): StoredObject {
  return decodePlainData(bytes, 'a stored object', isStoredObject);
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
    isPropertyList(value.properties) &&
    (value.recipients === undefined || isList(value.recipients, isPropertyList)) &&
    (value.attachments === undefined || isList(value.attachments, isAttachment))
  );
}

function isAttachment(value: unknown): value is StoredAttachment {
  return (
    isRecord<StoredAttachment>(value) &&
    Number.isSafeInteger(value.num) &&
    isPropertyList(value.properties) &&
    (value.embedded === undefined || isContent(value.embedded))
  );
}
