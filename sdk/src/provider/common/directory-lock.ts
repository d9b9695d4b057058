import { linkSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { MAPI_E_FAILONEPROVIDER } from '../../com/hresult-codes.js';
import { fail } from '../objects/errors.js';
import { isSameStart, ownStart, startOf } from './process-start.js';

const LOCK_FILE = '.mapi-kit.lock';

/** Who has a lock. Process ids come again; with the time of its start a process is known for certain. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When it began; null where that is not known. */
  readonly started: string | null;
}

/** A lock that this process has, with the logons that count on it. */
interface HeldLock {
  logons: number;
  /** Whether the file is this thread's to remove. */
  readonly isOwn: boolean;
}

const HELD = Symbol.for('@mapi-kit/sdk: held locks');
const ofAllCopies = globalThis as { [HELD]?: Map<string, HeldLock> };

/** By the path of the file: one list for all copies of the SDK that a thread has loaded. */
const held: Map<string, HeldLock> = ofAllCopies[HELD] ?? new Map();
ofAllCopies[HELD] = held;

/** Ends the names of files that are not the lock, different in each thread. */
const BESIDE = `${process.pid}-${process.hrtime.bigint()}`;

/**
 * Keeps other processes out of a directory until this one ends, however that happens: the lock of a process that is no
 * more, for example of one that left by fast shutdown, counts for nothing.
 *
 * Call it in `open()`, before anything is read: a second process that logs on to the same data is then refused, instead of
 * writing over what this one saves. An `open()` that throws afterwards gives the lock back itself, since `close()` is not
 * called then.
 *
 * Within a process any number of logons may have the directory, and nothing keeps those apart: where each session has a
 * copy in memory and writes all of it, the last one undoes what the others have saved. Worker threads are of the same
 * process; the lock goes when the thread that took it gives it back, whoever else counts on it.
 *
 * A process that has only got the id of the one that had the lock, for example after the system was started anew, does not
 * hold it: it is known by when it began, which off Linux `ps` or PowerShell is asked for. Where nobody tells, it counts as the
 * one that has the lock, as it does off Linux when a worker thread has made the lock. So does, everywhere, a process of another
 * host name, for example of a container that is no more. Who does not get the lock never takes it away, however many try.
 *
 * @param directory - an existing directory, as a rule the provider's data directory
 * @returns gives the lock back, for a `close()` that lets others in before the process ends; once, further calls do nothing
 * @throws MapiError MAPI_E_FAILONEPROVIDER (0x8004011D) when a living process has it, here or, as far as can be told, on
 * another machine; the logon fails, and may be tried again. An error of `node:fs` when the lock cannot be read or written, also
 * where the file system has no hard links
 */
export function lockDirectory(directory: string): () => void {
  const file = join(realpathSync(directory), LOCK_FILE);
  const lock = held.get(file) ?? { logons: 0, isOwn: take(file, directory) };
  lock.logons += 1;
  held.set(file, lock);
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    lock.logons -= 1;
    if (lock.logons > 0) return;
    held.delete(file);
    // Somebody may have removed the file, and somebody else have it now.
    if (lock.isOwn && isThisProcess(read(file))) rmSync(file, { force: true });
  };
}

/** Makes the lock; false: this process has it already, in another thread. */
function take(file: string, directory: string): boolean {
  if (write(file)) return true;
  const holder = read(file);
  if (isThisProcess(holder)) return false;
  if (isAlive(holder)) refuse(directory, file, holder);
  succeed(file, directory);
  return true;
}

/**
 * Puts this process's lock in the place of a dead one's.
 *
 * Only who has the right of succession, a lock beside the lock, replaces it, and looks once more before. So nobody ever takes
 * away the lock of somebody who has just been quicker. A successor that has died itself is succeeded in the same way.
 */
function succeed(file: string, directory: string): void {
  const succession = `${file}.next`;
  // In another thread of this process somebody is at it.
  if (!take(succession, directory)) refuse(directory, file, thisProcess());
  try {
    const content = contentOf(file);
    if (content === null) {
      // It was given back meanwhile, and somebody else may make one as well.
      if (!write(file)) refuse(directory, file, read(file));
      return;
    }
    const holder = parse(content);
    if (isThisProcess(holder) || isAlive(holder)) refuse(directory, file, holder);
    replace(file);
  } finally {
    rmSync(succession, { force: true });
  }
}

/** Makes the lock in place of one that nobody has, and that nobody else replaces. */
function replace(file: string): void {
  const draft = `${file}.${BESIDE}`;
  try {
    writeFileSync(draft, JSON.stringify(thisProcess()));
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Makes the lock unless there is one: written beside it, so that nobody ever sees half of it. */
function write(file: string): boolean {
  const draft = `${file}.${BESIDE}`;
  try {
    writeFileSync(draft, JSON.stringify(thisProcess()));
    return link(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** False: there is such a file already. */
function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Null: there is none, or it is damaged. */
function read(file: string): Holder | null {
  const content = contentOf(file);
  return content === null ? null : parse(content);
}

/** Null: it is damaged, and nobody can have it. */
function parse(content: string): Holder | null {
  try {
    const { pid, host, started } = JSON.parse(content) as Partial<Holder>;
    return typeof pid === 'number' && typeof host === 'string' ? { pid, host, started: started ?? null } : null;
  } catch {
    return null;
  }
}

/** Null: there is none. A lock that is there and cannot be read may be anybody's. */
function contentOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function thisProcess(): Holder {
  return { pid: process.pid, host: hostname(), started: ownStart() };
}

/** Whether a lock was made by this process, in whichever thread. */
function isThisProcess(holder: Holder | null): boolean {
  if (holder === null || holder.pid !== process.pid || holder.host !== hostname()) return false;
  return isSameStart(holder.started, ownStart());
}

/** A process of another machine cannot be asked; it counts as alive. */
function isAlive(holder: Holder | null): holder is Holder {
  if (holder === null) return false;
  if (holder.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  if (holder.started === null) return true;
  const started = startOf(holder.pid);
  // On Linux the system tells of every process: of which it says nothing, that has ended.
  if (started === null) return process.platform !== 'linux';
  return isSameStart(holder.started, started);
}

function refuse(directory: string, file: string, holder: Holder | null): never {
  const who = holder === null ? 'another process' : `process ${holder.pid} on ${holder.host}`;
  return fail(
    MAPI_E_FAILONEPROVIDER,
    `${directory} is in use by ${who}; wait until it ends, or remove ${file} if it is none of this program's`,
  );
}
