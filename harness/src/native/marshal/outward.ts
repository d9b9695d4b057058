import {
  type Guid,
  guidFromBytes,
  guidToBytes,
  type IUnknown,
  type MAPIERROR,
  type MAPINAMEID,
  type SPropTagArray,
  type SPropValueArray,
} from '@mapi-kit/sdk';
import type { Address } from '../ffi.js';
import type { Parameter } from '../interfaces/parameters.js';
import {
  readBinaries,
  readError,
  readNames,
  readProblems,
  readTags,
  writeBinaries,
  writeError,
  writeNames,
  writeProblems,
  writeTags,
} from '../structures/lists.js';
import { readProperties, writeProperties } from '../structures/properties.js';
import { readRestriction, readSortOrder, writeRestriction, writeSortOrder } from '../structures/restrictions.js';
import type { Writer } from '../writer.js';
import { outTextFlags, outTexts, outUids } from './address-types.js';
import { type Call, type Codec, copyTo, poke32, poke64 } from './call.js';
import type { InwardKind } from './inward.js';
import { give, takeCell } from './places.js';
import { inOutAddresses, inOutFlagList, outRows, outSearchPath } from './rows.js';
import { outRead, outStat } from './streams.js';

/** The kinds of parameters by which something comes back. */
export type OutwardKind = Exclude<Parameter['kind'], InwardKind>;

/** MAPI_FOLDER and the like: what was opened. */
const OBJECT_TYPES: ReadonlyMap<number, string> = new Map([
  [1, 'IMsgStore'],
  [2, 'IAddrBook'],
  [3, 'IMAPIFolder'],
  [4, 'IABContainer'],
  [5, 'IMessage'],
  [6, 'IMailUser'],
  [7, 'IAttach'],
  [8, 'IDistList'],
  [9, 'IProfSect'],
  [10, 'IMAPIStatus'],
]);

/** Structures that the callee allocates, as one block, and the caller frees. */
function allocated<T>(
  write: (writer: Writer, value: T, call: Call) => number,
  read: (call: Call, address: Address) => T,
  none: T | null,
): Codec {
  return {
    send: takeCell,
    collect: (call, cell) => {
      const address = call.cells.pointer(cell);
      if (address === 0) return none;
      const value = read(call, address);
      call.allocators.free(address);
      return value;
    },
    answer: (call, args, at, value) => {
      const target = args[at] as number;
      if (target === 0) return;
      poke64(call, target, value === null ? 0 : give(call, (writer) => write(writer, value as T, call)));
    },
  };
}

/** A number of 32 bits. */
function number32(read: (call: Call, cell: number) => unknown): Codec {
  return {
    send: takeCell,
    collect: read,
    answer: (call, args, at, value) => poke32(call, args[at] as number, Number(value)),
  };
}

/** A count and what is counted, both through pointers. */
function countedOut<T extends { readonly length: number }>(
  write: (writer: Writer, value: T) => number,
  read: (call: Call, address: Address, count: number) => T,
  none: T | null,
): Codec {
  return {
    send: (call) => {
      const cell = takeCell(call);
      takeCell(call);
      return cell;
    },
    collect: (call, cell) => {
      const address = call.cells.pointer(cell + 1);
      if (address === 0) return none;
      const value = read(call, address, call.cells.u32(cell));
      call.allocators.free(address);
      return value;
    },
    answer: (call, args, at, value) => {
      const list = value as T | null;
      poke32(call, args[at] as number, list?.length ?? 0);
      poke64(call, args[at + 1] as number, list === null ? 0 : give(call, (writer) => write(writer, list)));
    },
  };
}

const outUlong = number32(({ cells }, cell) => cells.u32(cell));

const inOutUlong: Codec = {
  ...outUlong,
  send: (call, value) => takeCell(call, BigInt(Number(value) >>> 0)),
  receive: ({ reader }, args, at) =>
    args[at] === 0 ? 0 : reader.reading(() => reader.u32(reader.load(args[at] as number, 4, 'flags'))),
};

/** ULONG_PTR. */
const outHandle: Codec = {
  send: takeCell,
  collect: ({ cells }, cell) => cells.pointer(cell),
  answer: (call, args, at, value) => poke64(call, args[at] as number, value as number),
};

