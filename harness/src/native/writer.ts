import { Buffer } from 'node:buffer';
import { type Address, addressOf, copyMemory } from './ffi.js';
import { encodeAnsi } from './windows-1252.js';

const FIRST_BYTES = 1 << 20;
/** From here on a place counts from where the texts of the block begin. */
const TEXTS = 0x1_0000_0000;
/** In bytes. */
const SHORT_BLOB = 32;
/** What debug heaps fill with: as an address it is none. */
const TAKEN_BACK = 0xdd;

/**
 * Lays structures out as C has them: one block at a time, in one long-lived buffer. What a call lends is there until it
 * returns; what the other side is to keep is copied from there into memory that it frees.
 */
export class Writer {
  #buffer: Buffer = Buffer.alloc(FIRST_BYTES);
  #address: Address = addressOf(this.#buffer);
  /** Where the next block begins. */
  #start = 0;
  /** Where the present one ends. */
  #end = 0;
  /** Pointers of the present block, by where they are: they count from its start until it has a place. */
  readonly #pointers: number[] = [];
  /** How many numbers of that are of the present block: to empty an array would drop its memory. */
  #pointed = 0;
  /** Buffers that were too small, while calls under way still lend from them. */
  readonly #outgrown: Buffer[] = [];
  #view: DataView = viewOf(this.#buffer);
  /** The texts of the present block, each with its 0: they come behind all else, and are written at once. */
  #texts = '';
  /** Not as a Buffer, whose `fill` and `set` cost more. */
  #bytes: Uint8Array = bytesOf(this.#buffer);

  /** Where the memory of the calls under way ends: what {@link release} goes back to. */
  get mark(): number {
    return this.#start;
  }

  /** Takes back what was lent since a mark: whoever has kept a pointer there reads nothing that was true. */
  release(mark: number): void {
    if (this.#end > mark) this.#bytes.fill(TAKEN_BACK, mark, this.#end);
    this.#start = mark;
    this.#end = mark;
    if (mark === 0 && this.#outgrown.length > 0) this.#dropOutgrown();
  }

  /** Room in the present block, aligned to 8 bytes and zero; its place counts from the start of the block. */
  reserve(bytes: number): number {
    const at = this.#room(bytes);
    this.#bytes.fill(0, this.#start + at, this.#end);
    return at;
  }

  /** The same, with whatever is there: what comes there is as large. */
  #room(bytes: number): number {
    const at = (this.#end + 7) & ~7;
    if (at + bytes > this.#buffer.length) {
      this.#grow(at - this.#start + bytes);
      return this.#room(bytes);
    }
    this.#end = at + bytes;
    return at - this.#start;
  }

  u16(at: number, value: number): void {
    this.#view.setUint16(this.#start + at, value, true);
  }

  u32(at: number, value: number): void {
    this.#view.setUint32(this.#start + at, value, true);
  }

  u64(at: number, value: bigint): void {
    // As many bits as there are, also of what is negative.
    this.#view.setBigUint64(this.#start + at, value, true);
  }

  f32(at: number, value: number): void {
    this.#view.setFloat32(this.#start + at, value, true);
  }

  f64(at: number, value: number): void {
    this.#view.setFloat64(this.#start + at, value, true);
  }

  bytes(at: number, value: Uint8Array): void {
    const { length } = value;
    const [all, from] = [this.#bytes, this.#start + at];
    if (length > SHORT_BLOB) all.set(value, from);
    else for (let index = 0; index < length; index += 1) all[from + index] = value[index] as number;
  }

  /** A pointer to another place of the block. */
  pointer(at: number, target: number): void {
    this.#pointers[this.#pointed++] = at;
    this.#pointers[this.#pointed++] = target;
  }

  /** Bytes of the block's own; a pointer to none is one to somewhere all the same. */
  blob(value: Uint8Array): number {
    const at = this.#room(Math.max(1, value.length));
    this.bytes(at, value);
    return at;
  }

  /** A text of WCHARs that ends with 0. Where it alone is in the block, it begins that. */
  text(value: string): number {
    const at = TEXTS + 2 * this.#texts.length;
    this.#texts += `${value}\0`;
    return at;
  }

  /** A text of bytes that ends with 0. */
  ansi(value: string): number {
    const bytes = encodeAnsi(value);
    const at = this.reserve(bytes.length + 1);
    this.bytes(at, bytes);
    return at;
  }

  /** Ends the block, which stays until its mark is released. */
  lend(): Address {
    const texts = this.#writeTexts();
    const address = this.#address + this.#start;
    this.#place(address, texts);
    this.#start = (this.#end + 7) & ~7;
    this.#end = this.#start;
    return address;
  }

  /** Ends the block, and copies it to where the other side will free it. */
  give(allocate: (bytes: number) => Address): Address {
    const texts = this.#writeTexts();
    const bytes = this.#end - this.#start;
    const address = allocate(bytes);
    this.#place(address, texts);
    copyMemory(address, this.#address + this.#start, bytes);
    this.#end = this.#start;
    return address;
  }

  /** Drops a block that could not be written to its end. */
  drop(): void {
    this.#pointed = 0;
    this.#texts = '';
    this.#end = this.#start;
  }

  /** Returns where they begin. */
  #writeTexts(): number {
    const texts = this.#texts;
    if (texts.length === 0) return 0;
    const at = this.#room(2 * texts.length);
    this.#buffer.write(texts, this.#start + at, 'utf16le');
    this.#texts = '';
    return at;
  }

  #place(address: Address, texts: number): void {
    for (let index = 0; index < this.#pointed; index += 2) {
      const at = this.#pointers[index] as number;
      const target = this.#pointers[index + 1] as number;
      const pointer = address + (target < TEXTS ? target : texts + (target - TEXTS));
      this.#view.setUint32(this.#start + at, pointer >>> 0, true);
      this.#view.setUint32(this.#start + at + 4, Math.floor(pointer / 0x1_0000_0000), true);
    }
    this.#pointed = 0;
  }

  #dropOutgrown(): void {
    for (const buffer of this.#outgrown) buffer.fill(TAKEN_BACK);
    this.#outgrown.length = 0;
  }

  /** A larger buffer. The present block goes on in it at the same place, so that the marks of earlier ones hold. */
  #grow(bytes: number): void {
    const larger = Buffer.alloc(2 * (this.#start + bytes + 8));
    this.#buffer.copy(larger, 0, 0, this.#end);
    this.#outgrown.push(this.#buffer);
    this.#buffer = larger;
    this.#address = addressOf(larger);
    this.#view = viewOf(larger);
    this.#bytes = bytesOf(larger);
  }
}

function viewOf(buffer: Buffer): DataView {
  return new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

function bytesOf(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
