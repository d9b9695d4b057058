import { closeSync, openSync, readSync } from 'node:fs';
import { constants, crc32, type InflateRaw, inflateRawSync } from 'node:zlib';

/** How a compressed file is called, besides the name that it would have otherwise. */
export const COMPRESSED = '.gz' as const;

/** So many bytes of a file are compressed for themselves, so that nobody has to hold all of it. */
export const BLOCK_BYTES: number = 1024 * 1024;

/** A block that cannot be compressed is a little longer than before. */
const LONGEST_BLOCK = BLOCK_BYTES + 64 * 1024;
/** Of a gzip member that has neither a name nor a comment nor anything else. */
const HEADER_BYTES = 10;
const TRAILER_BYTES = 8;
const MAGIC: Buffer = Buffer.from([0x1f, 0x8b, 0x08, 0x00]);

/**
 * Reads a compressed file, block by block: gzip members one after the other, as `zcat` reads them, of at most
 * {@link BLOCK_BYTES} each.
 *
 * @param path - the file
 * @returns the blocks
 * @throws Error naming the file while iterating, when it is not of this sort or has been changed
 */
export function* compressedChunks(path: string): Generator<Buffer, void, undefined> {
  const file = openSync(path, 'r');
  try {
    const window = Buffer.allocUnsafe(LONGEST_BLOCK);
    for (let position = 0; ; ) {
      const length = readSync(file, window, 0, window.length, position);
      if (length === 0) return;
      const { content, bytes } = readMember(window.subarray(0, length), path);
      position += bytes;
      yield content;
    }
  } finally {
    closeSync(file);
  }
}

interface Member {
  readonly content: Buffer;
  /** Of the member, in the file. */
  readonly bytes: number;
}

function readMember(window: Buffer, path: string): Member {
  if (!window.subarray(0, MAGIC.length).equals(MAGIC)) throw new Error(`${path}: not compressed as it must be`);
  const { content, read } = inflate(window.subarray(HEADER_BYTES), path);
  const trailer = window.subarray(HEADER_BYTES + read, HEADER_BYTES + read + TRAILER_BYTES);
  const isWhole = trailer.length === TRAILER_BYTES && trailer.readUInt32LE(4) === content.length;
  if (!isWhole || trailer.readUInt32LE(0) !== crc32(content)) throw new Error(`${path}: damaged, or cut off`);
  return { content, bytes: HEADER_BYTES + read + TRAILER_BYTES };
}

function inflate(data: Buffer, path: string): { readonly content: Buffer; readonly read: number } {
  try {
    const options = { info: true, maxOutputLength: BLOCK_BYTES, finishFlush: constants.Z_FINISH };
    // With `info` node gives the engine besides, which knows where the member ended.
    const { buffer, engine } = inflateRawSync(data, options) as unknown as { buffer: Buffer; engine: InflateRaw };
    return { content: buffer, read: engine.bytesWritten };
  } catch (error) {
    throw new Error(`${path}: damaged, or cut off`, { cause: error });
  }
}
