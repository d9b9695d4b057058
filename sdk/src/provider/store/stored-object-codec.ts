import { Buffer } from 'node:buffer';
import { deserialize } from 'node:v8';
import { MAPI_E_CORRUPT_DATA } from '../../com/hresult-codes.js';
import { MapiError } from '../../com/mapi-error.js';
import { isPropertyValue, PROP_TYPE, type SPropValue } from '../../contract/property-types.js';
import { ByteReader } from '../objects/byte-reader.js';
import { ByteWriter } from '../objects/byte-writer.js';
import type { StoredAttachment, StoredContent, StoredObject } from './stored-object.js';

const FORMAT = 2;
/** What `node:v8` serialized; no longer written. */
const V8_FORMAT = 1;
/** The ids and lengths of the values that are kept apart, then what comes after the first byte of FORMAT. */
const APART_FORMAT = 3;

const HAS_RECIPIENTS = 0x01;
const HAS_ATTACHMENTS = 0x02;
const HAS_EMBEDDED = 0x04;
const HAS_ASSOCIATED = 0x08;

/** A value that is kept apart from the object that it is of. */
export interface ApartValue {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** Where each value of an object stands in the list of those that are kept apart. */
type Places = ReadonlyMap<unknown, number>;

/** What is kept apart of an object. */
export interface Apart {
  readonly values: readonly ApartValue[];
  readonly places: Places;
}

/** What an object has in its bytes of a value that is kept apart. */
export interface ApartReference {
  readonly id: string;
  readonly length: number;
}

const ownWriter: ByteWriter = new ByteWriter();

/**
 * Makes bytes of a stored object, for an author's file or database.
 *
 * @param object - the object to encode
 * @returns a byte with the format's version, then the object
 */
export function encodeStoredObject(object: StoredObject): Uint8Array {
  try {
    writeStoredObject(ownWriter, object);
  } catch (error) {
    ownWriter.drop();
    throw error;
  }
  return Buffer.from(ownWriter.take());
}

/**
 * Writes the bytes that {@link encodeStoredObject} gives.
 *
 * @param apart - what is kept apart of the object: of that it writes the ids alone
 */
export function writeStoredObject(writer: ByteWriter, object: StoredObject, apart?: Apart): void {
  const places = apart?.values.length ? apart.places : undefined;
  if (apart === undefined || places === undefined) writer.byte(FORMAT);
  else writeApart(writer, apart.values);
  writer.value(object.id);
  writer.value(object.parent);
  writer.value(object.kind);
  writer.value(object.version);
  writeContent(writer, object, object.associated === undefined ? 0 : HAS_ASSOCIATED, places);
  if (object.associated !== undefined) writer.value(object.associated);
}

/**
 * Makes a stored object of its bytes, the reverse of {@link encodeStoredObject}.
 *
 * It copies what it needs: a database may read the next object into the same bytes.
 *
 * @param bytes - what encodeStoredObject gave, in this version or an earlier one
 * @throws MapiError with MAPI_E_CORRUPT_DATA when the bytes are no stored object of a known format
 */
export function decodeStoredObject(bytes: Uint8Array): StoredObject {
  return decodeWith([], bytes);
}

/**
 * The same for an object of which values are kept apart.
 *
 * @param values - the values that {@link apartIn} names, in that order; the object has them as they are
 */
export function decodeWith(values: readonly Uint8Array[], bytes: Uint8Array): StoredObject {
  const format = bytes[0];
  if (format !== FORMAT && format !== APART_FORMAT && format !== V8_FORMAT) {
    throw new MapiError(
      MAPI_E_CORRUPT_DATA,
      `a stored object begins with format ${FORMAT}, not ${format ?? 'nothing'}`,
    );
  }
  const object = readable(() =>
    format === V8_FORMAT ? deserialize(new Uint8Array(bytes.subarray(1))) : readObject(new ByteReader(bytes, values)),
  );
  if (!isStoredObject(object)) {
    throw new MapiError(MAPI_E_CORRUPT_DATA, 'the bytes decode to something that is no stored object');
  }
  return object;
}

/** The values that are kept apart from an object of which these are the bytes. */
export function apartIn(bytes: Uint8Array): readonly ApartReference[] {
  if (bytes[0] !== APART_FORMAT) return [];
  const reader = new ByteReader(bytes);
  reader.byte();
  return readable(() => readApart(reader));
}

function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new MapiError(MAPI_E_CORRUPT_DATA, 'the bytes of a stored object cannot be read', { cause });
  }
}

