import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError, codeOf, messageOf } from './configuration-error.js';
import { isAlive } from './kill-tree.js';
import type { Leftovers } from './leftovers.js';

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
   * Takes the lock; the one of a process that is no more is taken over.
   *
   * @param folder - an existing folder
   * @param leftovers - removes the lock, should this process end before its time
   * @throws ConfigurationError when somebody else has it, or it can't be written
   */
  static take(folder: string, leftovers: Leftovers): FolderLock {
    const file = join(folder, LOCK_FILE);
    if (!write(file)) {
      const holder = readHolder(file);
      if (holder !== null && !isStale(holder)) throw inUse(folder, file, holder);
      rmSync(file, { force: true });
      if (!write(file)) throw inUse(folder, file, readHolder(file));
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

/** Writes the lock unless there is one. */
function write(file: string): boolean {
  const holder: Holder = { pid: process.pid, host: hostname() };
  try {
    writeFileSync(file, JSON.stringify(holder), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw new ConfigurationError(`the lock ${file} can't be written: ${messageOf(error)}; choose another folder`);
  }
}

function readHolder(file: string): Holder | null {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder> | null;
    if (!Number.isInteger(holder?.pid) || typeof holder?.host !== 'string') return null;
    return { pid: holder.pid as number, host: holder.host };
  } catch {
    // Not whole: whoever began to write it did not come to the end.
    return null;
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
