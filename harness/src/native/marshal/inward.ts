import {
  type ENTRYID,
  type Guid,
  guidFromBytes,
  guidToBytes,
  type IUnknown,
  type MAPINAMEID,
  type NOTIFICATION,
  type SPropTagArray,
  type SPropValueArray,
  type SRestriction,
  type SSortOrderSet,
} from '@mapi-kit/sdk';
import type { PARAMETERS, Parameter } from '../interfaces/parameters.js';
import {
  readBinaries,
  readNames,
  readRows,
  readTags,
  writeBinaries,
  writeNames,
  writeRows,
  writeTags,
} from '../structures/lists.js';
import { readNotifications, writeNotifications } from '../structures/notifications.js';
import { readProperties, there, writeProperties } from '../structures/properties.js';
import { readRestriction, readSortOrder, writeRestriction, writeSortOrder } from '../structures/restrictions.js';
import type { Writer } from '../writer.js';
import { notifyData } from './address-types.js';
import type { Call, Codec } from './call.js';
import { givenAddresses, searchPath } from './rows.js';

/** The kinds of parameters that go one way. */
export type InwardKind = {
  [K in Parameter['kind']]: (typeof PARAMETERS)[K]['way'] extends 'in' | 'none' ? K : never;
}[Parameter['kind']];

const ulong: Codec = {
  send: (call, value) => push(call, integer(value) >>> 0),
  receive: (_, args, at) => args[at],
};

const handle: Codec = {
  send: (call, value) => push(call, integer(value)),
  receive: (_, args, at) => Number(args[at]),
};

/** A structure that is lent, or NULL. */
function pointed<T>(write: (writer: Writer, value: T) => number, read: (call: Call, address: number) => T): Codec {
  return {
    send: (call, value) => push(call, value === null ? 0 : lend(call, (writer) => write(writer, value as T))),
    receive: (call, args, at) => (args[at] === 0 ? null : read(call, args[at] as number)),
  };
}

/** A count, and what is counted; NULL is none where the contract has null. */
function counted<T extends { readonly length: number }>(
  write: (writer: Writer, value: T) => number,
  read: (call: Call, address: number, count: number) => T,
  none: T | null,
): Codec {
  return {
    send: (call, value) => {
      const list = value as T | null;
      push(call, list === null ? 0 : list.length);
      return push(call, list === null ? 0 : lend(call, (writer) => write(writer, list)));
    },
    receive: (call, args, at) => {
      const [count, address] = [args[at] as number, args[at + 1] as number];
      return count === 0 ? none : read(call, there(address, 'a parameter'), count);
    },
  };
}

const guidPointer = (isIid: boolean): Codec => ({
  send: (call, value) => {
    if (isIid) call.iid = value as Guid | null;
    return push(call, value === null ? 0 : lend(call, (writer) => writer.blob(guidToBytes(value as Guid))));
  },
  receive: (call, args, at) => {
    const address = args[at] as number;
    const id = address === 0 ? null : guidFromBytes(call.reader.bytes(address, 16, 'a GUID'));
    if (isIid) call.iid = id;
    return id;
  },
});