function writeApart(writer: ByteWriter, apart: readonly ApartValue[]): void {
  writer.byte(APART_FORMAT);
  writer.unsigned(apart.length);
  for (const { id, bytes } of apart) {
    writer.value(id);
    writer.unsigned(bytes.length);
  }
}

function writeContent(
  writer: ByteWriter,
  { properties, recipients, attachments }: StoredContent,
  flags: number,
  places: Places | undefined,
): void {
  writer.byte(
    flags | (recipients === undefined ? 0 : HAS_RECIPIENTS) | (attachments === undefined ? 0 : HAS_ATTACHMENTS),
  );
  writeProperties(writer, properties, places);
  if (recipients !== undefined) {
    writer.unsigned(recipients.length);
    for (const recipient of recipients) writeProperties(writer, recipient, places);
  }
  if (attachments !== undefined) {
    writer.unsigned(attachments.length);
    for (const { num, properties: values, embedded } of attachments) {
      writer.value(num);
      writeProperties(writer, values, places);
      if (embedded === undefined) writer.byte(0);
      else writeContent(writer, embedded, HAS_EMBEDDED, places);
    }
  }
}

function writeProperties(writer: ByteWriter, properties: readonly SPropValue[], places: Places | undefined): void {
  writer.unsigned(properties.length);
  for (const { tag, value } of properties) {
    writer.unsigned(tag);
    const place = places?.get(value);
    if (place === undefined) writer.value(value);
    else writer.apart(place);
  }
}

// What is read is checked as a whole, when all of it is there.

function readApart(reader: ByteReader): ApartReference[] {
  return readList(reader, () => ({ id: String(reader.value()), length: reader.unsigned() }));
}

function readObject(reader: ByteReader): unknown {
  if (reader.byte() === APART_FORMAT) readApart(reader);
  const [id, parent, kind, version] = [reader.value(), reader.value(), reader.value(), reader.value()];
  const flags = reader.byte();
  const content = readContent(reader, flags);
  const associated = (flags & HAS_ASSOCIATED) === 0 ? {} : { associated: reader.value() };
  reader.end();
  return { id, parent, kind, ...associated, version, ...content };
}

function readContent(reader: ByteReader, flags: number): Record<string, unknown> {
  const content: Record<string, unknown> = { properties: readProperties(reader) };
  if ((flags & HAS_RECIPIENTS) !== 0) content['recipients'] = readList(reader, readProperties);
  if ((flags & HAS_ATTACHMENTS) !== 0) content['attachments'] = readList(reader, readAttachment);
  return content;
}

function readAttachment(reader: ByteReader): unknown {
  const num = reader.value();
  const properties = readProperties(reader);
  const flags = reader.byte();
  return (flags & HAS_EMBEDDED) === 0 ? { num, properties } : { num, properties, embedded: readContent(reader, flags) };
}

function readProperties(reader: ByteReader): unknown[] {
  return readList(reader, readProperty);
}

function readProperty(reader: ByteReader): unknown {
  return { tag: reader.unsigned(), value: reader.value() };
}

function readList<T>(reader: ByteReader, read: (reader: ByteReader) => T): T[] {
  const list: T[] = [];
  for (let count = reader.unsigned(); count > 0; count -= 1) list.push(read(reader));
  return list;
}

/**
 * Tells whether a value has the shape of a stored object, properties included.
 *
 * @param value - anything
 */
function isStoredObject(value: unknown): value is StoredObject {
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
