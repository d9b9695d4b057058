import { writeSync } from 'node:fs';
import type { Writable } from 'node:stream';

/** How long a reader of the output may take nothing, before the rest of a text is left out. */
const PATIENCE_MS = 1000;
const PAUSE_MS = 5;

type Chunk = { readonly chunk: unknown; readonly encoding: BufferEncoding };

/**
 * Makes the standard output of a worker thread write by itself.
 *
 * Node hands it to the main thread otherwise, which writes it in a later turn of its event loop: while it waits nothing
 * appears, and what a killed process had to say in the end never does.
 */
export function writeDirectly(stream: Writable, fd: number): void {
  stream._write = (chunk, encoding, done) => {
    writeWhole(fd, bytesOf({ chunk, encoding }));
    done();
  };
  stream._writev = (chunks, done) => {
    writeWhole(fd, Buffer.concat(chunks.map(bytesOf)));
    done();
  };
}

function bytesOf({ chunk, encoding }: Chunk): Uint8Array {
  return chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk), encoding);
}

/** Output that cannot be written harms nobody: the thread goes on. */
function writeWhole(fd: number, bytes: Uint8Array): void {
  let until = performance.now() + PATIENCE_MS;
  for (let start = 0; start < bytes.length; ) {
    try {
      start += writeSync(fd, bytes, start);
      until = performance.now() + PATIENCE_MS;
    } catch (error) {
      // A pipe whose reader is behind.
      const isFull = error instanceof Error && 'code' in error && error.code === 'EAGAIN';
      if (!isFull || performance.now() > until) return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}
