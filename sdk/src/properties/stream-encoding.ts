import { Buffer } from 'node:buffer';
import { MAPI_E_BAD_VALUE } from '../com/hresult-codes.js';
import { MapiError } from '../com/mapi-error.js';
import { PROP_TYPE, type PropertyValue, PT_BINARY, PT_STRING8, PT_UNICODE } from '../contract/property-types.js';
import { decodeString8, encodeString8 } from '../contract/string8.js';

/** Tells whether a property of this type can be opened as a stream. */
export function isStreamable(type: number): boolean {
  return type === PT_BINARY || type === PT_STRING8 || type === PT_UNICODE;
}

/** The bytes of a value as a stream shows them: PT_UNICODE in UTF-16LE, PT_STRING8 as {@link encodeString8} writes it. */
export function encodeStream(tag: number, value: PropertyValue): Uint8Array {
  if (typeof value === 'string') {
    return PROP_TYPE(tag) === PT_UNICODE ? Buffer.from(value, 'utf16le') : encodeString8(value);
  }
  return value instanceof Uint8Array ? value : new Uint8Array();
}

/** The value that a stream's bytes stand for: those of PT_BINARY themselves. A NUL that ends a string is left out. */
export function decodeStream(tag: number, bytes: Uint8Array): PropertyValue {
  if (PROP_TYPE(tag) === PT_BINARY) return bytes;
  const text = PROP_TYPE(tag) === PT_UNICODE ? Buffer.from(bytes).toString('utf16le') : decodeString8(bytes);
  const end = text.endsWith('\0') ? text.slice(0, -1) : text;
  if (end.includes('\0')) throw new MapiError(MAPI_E_BAD_VALUE, 'the stream of a string has a NUL inside');
  return end;
}
