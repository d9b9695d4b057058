import {
  guidFromBytes,
  guidToBytes,
  hresult,
  type MAPIERROR,
  type MAPINAMEID,
  type PropTag,
  propTagFromNumber,
  type SPropProblem,
  type SPropProblemArray,
  type SPropTagArray,
  type SPropValueArray,
} from '@mapi-kit/sdk';
import type { Reader } from '../reader.js';
import type { Writer } from '../writer.js';
import { readProperties, there, writeProperties } from './properties.js';

/** Writes an SPropTagArray into the present block. */
export function writeTags(writer: Writer, tags: SPropTagArray): number {
  const at = writer.reserve(4 + 4 * tags.length);
  writer.u32(at, tags.length);
  tags.forEach((tag, index) => {
    writer.u32(at + 4 + 4 * index, tag);
  });
  return at;
}

/** Reads an SPropTagArray. */
export function readTags(reader: Reader, address: number): readonly PropTag[] {
  return counted(reader, there(address, 'an array of property tags'), 4, 4, (at) => propTagFromNumber(reader.u32(at)));
}

/** Writes an SPropProblemArray into the present block. */
export function writeProblems(writer: Writer, problems: SPropProblemArray): number {
  const at = writer.reserve(4 + 12 * problems.length);
  writer.u32(at, problems.length);
  problems.forEach(({ index, tag, scode }, number) => {
    const place = at + 4 + 12 * number;
    writer.u32(place, index);
    writer.u32(place + 4, tag);
    writer.u32(place + 8, scode);
  });
  return at;
}

/** Reads an SPropProblemArray. */
export function readProblems(reader: Reader, address: number): readonly SPropProblem[] {
  return counted(reader, address, 4, 12, (at) => ({
    index: reader.u32(at),
    tag: propTagFromNumber(reader.u32(at + 4)),
    scode: hresult(reader.i32(at + 8)),
  }));
}

/** Writes an SBinaryArray, of entry ids as a rule, into the present block. */
export function writeBinaries(writer: Writer, binaries: readonly Uint8Array[]): number {
  const at = writer.reserve(16);
  const items = writer.reserve(Math.max(1, binaries.length) * 16);
  writer.u32(at, binaries.length);
  writer.pointer(at + 8, items);
  binaries.forEach((bytes, index) => {
    writer.u32(items + 16 * index, bytes.length);
    writer.pointer(items + 16 * index + 8, writer.blob(bytes));
  });
  return at;
}

/** Reads an SBinaryArray. */
export function readBinaries(reader: Reader, address: number): readonly Uint8Array[] {
  return reader.reading(() => {
    const head = reader.load(there(address, 'a list of entry ids'), 16, 'a list of entry ids');
    const count = reader.u32(head);
    const at = reader.load(reader.pointer(head + 8), 16 * count, 'a list of entry ids');
    return Array.from({ length: count }, (_, index) =>
      reader.bytes(reader.pointer(at + 16 * index + 8), reader.u32(at + 16 * index), 'an entry id'),
    );
  });
}

/** The rows of an SRowSet, or the entries of an ADRLIST: both have the same form. */
export function readRows(reader: Reader, address: number): readonly SPropValueArray[] {
  return readRowPlaces(reader, address).map(({ count, properties }) => readProperties(reader, properties, count));
}

/** Where the rows of an SRowSet are, each of which is memory of its own. */
export function readRowPlaces(
  reader: Reader,
  address: number,
): readonly { readonly count: number; readonly properties: number }[] {
  return counted(reader, there(address, 'a set of rows'), 8, 16, (at) => ({
    count: reader.u32(at + 4),
    properties: reader.pointer(at + 8),
  }));
}

/**
 * Writes the head of an SRowSet or ADRLIST into the present block.
 *
 * @param rows - how many properties each has, and where they are
 */