/** How each of them is passed. */
export const INWARD: Readonly<Record<InwardKind, Codec>> = {
  ulong,
  flags: ulong,
  long: { send: (call, value) => push(call, integer(value) | 0), receive: (_, args, at) => args[at] },
  handle,
  largeInteger: handle,
  largeUnsigned: handle,
  text: {
    send: (call, value) =>
      push(
        call,
        value === null
          ? 0
          : lend(call, (writer) => (call.unicode ? writer.text(String(value)) : writer.ansi(String(value)))),
      ),
    receive: (call, args, at) => {
      const address = args[at] as number;
      if (address === 0) return null;
      return call.unicode ? call.reader.text(address) : call.reader.ansi(address);
    },
  },
  ansi: pointed<string>(
    (writer, value) => writer.ansi(value),
    ({ reader }, address) => reader.ansi(address),
  ),
  iid: guidPointer(true),
  uid: guidPointer(false),
  iids: counted<readonly Guid[]>(
    (writer, ids) => {
      const at = writer.reserve(Math.max(1, ids.length) * 16);
      ids.forEach((id, index) => {
        writer.bytes(at + 16 * index, guidToBytes(id));
      });
      return at;
    },
    ({ reader }, address, count) => {
      const bytes = reader.bytes(address, 16 * count, 'an array of interface ids');
      return Array.from({ length: count }, (_, index) => guidFromBytes(bytes.subarray(16 * index, 16 * index + 16)));
    },
    [],
  ),
  bytes: counted<ENTRYID>(
    (writer, value) => writer.blob(value),
    ({ reader }, address, count) => reader.bytes(address, count, 'an entry id'),
    null,
  ),
  written: {
    send: (call, value) => {
      const bytes = value as Uint8Array;
      push(
        call,
        lend(call, (writer) => writer.blob(bytes)),
      );
      return push(call, bytes.length);
    },
    receive: ({ reader }, args, at) => reader.bytes(args[at] as number, args[at + 1] as number, 'what is written'),
  },
  key: {
    send: (call, value) =>
      push(
        call,
        lend(call, (writer) => {
          const bytes = value as Uint8Array;
          const at = writer.reserve(4 + bytes.length);
          writer.u32(at, bytes.length);
          writer.bytes(at + 4, bytes);
          return at;
        }),
      ),
    receive: ({ reader }, args, at) => {
      const address = there(args[at] as number, 'a key');
      const count = reader.reading(() => reader.u32(reader.load(address, 4, 'a key')));
      return reader.bytes(address + 4, count, 'a key');
    },
  },
  binary: pointed<Uint8Array>(
    (writer, value) => {
      const at = writer.reserve(16);
      writer.u32(at, value.length);
      writer.pointer(at + 8, writer.blob(value));
      return at;
    },
    ({ reader }, address) =>
      reader.reading(() => {
        const at = reader.load(address, 16, 'an entry id');
        return reader.bytes(reader.pointer(at + 8), reader.u32(at), 'an entry id');
      }),
  ),
  tags: pointed<SPropTagArray>(writeTags, ({ reader }, address) => readTags(reader, address)),
  properties: counted<SPropValueArray>(
    writeProperties,
    ({ reader }, address, count) => readProperties(reader, address, count),
    [],
  ),
  names: counted<readonly (MAPINAMEID | null)[]>(
    writeNames,
    ({ reader }, address, count) => readNames(reader, address, count),
    [],
  ),
  restriction: pointed<SRestriction>(writeRestriction, ({ reader }, address) => readRestriction(reader, address)),
  sortOrder: pointed<SSortOrderSet>(writeSortOrder, ({ reader }, address) => readSortOrder(reader, address)),
  entryList: pointed<readonly ENTRYID[]>(writeBinaries, ({ reader }, address) => readBinaries(reader, address)),
  addresses: pointed<readonly SPropValueArray[]>(writeRows, ({ reader }, address) => readRows(reader, address)),
  givenAddresses,
  notification: pointed<NOTIFICATION>(
    (writer, value) => writeNotifications(writer, [value]),
    ({ reader }, address) => readNotifications(reader, address, 1)[0] as NOTIFICATION,
  ),
  notifications: counted<readonly NOTIFICATION[]>(
    writeNotifications,
    ({ reader }, address, count) => readNotifications(reader, address, count),
    [],
  ),
  searchPath,
  notifyData,
  object: {
    send: (call, value, of = 'IUnknown') => {
      if (value === null) return push(call, 0);
      const address = call.objects.lend(value as IUnknown, of);
      call.lent.push(address);
      return push(call, address);
    },
    receive: (call, args, at, of = 'IUnknown') => {
      const address = args[at] as number;
      if (address === 0) return null;
      const object = call.objects.borrow(address, askedFor(call, of));
      call.borrowed.push(object);
      return object;
    },
  },
  nothing: { send: (call) => push(call, 0) },
  nothing32: { send: (call) => push(call, 0) },
  ignored: { send: (call) => push(call, call.cells.addressOf(call.cells.take(0n))) },
  pointedFlags: {
    send: (call, value) => push(call, call.cells.addressOf(call.cells.take(BigInt(integer(value) >>> 0)))),
    receive: ({ reader }, args, at) =>
      args[at] === 0 ? 0 : reader.reading(() => reader.u32(reader.load(args[at] as number, 4, 'flags'))),
  },
};

/** What is only said to have properties is, where it is copied, what the IID before it says. */
function askedFor({ iid, objects }: Call, of: string): string {
  if (of !== 'IMAPIProp' || iid === null) return of;
  const named = objects.interfaceOf(iid);
  return named === 'IUnknown' ? of : named;
}

/** Passes an argument; there is no cell. */
function push({ args }: Call, value: number): number {
  args.push(value);
  return 0;
}

/** Writes a block that is there until the call returns. Nobody but the first of its structures is where it begins. */
function lend({ writer }: Call, write: (writer: Writer) => number): number {
  try {
    write(writer);
    return writer.lend();
  } catch (error) {
    writer.drop();
    throw error;
  }
}

/** koffi takes anything for a number, undefined among it: what is none is a mistake of ours, and stops here. */
function integer(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new TypeError(`${String(value)} is no integer`);
  return value;
}
