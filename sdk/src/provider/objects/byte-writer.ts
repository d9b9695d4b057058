import { Buffer } from 'node:buffer';
import {
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

const SLAB_SIZE = 64 * 1024;
/** Up to so many characters, writing them one by one takes less than the call that writes a whole string. */
const SHORT_TEXT = 40;

/**
 * Writes values one after another.
 *
 * What is taken is a part of a slab that later objects share, as Node's own pool of buffers does it: an object costs
 * neither an allocation nor a copy.
 */
export class ByteWriter {
  #slab: Buffer = Buffer.allocUnsafeSlow(SLAB_SIZE);
  /** The same bytes: numbers are written through it in a fraction of the time. */
  #view: DataView = viewOf(this.#slab);
  #start = 0;
  #end = 0;

  /** Gives what was written, and begins anew behind it. */
  take(): Uint8Array {
    const bytes = this.#slab.subarray(this.#start, this.#end);
    this.#start = this.#end;
    // What one large object needed is not kept alive by many small ones.
    if (this.#slab.length > SLAB_SIZE) this.#begin(Buffer.allocUnsafeSlow(SLAB_SIZE), 0);
    return bytes;
  }

  /** Drops what was written. */
  drop(): void {
    this.#end = this.#start;
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#slab[this.#end++] = value;
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

  #text(text: string): void {
    this.#reserve(5 + text.length * 3);
    const start = this.#end + 5;
    const short = text.length <= SHORT_TEXT && putAscii(this.#slab, text, start);
    // UTF-8 has no room for half of a surrogate pair, and a store gives back what it was given.
    const wide = !short && !text.isWellFormed();
    const length = short ? text.length : this.#slab.write(text, start, wide ? 'utf16le' : 'utf8');
    this.#slab[this.#end] = wide ? WIDE_TEXT : TEXT;
    this.#view.setUint32(this.#end + 1, length, true);
    this.#end = start + length;
  }

  #number(value: number): void {
    this.#reserve(9);
    if (Object.is(value | 0, value)) {
      this.#slab[this.#end] = INTEGER;
      this.#view.setInt32(this.#end + 1, value, true);
      this.#end += 5;
    } else {
      this.#slab[this.#end] = DOUBLE;
      this.#view.setFloat64(this.#end + 1, value, true);
      this.#end += 9;
    }
  }

  #bigint(value: bigint): void {
    this.#reserve(9);
    const fits = BigInt.asIntN(64, value) === value;
    this.#slab[this.#end] = fits ? BIGINT : UNSIGNED_BIGINT;
    if (!fits && BigInt.asUintN(64, value) !== value) throw new RangeError(`${value} does not fit into 64 bits`);
    // The same 64 bits, signed or not.
    this.#view.setBigInt64(this.#end + 1, value, true);
    this.#end += 9;
  }

  #bytes(bytes: Uint8Array): void {
    this.#reserve(5 + bytes.length);
    this.#slab[this.#end] = BYTES;
    this.#view.setUint32(this.#end + 1, bytes.length, true);
    const start = this.#end + 5;
    this.#slab.set(bytes, start);
    this.#end = start + bytes.length;
  }

  #list(list: readonly unknown[]): void {
    this.byte(LIST);
    this.unsigned(list.length);
    for (const item of list) this.value(item);
  }

  #reserve(count: number): void {
    if (this.#end + count <= this.#slab.length) return;
    const written = this.#end - this.#start;
    const slab = Buffer.allocUnsafeSlow(Math.max(SLAB_SIZE, 2 * (written + count)));
    this.#slab.copy(slab, 0, this.#start, this.#end);
    this.#begin(slab, written);
  }

  #begin(slab: Buffer, written: number): void {
    this.#slab = slab;
    this.#view = viewOf(slab);
    this.#start = 0;
    this.#end = written;
  }
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
