import { type ENTRYID, PR_ENTRYID, type SPropValueArray } from '@mapi-kit/sdk';
import type { Address } from '../ffi.js';
import { readRowPlaces, readRows, writeRowPlaces, writeRows } from '../structures/lists.js';
import { readProperties, writeProperties } from '../structures/properties.js';
import { type Call, type Codec, poke32, poke64 } from './call.js';
import { give, takeCell } from './places.js';

type Rows = readonly SPropValueArray[];

const ROW_BYTES = 16;
const FIRST_ROW_AT = 8;

/** SRowSet **: FreeProws frees it, as each row is memory of its own. */
export const outRows: Codec = {
  send: (call) => takeCell(call),
  collect: (call, cell) => {
    const address = call.cells.pointer(cell);
    return address === 0 ? null : taken(call, address);
  },
  answer: (call, args, at, value) => {
    const target = args[at] as number;
    if (target !== 0) poke64(call, target, value === null ? 0 : given(call, value as Rows));
  },
};

/** The same, of rows that have nothing but entry ids. */
export const outSearchPath: Codec = {
  ...outRows,
  collect: (call, cell, of) => entryIds((outRows.collect?.(call, cell, of) ?? []) as Rows),
  answer: (call, args, at, value, of) => {
    const rows = (value as readonly ENTRYID[]).map((id) => [{ tag: PR_ENTRYID, value: id }]);
    outRows.answer?.(call, args, at, rows, of);
  },
};

/** SRowSet *, of rows that have entry ids. */
export const searchPath: Codec = {
  send: (call, value) => {
    const rows = (value as readonly ENTRYID[]).map((id) => [{ tag: PR_ENTRYID, value: id }]);
    call.args.push(given(call, rows));
    return 0;
  },
  receive: ({ reader }, args, at) => (args[at] === 0 ? [] : entryIds(readRows(reader, args[at] as number))),
};

/** ADRLIST *: the callee may replace the properties of its entries, which are memory of their own. */
export const inOutAddresses: Codec = {
  send: (call, value) => {
    const cell = call.cells.take(BigInt(given(call, value as Rows)));
    call.args.push(call.cells.pointer(cell));
    return cell;
  },
  collect: (call, cell) => taken(call, call.cells.pointer(cell)),
  receive: ({ reader }, args, at) => (args[at] === 0 ? [] : readRows(reader, args[at] as number)),
  answer: (call, args, at, value) => {
    const address = args[at] as number;
    if (address === 0) return;
    const places = readRowPlaces(call.reader, address);
    (value as Rows).slice(0, places.length).forEach((row, index) => {
      const place = address + FIRST_ROW_AT + ROW_BYTES * index;
      call.allocators.free(places[index]?.properties ?? 0);
      poke32(call, place + 4, row.length);
      poke64(
        call,
        place + 8,
        give(call, (writer) => writeProperties(writer, row)),
      );
    });
  },
};

/** ADRLIST * of one block, that the callee frees when it succeeds. */
export const givenAddresses: Codec = {
  send: (call, value) => {
    call.args.push(give(call, (writer) => writeRows(writer, value as Rows)));
    return 0;
  },
  receive: ({ reader }, args, at) => (args[at] === 0 ? [] : readRows(reader, args[at] as number)),
  own: ({ allocators }, args, at) => allocators.free(args[at] as number),
};

/** FlagList *: a count, and as many numbers. */
export const inOutFlagList: Codec = {
  send: (call, value) => {
    const flags = value as readonly number[];
    const at = call.writer.reserve(4 + 4 * flags.length);
    call.writer.u32(at, flags.length);
    flags.forEach((flag, index) => {
      call.writer.u32(at + 4 + 4 * index, flag);
    });
    const address = call.writer.lend();
    call.args.push(address);
    return call.cells.take(BigInt(address));
  },
  collect: (call, cell) => flagsAt(call, call.cells.pointer(cell)),
  receive: (call, args, at) => flagsAt(call, args[at] as number),
  answer: (call, args, at, value) => {
    (value as readonly number[]).forEach((flag, index) => {
      poke32(call, (args[at] as number) + 4 + 4 * index, flag);
    });
  },
};

function flagsAt({ reader }: Call, address: Address): readonly number[] {
  if (address === 0) return [];
  return reader.reading(() => {
    const count = reader.u32(reader.load(address, 4, 'a list of flags'));
    const at = reader.load(address + 4, 4 * count, 'a list of flags');
    return Array.from({ length: count }, (_, index) => reader.u32(at + 4 * index));
  });
}

function entryIds(rows: Rows): readonly ENTRYID[] {
  return rows.flatMap((row) => {
    const id = row.find(({ tag }) => tag === PR_ENTRYID)?.value;
    return id instanceof Uint8Array ? [id] : [];
  });
}

/** Reads rows, and frees them. */
function taken({ reader, allocators }: Call, address: Address): Rows {
  const places = readRowPlaces(reader, address);
  const rows = places.map(({ count, properties }) => readProperties(reader, properties, count));
  for (const { properties } of places) allocators.free(properties);
  allocators.free(address);
  return rows;
}

/** Rows that the other side frees. */
function given(call: Call, rows: Rows): Address {
  const places = rows.map((row) => ({
    count: row.length,
    address: give(call, (writer) => writeProperties(writer, row)),
  }));
  return give(call, (writer) => writeRowPlaces(writer, places));
}
