import { closeSync, openSync, readSync } from 'node:fs';
import type { JournalEvent } from './events.js';

const CHUNK_BYTES = 64 * 1024;
/** No event comes near this; a longer line is not a journal's. */
const LONGEST_LINE_BYTES = 4 * 1024 * 1024;
const NEWLINE = 0x0a;

/** A journal that can't be what a host process wrote: a malformed line, or a number left out. */
export class JournalError extends Error {
  override readonly name: string = 'JournalError';
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;

  constructor(file: string, line: number, what: string) {
    super(`${file}:${line}: ${what}`);
    this.file = file;
    this.line = line;
  }
}

/**
 * Reads a journal, one event at a time, from the disk and in constant memory.
 *
 * Each iteration opens the file anew, so the result can be read any number of times. A last line without its newline is
 * left out: its writer was killed while it wrote. Everything else must be whole.
 *
 * @param path - the journal, newline-delimited JSON
 * @param only - the names of the events that are asked for; all unless given. The others are counted, and not parsed
 * @param read - reads the file, piece by piece; as it is unless given
 * @returns the events, in the order in which they were written
 * @throws JournalError while iterating, when a line is no event or the numbers have a gap; the error of `node:fs` when
 * the file can't be read
 */
export function readJournal<Name extends JournalEvent['e'] = JournalEvent['e']>(
  path: string,
  only?: readonly Name[],
  read: FileReader = fileChunks,
): Iterable<Extract<JournalEvent, { readonly e: Name }>> {
  const wanted = only === undefined ? null : new Set<string>(only);
  // events() gives no others.
  return {
    [Symbol.iterator]: () => events(path, wanted, read) as Iterator<Extract<JournalEvent, { readonly e: Name }>>,
  };
}

/** How a line begins; a host writes no other. */
const BEGINNING = /^\{"n":(\d+),"t":\d+,"e":"([a-z-]+)"/;

function* events(
  path: string,
  wanted: ReadonlySet<string> | null,
  read: FileReader,
): Generator<JournalEvent, void, undefined> {
  let line = 0;
  for (const text of wholeLines(path, read)) {
    line += 1;
    if (wanted !== null) {
      const [, n, e = ''] = BEGINNING.exec(text) ?? [];
      if (Number(n) === line && !wanted.has(e)) continue;
    }
    const event = parseEvent(path, line, text);
    if (event.n !== line) {
      throw new JournalError(path, line, `event number ${line} expected, ${event.n} found: events are missing`);
    }
    if (wanted?.has(event.e) === false) continue;
    yield event;
  }
}

function parseEvent(path: string, line: number, text: string): JournalEvent {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new JournalError(path, line, `not JSON: ${JSON.stringify(text.slice(0, 80))}`);
  }
  if (!isEvent(value)) {
    throw new JournalError(path, line, `not a journal event: ${text.slice(0, 80)}`);
  }
  return value;
}

function isEvent(value: unknown): value is JournalEvent {
  return (
    typeof value === 'object' &&
    value !== null &&
    'n' in value &&
    Number.isInteger(value.n) &&
    't' in value &&
    Number.isFinite(value.t) &&
    'e' in value &&
    typeof value.e === 'string'
  );
}

/** Reads a file from its beginning to its end, in pieces; none is looked at any more when the next is asked for. */
export type FileReader = (path: string) => Iterable<Buffer>;

/** The lines that end in a newline; the text after the last newline is a cut line and left out. */
function* wholeLines(path: string, read: FileReader): Generator<string, void, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 0;
  for (const chunk of read(path)) {
    const end = chunk.lastIndexOf(NEWLINE);
    if (end !== -1) {
      // Many lines at once become text: each by itself takes twice the time.
      const lines = Buffer.concat([rest, chunk.subarray(0, end)])
        .toString('utf8')
        .split('\n');
      line += lines.length;
      yield* lines;
      rest = Buffer.alloc(0);
    }
    if (end + 1 < chunk.length) rest = Buffer.concat([rest, chunk.subarray(end + 1)]);
    if (rest.length > LONGEST_LINE_BYTES) {
      throw new JournalError(path, line + 1, `a line of more than ${LONGEST_LINE_BYTES} bytes is no event`);
    }
  }
}

/** The file as it is. */
function* fileChunks(path: string): Generator<Buffer, void, undefined> {
  const file = openSync(path, 'r');
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      const length = readSync(file, chunk, 0, CHUNK_BYTES, null);
      if (length === 0) return;
      yield chunk.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}
