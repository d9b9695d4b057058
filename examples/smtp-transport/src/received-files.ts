import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Removes the files of a folder whose messages the store has.
 *
 * What cannot be removed, for example because another program has it open, is noted in a file, so that no later life
 * takes it for a new message, and removed as soon as that is possible.
 */
export class ReceivedFiles {
  readonly #folder: string;
  readonly #notes: string;
  /** The files that are still there, by name, with what tells them from others of the same name. */
  readonly #stamps: Map<string, string>;

  /** @param notes - the path of the file for the notes; it is there while there are any */
  constructor(folder: string, notes: string) {
    this.#folder = folder;
    this.#notes = notes;
    this.#stamps = read(notes);
  }

  /** Whether the message of a file has been received. */
  has(name: string): boolean {
    return this.#stamps.has(name);
  }

  remove(name: string): void {
    const path = join(this.#folder, name);
    try {
      rmSync(path, { force: true });
    } catch (error) {
      const why = (error as Error).message;
      process.emitWarning(`${path} was received and cannot be removed, which is tried again: ${why}`, {
        type: 'MaildropWarning',
      });
      this.#stamps.set(name, stampOf(path) ?? '');
      this.#save();
    }
  }

  /** Removes what could not be removed before; afterwards {@link has} tells of files that are there. */
  tryAgain(): void {
    const before = this.#stamps.size;
    for (const [name, stamp] of this.#stamps) {
      const path = join(this.#folder, name);
      try {
        // Another file of the same name is another message.
        if (stampOf(path) === stamp) rmSync(path, { force: true });
        this.#stamps.delete(name);
      } catch {
        // It stays noted; there was a warning.
      }
    }
    if (this.#stamps.size !== before) this.#save();
  }

  #save(): void {
    if (this.#stamps.size === 0) {
      rmSync(this.#notes, { force: true });
      return;
    }
    writeFileSync(`${this.#notes}.tmp`, JSON.stringify([...this.#stamps]));
    renameSync(`${this.#notes}.tmp`, this.#notes);
  }
}

/** Notes that are missing or damaged name nothing: a message that comes twice is better than one that never comes. */
function read(notes: string): Map<string, string> {
  try {
    return new Map(JSON.parse(readFileSync(notes, 'utf8')) as [string, string][]);
  } catch {
    return new Map();
  }
}

/** Undefined when there is no such file. */
function stampOf(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats && `${stats.ino} ${stats.mtimeMs} ${stats.size}`;
}
