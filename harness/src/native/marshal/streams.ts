import { type Codec, copyTo, poke32 } from './call.js';
import { takeCell } from './places.js';

/** sizeof(STATSTG): pwcsName, type, cbSize, and what the contract has no place for. */
const STAT_BYTES = 80;
const STGTY_STREAM = 2;

/** IStream::Read: room for bytes, how many, and how many there were. */
export const outRead: Codec = {
  send: (call, value) => {
    const count = value as number;
    call.writer.reserve(Math.max(1, count));
    call.room = call.writer.lend();
    call.args.push(call.room, count);
    return takeCell(call);
  },
  collect: (call, cell) => call.reader.bytes(call.room, call.cells.u32(cell), 'what was read'),
  receive: (_, args, at) => args[at + 1],
  answer: (call, args, at, value) => {
    const bytes = value as Uint8Array;
    const mark = call.writer.mark;
    call.writer.blob(bytes);
    copyTo(args[at] as number, call.writer.lend(), bytes.length);
    call.writer.release(mark);
    poke32(call, args[at + 2] as number, bytes.length);
  },
};

/** IStream::Stat. */
export const outStat: Codec = {
  send: (call) => {
    call.writer.reserve(STAT_BYTES);
    call.room = call.writer.lend();
    call.args.push(call.room);
    return 0;
  },
  collect: ({ reader, room }) =>
    reader.reading(() => {
      const at = reader.load(room, STAT_BYTES, 'a STATSTG');
      const name = reader.pointer(at);
      return { name: name === 0 ? null : reader.text(name), size: Number(reader.u64(at + 16)) };
    }),
  answer: (call, args, at, value) => {
    const { size } = value as { readonly size: number };
    const target = args[at] as number;
    if (target === 0) return;
    const mark = call.writer.mark;
    const place = call.writer.reserve(STAT_BYTES);
    call.writer.u32(place + 8, STGTY_STREAM);
    call.writer.u64(place + 16, BigInt(size));
    copyTo(target, call.writer.lend(), STAT_BYTES);
    call.writer.release(mark);
  },
};
