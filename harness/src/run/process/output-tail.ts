import type { Readable } from 'node:stream';

const KEPT_CHARACTERS = 2_000;
/** Of each stream a life's evidence has so many bytes from its beginning, and so many from its end. */
const KEPT_BYTES = 16 * 1024;

/** What a process printed: how much, and its beginning and end. */
export interface Output {
  readonly bytes: number;
  readonly head: string;
  readonly tail: string;
  /** For the evidence: everything, or beginning and end. */
  readonly kept: readonly [string] | readonly [string, string];
  /** How many bytes are left out between these. */
  readonly omitted: number;
}

/**
 * Reads a stream to its end, so that its writer never waits, and keeps its length, beginning and end.
 *
 * @param stream - stdout or stderr of a child process
 * @returns a function that gives what was read so far
 */
export function collectOutput(stream: Readable): () => Output {
  let bytes = 0;
  // Bytes, not characters, so that a character in two chunks stays whole.
  let head: Buffer = Buffer.alloc(0);
  let tail: Buffer = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    const first = chunk.subarray(0, KEPT_BYTES - head.length);
    if (first.length > 0) head = Buffer.concat([head, first]);
    const rest = chunk.subarray(first.length);
    if (rest.length > 0) tail = Buffer.concat([tail, rest.subarray(-KEPT_BYTES)]).subarray(-KEPT_BYTES);
  });
  // A pipe that breaks is the end of the output and nothing else.
  stream.on('error', () => {});
  return () => {
    const omitted = bytes - head.length - tail.length;
    const all = Buffer.concat([head, tail]).toString('utf8');
    return {
      bytes,
      head: all.slice(0, KEPT_CHARACTERS),
      tail: all.slice(-KEPT_CHARACTERS),
      kept: omitted === 0 ? [all] : [head.toString('utf8'), tail.toString('utf8')],
      omitted,
    };
  };
}
