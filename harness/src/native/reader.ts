import { Buffer } from 'node:buffer';
import { type Address, addressOf, copyMemory, lengthAt, textAt } from './ffi.js';
import { decodeAnsi } from './windows-1252.js';

const FIRST_BYTES = 1 << 18;
/** In bytes. What copies more at once begins to be worth its call only then. */
const SHORT_BLOB = 32;
/** A larger block is not read as a whole: it may be one large value, and a text that somebody keeps would keep all of it. */
const MOST_AT_ONCE = 1 << 14;
/** What claims to be larger is no length: it was never written, or is something else. */
const MOST_BYTES = 0x4000_0000;

/**
 * Reads structures of C's: each is copied whole into one long-lived buffer. Places in it hold until the outermost
 * {@link reading} ends.
 */
export class Reader {
  #buffer: Buffer = Buffer.alloc(FIRST_BYTES);
  #address: Address = addressOf(this.#buffer);
  #view: DataView = new DataView(this.#buffer.buffer, this.#buffer.byteOffset, this.#buffer.byteLength);
  /** Not as a Buffer, of which a slice would be a view. */
  #bytes: Uint8Array = new Uint8Array(this.#buffer.buffer, this.#buffer.byteOffset, this.#buffer.byteLength);
  #end = 0;
  /** What comes behind an array in a block that is here whole: where it was, where that ends, and where it is. */
  #block: Address = 0;
  #blockEnd: Address = 0;
  #blockAt = 0;
  /** The same as text, once one is asked for: to read each costs a call. */
  #blockTexts: string | undefined;

  /** Reads something, whose places are free again afterwards. */
  reading<T>(read: () => T): T {
    const end = this.#end;
    try {
      return read();
    } finally {
      this.#end = end;
    }
  }

  /**
   * Copies memory here.
   *
   * @param what - says what is read, when its length is none
   * @returns its place
   */
  load(address: Address, bytes: number, what: string): number {
    assertLength(bytes, what);
    const at = this.#end;
    const end = (at + bytes + 7) & ~7;
    if (end > this.#buffer.length) this.#grow(end);
    copyMemory(this.#address + at, address, bytes);
    this.#end = end;
    return at;
  }

  /**
   * The same with an array, and with what its pointers lead to in the same block: to copy that value by value costs a call each.
   * It counts until {@link leaveBlock}.
   *
   * @param blockBytes - how large the block is that the array begins; 0: that is not known
   */
  loadWithBlock(address: Address, bytes: number, blockBytes: number, what: string): number {
    if (blockBytes <= bytes || blockBytes > MOST_AT_ONCE) return this.load(address, bytes, what);
    const at = this.load(address, blockBytes, what);
    this.#block = address + bytes;
    this.#blockEnd = address + blockBytes;
    this.#blockAt = at + bytes;
    return at;
  }

  leaveBlock(): void {
    this.#block = 0;
    this.#blockEnd = 0;
    this.#blockTexts = undefined;
  }

  u16(at: number): number {
    return this.#view.getUint16(at, true);
  }

  u32(at: number): number {
    return this.#view.getUint32(at, true);
  }

  i32(at: number): number {
    return this.#view.getInt32(at, true);
  }

  u64(at: number): bigint {
    return this.#view.getBigUint64(at, true);
  }

  f32(at: number): number {
    return this.#view.getFloat32(at, true);
  }

  f64(at: number): number {
    return this.#view.getFloat64(at, true);
  }

  pointer(at: number): Address {
    // Without a BigInt, which each property would make and drop.
    return this.#view.getUint32(at, true) + this.#view.getUint32(at + 4, true) * 0x1_0000_0000;
  }

  /** A copy of bytes that have been loaded. */
  slice(at: number, bytes: number): Uint8Array {
    const loaded = this.#bytes;
    if (bytes > SHORT_BLOB) return loaded.slice(at, at + bytes);
    const copy = new Uint8Array(bytes);
    for (let index = 0; index < bytes; index += 1) copy[index] = loaded[at + index] as number;
    return copy;
  }

  /** A copy of bytes anywhere. */
  bytes(address: Address, length: number, what: string): Uint8Array {
    assertLength(length, what);
    if (length === 0) return new Uint8Array(0);
    if (address >= this.#block && address + length <= this.#blockEnd) {
      return this.slice(this.#blockAt + (address - this.#block), length);
    }
    if (length < FIRST_BYTES / 4) {
      const end = this.#end;
      const copy = this.slice(this.load(address, length, what), length);
      this.#end = end;
      return copy;
    }
    const copy = new Uint8Array(length);
    copyMemory(addressOf(copy), address, length);
    return copy;
  }

  /** A text of WCHARs. */
  text(address: Address): string {
    return this.#textInBlock(address) ?? textAt(address);
  }

  /** Undefined where it is not in the block, or does not end there. */
  #textInBlock(address: Address): string | undefined {
    if (address < this.#block || address >= this.#blockEnd) return undefined;
    const first = (address - this.#block) / 2;
    if (!Number.isInteger(first)) return undefined;
    this.#blockTexts ??= this.#buffer.toString(
      'utf16le',
      this.#blockAt,
      this.#blockAt + (this.#blockEnd - this.#block),
    );
    const end = this.#blockTexts.indexOf('\0', first);
    return end === -1 ? undefined : this.#blockTexts.slice(first, end);
  }

  /** A text of bytes. */
  ansi(address: Address): string {
    return decodeAnsi(this.bytes(address, lengthAt(address), 'a text'));
  }

  #grow(bytes: number): void {
    const larger = Buffer.alloc(2 * bytes);
    this.#buffer.copy(larger, 0, 0, this.#end);
    this.#buffer = larger;
    this.#address = addressOf(larger);
    this.#view = new DataView(larger.buffer, larger.byteOffset, larger.byteLength);
    this.#bytes = new Uint8Array(larger.buffer, larger.byteOffset, larger.byteLength);
  }
}

function assertLength(bytes: number, what: string): void {
  if (bytes > MOST_BYTES) throw new Error(`${what} says that it has ${bytes} bytes`);
}
