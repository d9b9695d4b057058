import type { Address } from '../ffi.js';
import type { Writer } from '../writer.js';
import type { Call } from './call.js';

/** Passes a cell that C writes to, with what stands there before. */
export function takeCell(call: Call, value?: unknown): number {
  const cell = call.cells.take(typeof value === 'bigint' ? value : 0n);
  call.args.push(call.cells.addressOf(cell));
  return cell;
}

/** Writes a block into memory that the other side frees. */
export function give({ writer, allocators }: Call, write: (writer: Writer) => number): Address {
  try {
    write(writer);
    return writer.give(allocators.allocate);
  } catch (error) {
    writer.drop();
    throw error;
  }
}
