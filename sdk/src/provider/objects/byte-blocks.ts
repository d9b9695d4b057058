import { Buffer } from 'node:buffer';
import { ByteWriter } from './byte-writer.js';

const BLOCK_SIZE = 1024 * 1024;
/** Spare blocks beyond these go back to the system. */
const MOST_SPARE = 32;

/**
 * Memory in which bytes wait until their owner frees them, one behind the other. A block of which everything is freed is used
 * again: to have new memory from the system, and V8 collect it, takes longer than to write a large value.
 *
 * Bytes that are freed may be overwritten at once: whoever gives them to others has to know that nobody looks at them any more.
 */
export class ByteBlocks {
  readonly #writer: ByteWriter = new ByteWriter((size) => this.#newBlock(size));
  /** How many bytes' owners each block waits for. */
  readonly #waiting: Map<ArrayBufferLike, number> = new Map();
  #spare: Buffer[] = [];
  #current: Buffer | undefined;

  /**
   * Has something written.
   *
   * @param write - writes it; when it throws, nothing was written
   * @returns the bytes, which stay as they are until they are freed
   */
  add(write: (writer: ByteWriter) => void): Uint8Array {
    try {
      write(this.#writer);
    } catch (error) {
      this.#writer.drop();
      throw error;
    }
    const bytes = this.#writer.keep();
    this.#waiting.set(bytes.buffer, (this.#waiting.get(bytes.buffer) ?? 0) + 1);
    return bytes;
  }

  /** Frees bytes that `add` gave; each of them once. */
  free(bytes: Uint8Array): void {
    const block = bytes.buffer;
    const waiting = this.#waiting.get(block);
    if (waiting === undefined) throw new RangeError('bytes are freed that do not wait');
    if (waiting > 1) {
      this.#waiting.set(block, waiting - 1);
      return;
    }
    this.#waiting.delete(block);
    if (this.#current?.buffer === block) {
      this.#writer.leave();
      this.#current = undefined;
    }
    if (block.byteLength === BLOCK_SIZE && this.#spare.length < MOST_SPARE) this.#spare.push(Buffer.from(block));
  }

  /** Gives the spare blocks back to the system. */
  rest(): void {
    this.#spare = [];
  }

  #newBlock(size: number): Buffer {
    const next =
      (size <= BLOCK_SIZE ? this.#spare.pop() : undefined) ?? Buffer.allocUnsafeSlow(Math.max(size, BLOCK_SIZE));
    // One that held only the beginning of what is being written now, which comes along.
    const left = this.#current;
    if (left?.length === BLOCK_SIZE && !this.#waiting.has(left.buffer) && this.#spare.length < MOST_SPARE) {
      this.#spare.push(left);
    }
    this.#current = next;
    return next;
  }
}
