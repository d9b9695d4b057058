import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const WRITE_AFTER_MS = 200;
const TURN_OVER_BYTES = 1024 * 1024;

/**
 * A text file with one line for each change of a message.
 *
 * Lines wait in memory for a moment, so that a burst of changes is one write. An empty line separates what different
 * sessions wrote, and what follows a write that failed half-way. A file that has become large is turned over at the
 * next opening, and replaces the one before.
 */
export class Journal {
  readonly #path: string;
  #waiting: string[] = [];
  #separator = '\n';
  #timer: NodeJS.Timeout | undefined;
  #persisted = false;

  /** @param folder - the folder in which `journal.txt` is */
  constructor(folder: string) {
    this.#path = join(folder, 'journal.txt');
    const size = statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0;
    if (size > TURN_OVER_BYTES) renameSync(this.#path, join(folder, 'journal.old.txt'));
  }

  /** Adds a line, which is in the file after a moment, or after the next flush. */
  record(line: string): void {
    this.#waiting.push(`${new Date().toISOString()} ${line}\n`);
    if (this.#persisted) this.#tryToFlush();
    else this.#flushSoon();
  }

  /** Writes what is waiting, now; throws when that fails, and keeps it. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length === 0) return;
    try {
      appendFileSync(this.#path, this.#separator + this.#waiting.join(''));
    } catch (error) {
      this.#separator = '\n';
      this.#flushSoon();
      throw error;
    }
    this.#separator = '';
    this.#waiting = [];
  }

  /** The same, before an exit: whatever comes later is written at once, for there may be no later turn. */
  persist(): void {
    this.flush();
    this.#persisted = true;
  }

  #flushSoon(): void {
    this.#timer ??= setTimeout(() => this.#tryToFlush(), WRITE_AFTER_MS).unref();
  }

  #tryToFlush(): void {
    try {
      this.flush();
    } catch {
      // It is tried again, and DoFastShutdown says so when it never succeeds.
    }
  }
}
