declare const guidBrand: unique symbol;

/** A GUID in its registry form with upper-case digits, such as `{00020398-0000-0000-C000-000000000046}`. */
export type Guid = string & { readonly [guidBrand]: true };

const registryForm: RegExp = /^\{[\dA-F]{8}(?:-[\dA-F]{4}){3}-[\dA-F]{12}\}$/;

/** Where each byte of the binary form is found among the sixteen bytes in reading order. */
const byteOrder: readonly number[] = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];

/**
 * Makes a GUID from its text.
 *
 * @param text - five groups of hexadecimal digits of either case, with or without the braces
 * @throws TypeError when `text` is not a GUID
 */
export function guid(text: string): Guid {
  const upper = String(text).toUpperCase();
  const braced = upper.startsWith('{') ? upper : `{${upper}}`;
  if (!isGuid(braced)) {
    throw new TypeError(`A GUID looks like {00020398-0000-0000-C000-000000000046}; got ${JSON.stringify(text)}`);
  }
  return braced;
}

/**
 * Tells whether a value is a GUID exactly as {@link guid} writes it: braces, upper-case digits.
 *
 * @param value - anything
 */
export function isGuid(value: unknown): value is Guid {
  return typeof value === 'string' && registryForm.test(value);
}

/**
 * Makes one of the GUIDs that OLE reserved for Microsoft, which differ in their first group alone.
 *
 * @param first - the first group, for example `0x00020398`
 * @throws TypeError when `first` is not an unsigned integer of 32 bits
 */
export function oleGuid(first: number): Guid {
  if (!Number.isInteger(first) || first < 0 || first > 0xffffffff) {
    throw new TypeError(`The first group of a GUID is an unsigned integer of 32 bits; got ${String(first)}`);
  }
  return guid(`{${first.toString(16).padStart(8, '0')}-0000-0000-C000-000000000046}`);
}

/**
 * Writes a GUID as the sixteen bytes it has in memory and in a MAPIUID: the first three groups little-endian.
 *
 * @param id - the GUID
 */
export function guidToBytes(id: Guid): Uint8Array {
  const digits = id.replace(/[{}-]/g, '');
  return Uint8Array.from(byteOrder, (from) => Number.parseInt(digits.slice(from * 2, from * 2 + 2), 16));
}

/**
 * Reads a GUID from its sixteen bytes, the reverse of {@link guidToBytes}.
 *
 * @param bytes - exactly sixteen bytes
 * @throws TypeError when there are more or fewer
 */
export function guidFromBytes(bytes: Uint8Array): Guid {
  if (bytes.length !== 16) throw new TypeError(`A GUID has 16 bytes; got ${bytes.length}`);
  const digits = byteOrder.map((from) => (bytes[from] ?? 0).toString(16).padStart(2, '0')).join('');
  return guid(digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '{$1-$2-$3-$4-$5}'));
}
