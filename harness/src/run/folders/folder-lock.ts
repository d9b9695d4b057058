import { linkSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError, codeOf, messageOf, ReportError } from '../input/configuration-error.js';
import { isAlive } from '../process/kill-tree.js';
import type { Leftovers } from '../process/leftovers.js';
import { createWholeFile, isFull, partBeside, type WriteBytes } from './write-whole-file.js';

/** The file that shows that a certification is using a folder. */
export const LOCK_FILE = '.mapi-certify.lock';

interface Holder {
  readonly pid: number;
  readonly host: string;
}

/** Keeps a second certification out of a folder. */
export class FolderLock {
  readonly #file: string;
  readonly #leftovers: Leftovers;

  private constructor(file: string, leftovers: Leftovers) {
    this.#file = file;
    this.#leftovers = leftovers;
  }

  /**
   * Acquires the lock; the one of a process that is no more is taken over, and so is half a lock.
   *
   * @param folder - an existing folder
   * @param leftovers - removes the lock, should this process end before its time
   * @param write - for tests
   * @throws ConfigurationError when somebody else has it, or it can't be written
   * @throws ReportError when the disk is full; no lock is left
   */
  static acquire(folder: string, leftovers: Leftovers, write?: WriteBytes): FolderLock {
    const file = join(folder, LOCK_FILE);
    try {
      acquireFile(folder, file, write);
    } catch (error) {
      if (error instanceof ConfigurationError) throw error;
      const message = `the lock ${file} can't be written: ${messageOf(error)}; choose another folder`;
      throw isFull(error) ? new ReportError(message) : new ConfigurationError(message);
    }
    leftovers.addPath(file);
    return new FolderLock(file, leftovers);
  }

  /** Gives the lock back. */
  release(): void {
    rmSync(this.#file, { force: true });
    this.#leftovers.removePath(this.#file);
  }
}

function acquireFile(folder: string, file: string, write: WriteBytes | undefined): void {
  if (make(file, write)) return;
  const holder = readHolder(file);
  if (holder !== null && !isStale(holder)) throw inUse(folder, file, holder);
  if (!moveAway(file, holder) || !make(file, write)) throw inUse(folder, file, readHolder(file));
}

/** Makes the lock unless there is one: written beside it, so that nobody takes half of it for an abandoned one. */
function make(file: string, write: WriteBytes | undefined): boolean {
  const holder: Holder = { pid: process.pid, host: hostname() };
  const content = JSON.stringify(holder);
  const creation = write === undefined ? {} : { write };
  const part = partBeside(file);
  try {
    createWholeFile(part, content, creation);
    try {
      linkSync(part, file);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') throw error;
      // A file system without hard links, as of many memory sticks: half a lock may be seen for a moment.
      createWholeFile(file, content, creation);
    }
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(part, { force: true });
  }
}

/** Removes the lock of a dead process; false: another one has taken it over meanwhile, and has it back. */
function moveAway(file: string, dead: Holder | null): boolean {
  const old = partBeside(file);
  try {
    renameSync(file, old);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return true;
    throw error;
  }
  const isDead = JSON.stringify(readHolder(old)) === JSON.stringify(dead);
  if (!isDead) giveBack(old, file);
  rmSync(old, { force: true });
  return isDead;
}

/** Unless there is a new one already. */
function giveBack(old: string, file: string): void {
  try {
    linkSync(old, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    renameSync(old, file);
  }
}

/** Null: there is none, or it is not whole, and nobody can have it. */
function readHolder(file: string): Holder | null {
  const content = contentOf(file);
  try {
    const holder = JSON.parse(content) as Partial<Holder> | null;
    if (!Number.isInteger(holder?.pid) || typeof holder?.host !== 'string') return null;
    return { pid: holder.pid as number, host: holder.host };
  } catch {
    return null;
  }
}

/** A lock that is there and can't be read may be anybody's. */
function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  }
}

/** A process of another machine can't be asked; it counts as alive. */
function isStale(holder: Holder): boolean {
  return holder.host === hostname() && !isAlive(holder.pid);
}

function inUse(folder: string, file: string, holder: Holder | null): ConfigurationError {
  const who = holder === null ? '' : ` (process ${holder.pid} on ${holder.host})`;
  return new ConfigurationError(
    `another certification is writing to ${folder}${who}; wait for it, choose another folder, or remove ${file} if none is running`,
  );
}
