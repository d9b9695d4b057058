import { Buffer } from 'node:buffer';
import {
  APART,
  BIGINT,
  BYTES,
  DOUBLE,
  FALSE,
  INTEGER,
  LIST,
  NULL,
  TEXT,
  TRUE,
  UNSIGNED_BIGINT,
  WIDE_TEXT,
} from './byte-kinds.js';

const FIRST_SIZE = 64 * 1024;
/** What one very large object needed is not kept for the small ones after it. */
const MOST_KEPT = 1024 * 1024;
/** Up to so many characters, writing them one by one takes less than the call that writes a whole string. */
const SHORT_TEXT = 40;

const NOTHING: Buffer = Buffer.alloc(0);

/** Writes values one after another into memory that it is given block by block: an object costs no allocation. */
export class ByteWriter {
  readonly #newBlock: (size: number) => Buffer;
  #buffer: Buffer = NOTHING;
  /** The same bytes: numbers are written through it in a fraction of the time. */
  #view: DataView = viewOf(NOTHING);
  /** Where what is being written begins. */
  #start = 0;
  #end = 0;

  /** @param newBlock - gives memory of at least so many bytes that nobody else uses */
  constructor(newBlock: (size: number) => Buffer = aloneInMemory) {
    this.#newBlock = newBlock;
  }

  /** Gives what was written, and begins anew: whatever is written next takes its place. */
  take(): Uint8Array {
    const bytes = this.#buffer.subarray(this.#start, this.#end);
    this.#end = this.#start;
    if (this.#buffer.length > MOST_KEPT) this.leave();
    return bytes;
  }

  /** Gives what was written, for as long as the block is left alone: whatever is written next comes behind it. */
  keep(): Uint8Array {
    const bytes = this.#buffer.subarray(this.#start, this.#end);
    this.#start = this.#end;
    return bytes;
  }

  /** Drops what was written. */
  drop(): void {
    this.#end = this.#start;
  }

  /** Goes on in another block. */
  leave(): void {
    this.#use(NOTHING, 0);
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#buffer[this.#end++] = value;
  }

  /** A number from 0 to 0xffffffff. */
  unsigned(value: number): void {
    this.#reserve(4);
    this.#view.setUint32(this.#end, value, true);
    this.#end += 4;
  }

  /** A value of whatever kind a property, or a field of a stored object, may have. */
  value(value: unknown): void {
    if (typeof value === 'string') this.#text(value);
    else if (typeof value === 'number') this.#number(value);
    else if (typeof value === 'bigint') this.#bigint(value);
    else if (typeof value === 'boolean') this.byte(value ? TRUE : FALSE);
    else if (value instanceof Uint8Array) this.#bytes(value);
    else if (Array.isArray(value)) this.#list(value);
    else if (value === null) this.byte(NULL);
    else throw new TypeError(`a stored object cannot hold ${typeof value}`);
  }

  /** Bytes and nothing else, which no ByteReader reads. */
  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#buffer.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** Bytes that are kept elsewhere: which one of them. */
  apart(place: number): void {
    this.byte(APART);
    this.unsigned(place);
  }

  #text(text: string): void {
    this.#reserve(5 + text.length * 3);
    const start = this.#end + 5;
    const short = text.length <= SHORT_TEXT && putAscii(this.#buffer, text, start);
    // UTF-8 has no room for half of a surrogate pair, and a store gives back what it was given.
    const wide = !short && !text.isWellFormed();
    const length = short ? text.length : this.#buffer.write(text, start, wide ? 'utf16le' : 'utf8');
    this.#buffer[this.#end] = wide ? WIDE_TEXT : TEXT;
    this.#view.setUint32(this.#end + 1, length, true);
    this.#end = start + length;
  }

  #number(value: number): void {
    this.#reserve(9);
    if (Object.is(value | 0, value)) {
      this.#buffer[this.#end] = INTEGER;
      this.#view.setInt32(this.#end + 1, value, true);
      this.#end += 5;
    } else {
      this.#buffer[this.#end] = DOUBLE;
      this.#view.setFloat64(this.#end + 1, value, true);
      this.#end += 9;
    }
  }

  #bigint(value: bigint): void {
    this.#reserve(9);
    const fits = BigInt.asIntN(64, value) === value;
    this.#buffer[this.#end] = fits ? BIGINT : UNSIGNED_BIGINT;
    if (!fits && BigInt.asUintN(64, value) !== value) throw new RangeError(`${value} does not fit into 64 bits`);
    // The same 64 bits, signed or not.
    this.#view.setBigInt64(this.#end + 1, value, true);
    this.#end += 9;
  }

  #bytes(bytes: Uint8Array): void {
    this.#reserve(5 + bytes.length);
    this.#buffer[this.#end] = BYTES;
    this.#view.setUint32(this.#end + 1, bytes.length, true);
    const start = this.#end + 5;
    this.#buffer.set(bytes, start);
    this.#end = start + bytes.length;
  }

  #list(list: readonly unknown[]): void {
    this.byte(LIST);
    this.unsigned(list.length);
    for (const item of list) this.value(item);
  }

  #reserve(count: number): void {
    const needed = this.#end + count;
    if (needed <= this.#buffer.length) return;
    const written = this.#end - this.#start;
    const grown = this.#newBlock(Math.max(written + count, 2 * written));
    this.#buffer.copy(grown, 0, this.#start, this.#end);
    this.#use(grown, written);
  }

  #use(buffer: Buffer, end: number): void {
    this.#buffer = buffer;
    this.#view = viewOf(buffer);
    this.#start = 0;
    this.#end = end;
  }
}

/** Somewhat more than is needed: the next object may be a little larger. */
function aloneInMemory(size: number): Buffer {
  return Buffer.allocUnsafeSlow(Math.max(FIRST_SIZE, 2 ** Math.ceil(Math.log2(size))));
}

function viewOf({ buffer, byteOffset, length }: Buffer): DataView {
  return new DataView(buffer, byteOffset, length);
}

/** Writes a text of ASCII characters; false, and nothing of use is written, when it has others. */
function putAscii(buffer: Buffer, text: string, at: number): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) return false;
    buffer[at + index] = code;
  }
  return true;
}
