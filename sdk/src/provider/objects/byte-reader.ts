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

/** Up to so many bytes, copying them one by one takes less than making a view of them. */
const SHORT = 64;

/**
 * Reads what a ByteWriter wrote; what it gives shares no memory with the bytes that it reads. Every method throws RangeError
 * where there is nothing of the kind.
 */
export class ByteReader {
  readonly #buffer: Buffer;
  /** The same bytes: numbers are read through it in a fraction of the time. */
  readonly #view: DataView;
  readonly #apart: readonly Uint8Array[];
  #position = 0;

  /** @param apart - the bytes that are kept elsewhere, which it gives as they are */
  constructor(bytes: Uint8Array, apart: readonly Uint8Array[] = []) {
    this.#apart = apart;
    const { buffer, byteOffset, length } = bytes;
    this.#buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(buffer, byteOffset, length);
    this.#view = new DataView(buffer, byteOffset, length);
  }

  /** Fails unless everything has been read. */
  end(): void {
    if (this.#position !== this.#view.byteLength) throw new RangeError('there is more than one object');
  }

  byte(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  unsigned(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }

  value(): unknown {
    const kind = this.byte();
    switch (kind) {
      case TEXT:
        return this.#text('utf8');
      case INTEGER:
        return this.#view.getInt32(this.#advance(4), true);
      case BIGINT:
        return this.#view.getBigInt64(this.#advance(8), true);
      case TRUE:
      case FALSE:
        return kind === TRUE;
      case BYTES:
        return this.#bytes();
      case LIST:
        return this.#list();
      case APART:
        return this.#bytesApart();
      case WIDE_TEXT:
        return this.#text('utf16le');
      case DOUBLE:
        return this.#view.getFloat64(this.#advance(8), true);
      case UNSIGNED_BIGINT:
        return this.#view.getBigUint64(this.#advance(8), true);
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

  #text(encoding: 'utf8' | 'utf16le'): string {
    const length = this.unsigned();
    const start = this.#advance(length);
    return this.#buffer.toString(encoding, start, start + length);
  }

  #bytes(): Uint8Array {
    const length = this.unsigned();
    const start = this.#advance(length);
    const bytes = new Uint8Array(length);
    if (length > SHORT) bytes.set(this.#buffer.subarray(start, start + length));
    else for (let index = 0; index < length; index += 1) bytes[index] = this.#buffer[start + index] as number;
    return bytes;
  }

  #bytesApart(): Uint8Array {
    const place = this.unsigned();
    const bytes = this.#apart[place];
    if (bytes === undefined) throw new RangeError(`value ${place} is kept elsewhere`);
    return bytes;
  }

  /** Goes on by `count` bytes; gives where they begin. */
  #advance(count: number): number {
    const start = this.#position;
    this.#position += count;
    if (this.#position > this.#view.byteLength) throw new RangeError('the bytes are cut short');
    return start;
  }
}
