import { Buffer } from 'node:buffer';
import {
  guidFromBytes,
  isPropertyValue,
  MV_FLAG,
  PROP_ID,
  PROP_TYPE,
  type PropertyValue,
  PT_APPTIME,
  PT_BINARY,
  PT_BOOLEAN,
  PT_CLSID,
  PT_CURRENCY,
  PT_DOUBLE,
  PT_I2,
  PT_I8,
  PT_LONG,
  PT_NULL,
  PT_OBJECT,
  PT_R4,
  PT_STRING8,
  PT_SYSTIME,
  PT_UNICODE,
} from '@mapi-kit/sdk';
import { decodeInCodePage } from './code-page.js';
import type { Storage } from './compound-file.js';
import { Unusable } from './unusable.js';

/** A property as a file has it. */
export interface RawProperty {
  readonly id: number;
  readonly type: number;
  readonly value: PropertyValue;
}

/** The properties of an object of a file. */
export interface RawProperties {
  readonly properties: readonly RawProperty[];
  /** How many have a type that mapi-kit does not have, or a value that is not one of their type. */
  readonly unread: number;
}

/** The properties of one object begin after so many bytes (MS-OXMSG 2.4.1). */
export const HEADER_BYTES = { root: 32, embedded: 24, other: 8 } as const;

const ENTRY_BYTES = 16;

/** Where a type has values of one size: how many bytes, and how they are read. */
const FIXED: ReadonlyMap<number, readonly [bytes: number, read: (bytes: Buffer, at: number) => PropertyValue]> =
  new Map<number, readonly [number, (bytes: Buffer, at: number) => PropertyValue]>([
    [PT_I2, [2, (bytes, at) => bytes.readInt16LE(at)]],
    [PT_LONG, [4, (bytes, at) => bytes.readInt32LE(at)]],
    [PT_R4, [4, (bytes, at) => bytes.readFloatLE(at)]],
    [PT_DOUBLE, [8, (bytes, at) => bytes.readDoubleLE(at)]],
    [PT_CURRENCY, [8, (bytes, at) => bytes.readBigInt64LE(at)]],
    [PT_APPTIME, [8, (bytes, at) => bytes.readDoubleLE(at)]],
    [PT_BOOLEAN, [2, (bytes, at) => bytes.readUInt16LE(at) !== 0]],
    [PT_I8, [8, (bytes, at) => bytes.readBigInt64LE(at)]],
    [PT_SYSTIME, [8, (bytes, at) => bytes.readBigUInt64LE(at)]],
    [PT_CLSID, [16, (bytes, at) => guidFromBytes(bytes.subarray(at, at + 16))]],
  ]);

/**
 * Reads all properties of a message, a recipient or an attachment (MS-OXMSG 2.4).
 *
 * @param storage - of the object
 * @param headerBytes - one of HEADER_BYTES
 * @param codePage - of its texts of type PT_STRING8
 * @throws Unusable when they are not there
 */
export function readRawProperties(storage: Storage, headerBytes: number, codePage: number): RawProperties {
  const stream = storage.streams.get('__properties_version1.0');
  if (stream === undefined) throw new Unusable('it is no message: properties are missing in it');
  const entries = Buffer.from(stream.buffer, stream.byteOffset, stream.length);
  const properties: RawProperty[] = [];
  let unread = 0;
  for (let at = headerBytes; at + ENTRY_BYTES <= entries.length; at += ENTRY_BYTES) {
    const tag = entries.readUInt32LE(at);
    const [id, type] = [PROP_ID(tag), PROP_TYPE(tag)];
    // What it holds is a storage of its own, which whoever reads attachments looks into.
    if (type === PT_OBJECT) continue;
    const value = readValue(storage, tag, entries.subarray(at + 8, at + 16), codePage);
    if (value !== undefined && isPropertyValue(type, value)) properties.push({ id, type, value });
    else unread += 1;
  }
  return { properties, unread };
}

function readValue(storage: Storage, tag: number, inPlace: Buffer, codePage: number): PropertyValue | undefined {
  const type = PROP_TYPE(tag);
  if (type === PT_NULL) return null;
  if (type !== PT_CLSID && (type & MV_FLAG) === 0) {
    const fixed = FIXED.get(type);
    if (fixed !== undefined) return fixed[1](inPlace, 0);
  }
  const name = `__substg1.0_${tag.toString(16).padStart(8, '0')}`;
  const bytes = storage.streams.get(name);
  if (bytes === undefined) return undefined;
  const single = type & ~MV_FLAG;
  if ((type & MV_FLAG) === 0) return readOne(bytes, single, codePage);
  const fixed = FIXED.get(single);
  if (fixed !== undefined) return readEach(bytes, fixed) as PropertyValue;
  const lengthBytes = single === PT_BINARY ? 8 : 4;
  const values = Array.from({ length: Math.floor(bytes.length / lengthBytes) }, (_, index) => {
    const part = storage.streams.get(`${name}-${index.toString(16).padStart(8, '0')}`);
    return part === undefined ? undefined : readOne(part, single, codePage);
  });
  return values.includes(undefined) ? undefined : (values as PropertyValue);
}

function readOne(bytes: Uint8Array, type: number, codePage: number): PropertyValue | undefined {
  if (type === PT_BINARY) return bytes;
  // Some writers keep the NUL at the end.
  if (type === PT_UNICODE) return Buffer.from(bytes).toString('utf16le').replace(/\0+$/u, '');
  if (type === PT_STRING8) return decodeInCodePage(bytes, codePage).replace(/\0+$/u, '');
  return type === PT_CLSID && bytes.length === 16 ? guidFromBytes(bytes) : undefined;
}

function readEach(
  bytes: Uint8Array,
  [size, read]: readonly [number, (bytes: Buffer, at: number) => PropertyValue],
): PropertyValue[] | undefined {
  if (bytes.length % size !== 0) return undefined;
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: bytes.length / size }, (_, index) => read(all, index * size));
}