/** How each of them is passed. */
export const OUTWARD: Readonly<Record<OutwardKind, Codec>> = {
  outUlong: {
    ...outUlong,
    collect: (call, cell) => {
      call.objectType = call.cells.u32(cell);
      return call.objectType;
    },
  },
  outLong: number32(({ cells }, cell) => cells.i32(cell)),
  outBoolean: number32(({ cells }, cell) => cells.u32(cell) !== 0),
  outHandle,
  outLarge: {
    send: takeCell,
    collect: ({ cells }, cell) => cells.pointer(cell),
    answer: (call, args, at, value) => poke64(call, args[at] as number, value as number),
  },
  outTags: allocated<SPropTagArray>(writeTags, ({ reader }, address) => readTags(reader, address), null),
  outProblems: allocated(writeProblems, ({ reader }, address) => readProblems(reader, address), []),
  outRestriction: allocated(writeRestriction, ({ reader }, address) => readRestriction(reader, address), null),
  outSortOrder: allocated(writeSortOrder, ({ reader }, address) => readSortOrder(reader, address), null),
  outEntryList: allocated(writeBinaries, ({ reader }, address) => readBinaries(reader, address), []),
  outError: allocated<MAPIERROR>(
    (writer, value, { unicode }) => writeError(writer, value, unicode),
    ({ reader, unicode }, address) => readError(reader, address, unicode),
    null,
  ),
  outText: allocated<string>(
    (writer, value, { unicode }) => (unicode ? writer.text(value) : writer.ansi(value)),
    ({ reader, unicode }, address) => (unicode ? reader.text(address) : reader.ansi(address)),
    '',
  ),
  outProperties: countedOut<SPropValueArray>(
    writeProperties,
    ({ reader, allocators }, address, count) => readProperties(reader, address, count, allocators.bytesOf(address)),
    [],
  ),
  outBytes: countedOut<Uint8Array>(
    (writer, value) => writer.blob(value),
    ({ reader }, address, count) => reader.bytes(address, count, 'an entry id'),
    null,
  ),
  outNames: countedOut<readonly (MAPINAMEID | null)[]>(
    writeNames,
    ({ reader }, address, count) => readNames(reader, address, count),
    [],
  ),
  outRows,
  outSearchPath,
  outTextFlags,
  outTexts,
  outUids,
  inOutAddresses,
  inOutFlagList,
  inOutFlags: inOutUlong,
  inOutUlong,
  outReference: { ...outHandle, send: (call) => takeCell(call, 1n) },
  outObject: {
    send: takeCell,
    collect: (call, cell, of) => {
      const address = call.cells.pointer(cell);
      return address === 0 ? null : call.objects.take(address, of ?? interfaceOf(call));
    },
    answer: (call, args, at, value, of) => {
      const target = args[at] as number;
      const object = value as IUnknown | null;
      if (target === 0) object?.Release();
      else poke64(call, target, object === null ? 0 : call.objects.give(object, of ?? interfaceOf(call)));
    },
  },
  outUid: {
    send: (call) => {
      const cell = call.cells.takeGuid(new Uint8Array(16));
      call.args.push(call.cells.addressOf(cell));
      return cell;
    },
    collect: ({ cells }, cell) => guidFromBytes(cells.guid(cell)),
    answer: (call, args, at, value) => {
      const cell = call.cells.takeGuid(guidToBytes(value as Guid));
      if (args[at] !== 0) copyTo(args[at] as number, call.cells.addressOf(cell), 16);
    },
  },
  outRead,
  outStat,
  inOutTags: {
    send: (call, value) => {
      const tags = value as SPropTagArray | null;
      call.room = 0;
      if (tags === null) return takeCell(call);
      writeTags(call.writer, tags);
      call.room = call.writer.lend();
      return takeCell(call, BigInt(call.room));
    },
    collect: (call, cell) => {
      const address = call.cells.pointer(cell);
      if (address === 0) return [];
      const tags = readTags(call.reader, address);
      // What went in was lent; what came out in its place is the caller's.
      if (address !== call.room) call.allocators.free(address);
      return tags;
    },
    receive: ({ reader }, args, at) =>
      reader.reading(() => {
        const address = args[at] === 0 ? 0 : reader.pointer(reader.load(args[at] as number, 8, 'property tags'));
        return address === 0 ? null : readTags(reader, address);
      }),
    answer: (call, args, at, value) => {
      const target = args[at] as number;
      if (target === 0) return;
      const given = call.reader.reading(() => call.reader.pointer(call.reader.load(target, 8, 'property tags')));
      if (given === 0)
        poke64(
          call,
          target,
          give(call, (writer) => writeTags(writer, value as SPropTagArray)),
        );
    },
  },
};

function interfaceOf({ iid, objectType, objects }: Call): string {
  const opened = OBJECT_TYPES.get(objectType);
  return iid === null ? (opened ?? 'IUnknown') : objects.interfaceOf(iid);
}
