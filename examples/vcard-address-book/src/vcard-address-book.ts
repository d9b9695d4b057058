import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { MAPI_E_NO_ACCESS, MAPI_E_NOT_ENOUGH_DISK, MapiError } from '@mapi-kit/sdk';
import {
  AbstractWriteBehindAddressBook,
  addressBookProvider,
  type EntryChange,
  lockDirectory,
  type StoredEntry,
} from '@mapi-kit/sdk/address-book';
import { cardOf, entryOf } from './card-entry.js';
import { PostponedCards } from './postponed-cards.js';

/** A file of the folder, as it was when it was last looked at. */
interface CardFile {
  readonly name: string;
  /** Changes when the file does. */
  readonly stamp: string;
  /** Undefined when the file is no card that can be read; it is left alone. */
  readonly entry: StoredEntry | undefined;
}

const EXTENSION = '.vcf';
const TEMPORARY = '.vcf.tmp';
const POSTPONED = '.mapi-kit-changes';
/** More cards than that take longer than a shutdown should. */
const MOST_CARDS = 300;
/** So many postponed cards are written at a time, so that nobody has to wait for long. */
const CARDS_AT_A_TIME = 300;

/**
 * An address book on a folder of vCards, one file an entry.
 *
 * All entries are in memory. Saves are acknowledged at once and written in batches; the base class decides when. What
 * other programs change in the folder is seen after a while. A file is replaced as a whole, so that the death of the
 * process leaves the old one or the new one; that of the machine may cost the last seconds. When a shutdown finds more
 * changes than it has time for, they go into one file, and into cards bit by bit in the next life.
 *
 * The setting `folder` names the folder; it is the data directory unless given. Of the processes that have it as an address
 * book one at a time is let in, whatever their data directories are: each has all entries in memory, and all postponed
 * changes.
 */
export class VCardAddressBook extends AbstractWriteBehindAddressBook {
  #folder = '';
  #temporary = '';
  #postponed = new PostponedCards('');
  #unlock = (): void => {};
  /** By the id of the entry. */
  #files: Map<string, CardFile> = new Map();

  constructor() {
    super({ maintenanceInterval: 10_000 });
  }

