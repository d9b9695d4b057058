import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

const TAIL_BYTES = 8_192;
/** Events after which the provider, and nobody else, is at work. */
const providerAtWork: ReadonlySet<string> = new Set(['call', 'support-reference', 'support-call']);

/** What a look at a journal shows. */
export interface JournalLook {
  /** A call of the provider does not come back. */
  readonly callHangs: boolean;
  /** How long nothing has been written, in milliseconds. */
  readonly stillMs: number;
}

/**
 * Watches a journal that another process writes.
 *
 * @param file - the journal; it need not exist yet
 * @param silenceMs - the time after which a call that nothing followed counts as hanging, in milliseconds
 * @returns a function that looks
 */
export function watchJournal(file: string, silenceMs: number): () => JournalLook {
  let size = -1;
  let changedAt = performance.now();
  return () => {
    const now = performance.now();
    const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (bytes !== size) {
      size = bytes;
      changedAt = now;
    }
    const stillMs = now - changedAt;
    const callHangs = stillMs > silenceMs && providerAtWork.has(readJournalEnd(file).event ?? '');
    return { callHangs, stillMs };
  };
}

/** The end of a journal. */
export interface JournalEnd {
  /** There is no text after the last newline. */
  readonly whole: boolean;
  /** The `e` of the last event; null when there is none, or it is too long to be looked at. */
  readonly event: string | null;
}

/**
 * Looks at the end of a journal without reading the rest.
 *
 * @param file - the journal; one that does not exist counts as empty
 * @returns whether the last line is whole, and what it is
 */
export function readJournalEnd(file: string): JournalEnd {
  const text = tail(file);
  if (!text.endsWith('\n')) return { whole: text === '', event: null };
  try {
    const event: unknown = JSON.parse(text.slice(text.lastIndexOf('\n', text.length - 2) + 1));
    const known = typeof event === 'object' && event !== null && 'e' in event && typeof event.e === 'string';
    return { whole: true, event: known ? (event.e as string) : null };
  } catch {
    return { whole: true, event: null };
  }
}

function tail(file: string): string {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    return '';
  }
  try {
    const { size } = fstatSync(descriptor);
    const start = Math.max(0, size - TAIL_BYTES);
    const buffer = Buffer.alloc(size - start);
    return buffer.toString('utf8', 0, readSync(descriptor, buffer, 0, buffer.length, start));
  } finally {
    closeSync(descriptor);
  }
}