export function writeRowPlaces(
  writer: Writer,
  rows: readonly { readonly count: number; readonly address: number }[],
): number {
  const at = writer.reserve(8 + 16 * rows.length);
  writer.u32(at, rows.length);
  rows.forEach(({ count, address }, index) => {
    writer.u32(at + 8 + 16 * index + 4, count);
    writer.u64(at + 8 + 16 * index + 8, BigInt(address));
  });
  return at;
}

/** Writes rows that are only lent: head and properties in one block. */
export function writeRows(writer: Writer, rows: readonly SPropValueArray[]): number {
  const at = writer.reserve(8 + 16 * rows.length);
  writer.u32(at, rows.length);
  rows.forEach((row, index) => {
    writer.u32(at + 8 + 16 * index + 4, row.length);
    writer.pointer(at + 8 + 16 * index + 8, writeProperties(writer, row));
  });
  return at;
}

/** sizeof(MAPINAMEID). */
const NAME_BYTES = 24;

/** Writes an array of pointers to names into the present block; null: a pointer to none. */
export function writeNames(writer: Writer, names: readonly (MAPINAMEID | null)[]): number {
  const at = writer.reserve(Math.max(1, names.length) * 8);
  names.forEach((name, index) => {
    if (name === null) return;
    const place = writer.reserve(NAME_BYTES);
    writer.pointer(at + 8 * index, place);
    writer.pointer(place, writer.blob(guidToBytes(name.guid)));
    writer.u32(place + 8, name.kind);
    if (name.kind === 0) writer.u32(place + 16, name.id);
    else writer.pointer(place + 16, writer.text(name.name));
  });
  return at;
}

/** Reads an array of pointers to names. */
export function readNames(reader: Reader, address: number, count: number): readonly (MAPINAMEID | null)[] {
  if (count === 0) return [];
  return reader.reading(() => {
    const at = reader.load(there(address, 'an array of names'), 8 * count, 'an array of names');
    return Array.from({ length: count }, (_, index) => {
      const place = reader.pointer(at + 8 * index);
      return place === 0 ? null : readName(reader, place);
    });
  });
}

function readName(reader: Reader, address: number): MAPINAMEID {
  return reader.reading(() => {
    const at = reader.load(address, NAME_BYTES, 'a name');
    const guid = guidFromBytes(reader.bytes(there(reader.pointer(at), 'the GUID of a name'), 16, 'a GUID'));
    return reader.u32(at + 8) === 0
      ? { guid, kind: 0, id: reader.i32(at + 16) }
      : { guid, kind: 1, name: reader.text(there(reader.pointer(at + 16), 'the text of a name')) };
  });
}

/** Writes a MAPIERROR into the present block. */
export function writeError(
  writer: Writer,
  { error, component, lowLevelError, context }: MAPIERROR,
  unicode: boolean,
): number {
  const at = writer.reserve(32);
  const text = (value: string): number => (unicode ? writer.text(value) : writer.ansi(value));
  writer.pointer(at + 8, text(error));
  writer.pointer(at + 16, text(component));
  writer.u32(at + 24, lowLevelError);
  writer.u32(at + 28, context);
  return at;
}

/** Reads a MAPIERROR. */
export function readError(reader: Reader, address: number, unicode: boolean): MAPIERROR {
  return reader.reading(() => {
    const at = reader.load(address, 32, 'a MAPIERROR');
    const text = (place: number): string => {
      const found = reader.pointer(place);
      if (found === 0) return '';
      return unicode ? reader.text(found) : reader.ansi(found);
    };
    return {
      error: text(at + 8),
      component: text(at + 16),
      lowLevelError: reader.u32(at + 24),
      context: reader.u32(at + 28),
    };
  });
}

/** A structure of a count of 32 bits and, after some bytes in all, the items. */
function counted<T>(
  reader: Reader,
  address: number,
  headBytes: number,
  itemBytes: number,
  read: (at: number) => T,
): T[] {
  return reader.reading(() => {
    const count = reader.u32(reader.load(address, 4, 'a list'));
    const at = reader.load(address + headBytes, count * itemBytes, 'a list');
    return Array.from({ length: count }, (_, index) => read(at + index * itemBytes));
  });
}
