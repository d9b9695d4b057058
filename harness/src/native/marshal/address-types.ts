import { type Guid, guidFromBytes, guidToBytes, MAPI_UNICODE } from '@mapi-kit/sdk';
import type { Address } from '../ffi.js';
import { there } from '../structures/properties.js';
import { type Call, type Codec, poke32, poke64 } from './call.js';
import { give, takeCell } from './places.js';

/** ULONG *: with MAPI_UNICODE the texts that come after it are WCHARs. */
export const outTextFlags: Codec = {
  send: (call) => takeCell(call),
  collect: (call, cell) => {
    const flags = call.cells.u32(cell);
    call.unicode = (flags & MAPI_UNICODE) !== 0;
    return flags;
  },
  answer: (call, args, at, value) => {
    call.unicode = true;
    poke32(call, args[at] as number, (Number(value) | MAPI_UNICODE) >>> 0);
  },
};

/** A count and an array of pointers, which stay their owner's until the logoff. */
function pointers<T>(read: (call: Call, address: Address) => T, write: (call: Call, value: T) => Address): Codec {
  return {
    send: (call) => {
      const cell = takeCell(call);
      takeCell(call);
      return cell;
    },
    collect: (call, cell) => {
      const count = call.cells.u32(cell);
      if (count === 0) return [];
      const { reader } = call;
      return reader.reading(() => {
        const at = reader.load(there(call.cells.pointer(cell + 1), 'an array'), 8 * count, 'an array');
        return Array.from({ length: count }, (_, index) =>
          read(call, there(reader.pointer(at + 8 * index), 'an entry')),
        );
      });
    },
    answer: (call, args, at, value) => {
      const addresses = (value as readonly T[]).map((each) => write(call, each));
      poke32(call, args[at] as number, addresses.length);
      poke64(
        call,
        args[at + 1] as number,
        give(call, (writer) => {
          const place = writer.reserve(Math.max(1, addresses.length) * 8);
          addresses.forEach((address, index) => {
            writer.u64(place + 8 * index, BigInt(address));
          });
          return place;
        }),
      );
    },
  };
}

export const outTexts: Codec = pointers<string>(
  ({ reader, unicode }, address) => (unicode ? reader.text(address) : reader.ansi(address)),
  (call, value) => give(call, (writer) => writer.text(value)),
);

export const outUids: Codec = pointers<Guid>(
  ({ reader }, address) => guidFromBytes(reader.bytes(address, 16, 'a MAPIUID')),
  (call, value) => give(call, (writer) => writer.blob(guidToBytes(value))),
);

/** LPVOID *: where a reference to a message stands, or a pointer to the SBinary of an entry id. */
export const notifyData: Codec = {
  send: (call, value) => {
    if (!(value instanceof Uint8Array)) return takeCell(call, BigInt(value === null ? 0 : Number(value)));
    const at = call.writer.reserve(16);
    call.writer.u32(at, value.length);
    call.writer.pointer(at + 8, call.writer.blob(value));
    return takeCell(call, BigInt(call.writer.lend()));
  },
  // Without the flags nobody can tell the two apart: a reference is passed on as it is.
  receive: ({ reader }, args, at) =>
    args[at] === 0
      ? null
      : reader.reading(() => reader.pointer(reader.load(args[at] as number, 8, 'the data of a notification'))),
};