  protected override open(): void {
    this.#folder = resolve(this.dataDirectory, this.setting('folder') ?? '.');
    this.#temporary = join(this.#folder, `${randomUUID()}${TEMPORARY}`);
    mkdirSync(this.#folder, { recursive: true });
    this.#unlock = lock(this.#folder);
    try {
      this.#load();
      super.open();
    } catch (error) {
      this.#unlock();
      throw error;
    }
  }

  protected override readCommitted(id: string): StoredEntry | undefined {
    const change = this.#postponed.get(id);
    if (change === undefined) return this.#files.get(id)?.entry;
    return 'put' in change ? change.put : undefined;
  }

  protected override *listCommitted(): Iterable<StoredEntry> {
    for (const { entry } of this.#files.values()) {
      if (entry !== undefined && this.#postponed.get(entry.id) === undefined) yield entry;
    }
    for (const change of this.#postponed.all()) if ('put' in change) yield change.put;
  }

  /** Does all that can be done, also when the disk does not take one of the entries; removals make room for the rest. */
  protected override commit(batch: readonly EntryChange[]): void {
    // A later change of a postponed one must not be undone by it in the next life.
    if (batch.length > MOST_CARDS || !this.#postponed.isEmpty) {
      try {
        this.#postponed.add(batch);
      } catch (error) {
        throw mapiErrorOf(error);
      }
      return;
    }
    const failure = this.#writeCards(batch);
    if (failure !== undefined) throw mapiErrorOf(failure);
  }

  /** Writes what is postponed, and sees what other programs have done in the folder. */
  protected override maintain(): void {
    const some: EntryChange[] = [];
    for (const change of this.#postponed.all()) if (some.push(change) === CARDS_AT_A_TIME) break;
    // What fails stays postponed.
    this.#writeCards(some, (change) => this.#postponed.done(change));
    this.#readFolder();
  }

  protected override supportsFastShutdown(): boolean {
    return true;
  }

  protected override close(): void {
    // Throws when something cannot be saved: others stay out until the next attempt.
    super.close();
    this.#unlock();
  }

  #load(): void {
    for (const name of readdirSync(this.#folder)) {
      if (name.endsWith(TEMPORARY)) rmSync(join(this.#folder, name), { force: true });
    }
    this.#readFolder();
    this.#postponed = new PostponedCards(join(this.#folder, POSTPONED));
    this.#postponed.load((change) => this.#isDone(change));
  }

  /** Gives the first failure. */
  #writeCards(batch: readonly EntryChange[], done?: (change: EntryChange) => void): unknown {
    const removals = batch.filter((change) => 'remove' in change);
    const puts = batch.filter((change) => 'put' in change);
    let failure: unknown;
    for (const change of [...removals, ...puts]) {
      try {
        if ('put' in change) this.#writeFile(change.put);
        else this.#removeFile(change.remove);
        done?.(change);
      } catch (error) {
        failure ??= error;
      }
    }
    return failure;
  }

  /** Whether a card says this already, or something newer. */
  #isDone(change: EntryChange): boolean {
    if ('remove' in change) return !this.#files.has(change.remove);
    return (this.#files.get(change.put.id)?.entry?.version ?? 0) >= change.put.version;
  }

  #writeFile(entry: StoredEntry): void {
    const file = this.#files.get(entry.id);
    // The batch comes again because another entry failed.
    if (file?.entry === entry) return;
    const name = file?.name ?? entry.id + EXTENSION;
    const path = join(this.#folder, name);
    try {
      writeFileSync(this.#temporary, cardOf(entry, this.#cardNow(entry.id)));
      renameSync(this.#temporary, path);
    } catch (error) {
      rmSync(this.#temporary, { force: true });
      throw error;
    }
    this.#files.set(entry.id, { name, stamp: stampOf(path) ?? '', entry });
  }

  /** The card that an entry replaces. */
  #cardNow(id: string): string | undefined {
    const file = this.#files.get(id);
    return file && unlessGone(() => readFileSync(join(this.#folder, file.name), 'utf8'));
  }

  #removeFile(id: string): void {
    const file = this.#files.get(id);
    if (file === undefined) return;
    // A file that is gone is removed; one in a folder that is gone comes back with it.
    statSync(this.#folder);
    unlessGone(() => unlinkSync(join(this.#folder, file.name)));
    this.#files.delete(id);
  }

  #readFolder(): void {
    const files = new Map<string, CardFile>();
    for (const name of readdirSync(this.#folder).sort()) {
      if (name.startsWith('.') || !name.toLowerCase().endsWith(EXTENSION)) continue;
      const stamp = stampOf(join(this.#folder, name));
      if (stamp === undefined) continue;
      const id = idOf(name);
      const known = this.#files.get(id);
      files.set(id, known?.stamp === stamp ? known : this.#readFile(name, stamp, id, known?.entry));
    }
    this.#files = files;
  }

  #readFile(name: string, stamp: string, id: string, before: StoredEntry | undefined): CardFile {
    const path = join(this.#folder, name);
    try {
      const entry = entryOf(readFileSync(path, 'utf8'), id, name.slice(0, -EXTENSION.length));
      if (before === undefined) return { name, stamp, entry };
      if (isDeepStrictEqual(entry.properties, before.properties)) return { name, stamp, entry: before };
      // Whoever has the entry open has to learn that it is another one now.
      return { name, stamp, entry: { ...entry, version: Math.max(entry.version, before.version + 1) } };
    } catch (error) {
      process.emitWarning(`${path} is left alone: ${(error as Error).message}`, { type: 'VCardWarning' });
      return { name, stamp, entry: undefined };
    }
  }
}

/** Keeps other processes out of a folder; not out of one that takes no files, and so no changes either. */
function lock(folder: string): () => void {
  try {
    return lockDirectory(folder);
  } catch (error) {
    if (['EACCES', 'EROFS'].includes(codeOf(error) ?? '')) return () => {};
    throw error;
  }
}

/** The entry id depends on the name of the file, so that it is the same for ever. */
function idOf(name: string): string {
  return encodeURIComponent(name.endsWith(EXTENSION) ? name.slice(0, -EXTENSION.length) : name);
}

/** Undefined when there is no such file. */
function stampOf(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() ? `${stats.ino} ${stats.mtimeMs} ${stats.size}` : undefined;
}

/** Another program may have removed a file before. */
function unlessGone<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function mapiErrorOf(error: unknown): unknown {
  const code = codeOf(error) ?? '';
  if (['ENOSPC', 'EDQUOT'].includes(code)) return new MapiError(MAPI_E_NOT_ENOUGH_DISK, 'the disk is full');
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return new MapiError(MAPI_E_NO_ACCESS, 'the folder is read-only');
  return error;
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

/** The entry point that MAPI looks for. */
export const ABProviderInit: ReturnType<typeof addressBookProvider> = addressBookProvider(VCardAddressBook, {
  displayName: 'vCards',
});
