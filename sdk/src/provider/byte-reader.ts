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

/** Reads what a ByteWriter wrote. Every method throws RangeError where there is nothing of the kind. */
export class ByteReader {
  readonly #buffer: Buffer;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Fails unless everything has been read. */
  end(): void {
    if (this.#position !== this.#buffer.length) throw new RangeError('there is more than one object');
  }

  byte(): number {
    return this.#buffer.readUInt8(this.#advance(1));
  }

  unsigned(): number {
    return this.#buffer.readUInt32LE(this.#advance(4));
  }

  value(): unknown {
    const kind = this.byte();
    switch (kind) {
      case TEXT:
        return this.#block().toString('utf8');
      case INTEGER:
        return this.#buffer.readInt32LE(this.#advance(4));
      case BIGINT:
        return this.#buffer.readBigInt64LE(this.#advance(8));
      case TRUE:
      case FALSE:
        return kind === TRUE;
      case BYTES:
        return new Uint8Array(this.#block());
      case LIST:
        return this.#list();
      case WIDE_TEXT:
        return this.#block().toString('utf16le');
      case DOUBLE:
        return this.#buffer.readDoubleLE(this.#advance(8));
      case UNSIGNED_BIGINT:
        return this.#buffer.readBigUInt64LE(this.#advance(8));
      case NULL:
        return null;
      default:
        throw new RangeError(`there is no kind ${kind}`);
    }
  }

  #list(): unknown[] {
    const list: unknown[] = [];
    for (let count = this.unsigned(); count > 0; count -= 1) list.push(this.value());
    return list;
  }

  #block(): Buffer {
    const length = this.unsigned();
    const start = this.#advance(length);
    return this.#buffer.subarray(start, start + length);
  }

  /** Goes on by `count` bytes; gives where they begin. */
  #advance(count: number): number {
    const start = this.#position;
    this.#position += count;
    if (this.#position > this.#buffer.length) throw new RangeError('the bytes are cut short');
    return start;
  }
}
