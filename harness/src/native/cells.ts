import { Buffer } from 'node:buffer';
import { type Address, addressOf } from './ffi.js';

const CELL_BYTES = 8;
/** Calls nest to some 180 levels, and none has more than a dozen results. */
const MOST_CELLS = 4_096;

/** Where C writes results to: cells of 8 bytes, taken by the calls under way like a stack. */
export class Cells {
  readonly #buffer: Buffer = Buffer.alloc(MOST_CELLS * CELL_BYTES);
  readonly #view: DataView = new DataView(this.#buffer.buffer, this.#buffer.byteOffset, this.#buffer.byteLength);
  readonly #address: Address = addressOf(this.#buffer);
  #next = 0;

  get mark(): number {
    return this.#next;
  }

  release(mark: number): void {
    this.#next = mark;
  }

  /** A cell with a value of 64 bits. */
  take(value: bigint): number {
    if (this.#next === MOST_CELLS) throw new RangeError('calls of the library nest too deep');
    const cell = this.#next++;
    this.#view.setBigUint64(cell * CELL_BYTES, value, true);
    return cell;
  }

  /** A cell with the 16 bytes of a GUID, which takes two. */
  takeGuid(bytes: Uint8Array): number {
    const cell = this.take(0n);
    this.take(0n);
    this.#buffer.set(bytes, cell * CELL_BYTES);
    return cell;
  }

  addressOf(cell: number): Address {
    return this.#address + cell * CELL_BYTES;
  }

  u32(cell: number): number {
    return this.#view.getUint32(cell * CELL_BYTES, true);
  }

  i32(cell: number): number {
    return this.#view.getInt32(cell * CELL_BYTES, true);
  }

  u64(cell: number): bigint {
    return this.#view.getBigUint64(cell * CELL_BYTES, true);
  }

  i64(cell: number): number {
    return Number(this.#view.getBigInt64(cell * CELL_BYTES, true));
  }

  pointer(cell: number): Address {
    const at = cell * CELL_BYTES;
    return this.#view.getUint32(at, true) + this.#view.getUint32(at + 4, true) * 0x1_0000_0000;
  }

  guid(cell: number): Uint8Array {
    return new Uint8Array(this.#buffer.subarray(cell * CELL_BYTES, cell * CELL_BYTES + 16));
  }
}
