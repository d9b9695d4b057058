import type { Readable } from 'node:stream';

const KEPT_CHARACTERS = 2_000;

/** What a process printed: how much, and its beginning and end. */
export interface Output {
  readonly bytes: number;
  readonly head: string;
  readonly tail: string;
}

/**
 * Reads a stream to its end, so that its writer never waits, and keeps its length, beginning and end.
 *
 * @param stream - stdout or stderr of a child process
 * @returns a function that gives what was read so far
 */
export function collectOutput(stream: Readable): () => Output {
  let bytes = 0;
  let head = '';
  // Bytes, not characters, so that a character in two chunks stays whole; four bytes a character at most.
  let tail: Buffer = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    if (head.length < KEPT_CHARACTERS) head = (head + chunk.toString('utf8')).slice(0, KEPT_CHARACTERS);
    bytes += chunk.length;
    tail = Buffer.concat([tail, chunk.subarray(-4 * KEPT_CHARACTERS)]).subarray(-4 * KEPT_CHARACTERS);
  });
  // A pipe that breaks is the end of the output and nothing else.
  stream.on('error', () => {});
  return () => ({ bytes, head, tail: tail.toString('utf8').slice(-KEPT_CHARACTERS) });
}
