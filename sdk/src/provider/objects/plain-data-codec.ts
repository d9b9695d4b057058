import { deserialize, serialize } from 'node:v8';
import { MAPI_E_CORRUPT_DATA } from '../../com/hresult-codes.js';
import { MapiError } from '../../com/mapi-error.js';
import { isPropertyValue, PROP_TYPE, type SPropValue } from '../../contract/property-types.js';
import { fail } from './errors.js';

const FORMAT = 1;

/** A byte with the format's version, then the value as `node:v8` serializes it. */
export function encodePlainData(value: object): Uint8Array {
  const body = serialize(value);
  const bytes = new Uint8Array(body.length + 1);
  bytes[0] = FORMAT;
  bytes.set(body, 1);
  return bytes;
}

/**
 * The reverse of {@link encodePlainData}.
 *
 * @param what - what the bytes should be, for example `a stored object`
 * @param isWhat - whether a value has the shape of that
 * @throws MapiError with MAPI_E_CORRUPT_DATA when they are not
 */
export function decodePlainData<T>(bytes: Uint8Array, what: string, isWhat: (value: unknown) => value is T): T {
  if (bytes[0] !== FORMAT) {
    fail(MAPI_E_CORRUPT_DATA, `${what} begins with format ${FORMAT}, not ${bytes[0] ?? 'nothing'}`);
  }
  let value: unknown;
  try {
    value = deserialize(bytes.subarray(1));
  } catch (cause) {
    throw new MapiError(MAPI_E_CORRUPT_DATA, `the bytes of ${what} cannot be read`, { cause });
  }
  return isWhat(value) ? value : fail(MAPI_E_CORRUPT_DATA, `the bytes decode to something that is not ${what}`);
}

/** Tells whether a value is a list of well-formed properties. */
export function isPropertyList(value: unknown): value is readonly SPropValue[] {
  return isList(value, isProperty);
}

/** Tells whether a value is an array in which every item passes the check. */
export function isList(value: unknown, check: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(check);
}

/** Tells whether a value is an object, of which nothing else is known. */
export function isRecord<T>(
  value: unknown,
): value is { [K in keyof T]?: unknown } & Record<string, unknown> & Partial<T> {
  return typeof value === 'object' && value !== null;
}

function isProperty(value: unknown): value is SPropValue {
  return (
    isRecord<SPropValue>(value) &&
    Number.isInteger(value.tag) &&
    isPropertyValue(PROP_TYPE(value.tag ?? 0), value.value)
  );
}
