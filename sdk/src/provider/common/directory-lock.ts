import { linkSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { MAPI_E_FAILONEPROVIDER } from '../../com/hresult-codes.js';
import { fail } from '../objects/errors.js';

const LOCK_FILE = '.mapi-kit.lock';

/** Who has a lock. Process ids come again; with the time of its start a process is known for certain. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Ticks since the system's start; null where the system does not tell. */
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
 * Where the system does not tell when a process began (it does on Linux), another process that got the same id counts as
 * the one that has the lock. So does, everywhere, a process of another host name, for example of a container that is no
 * more.
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
  if (!moveAway(file, holder) || !write(file)) refuse(directory, file, read(file));
  return true;
}

/** Removes the lock of a dead process; false: another one has taken it over meanwhile, and has it back. */
function moveAway(file: string, dead: Holder | null): boolean {
  const old = `${file}.${BESIDE}`;
  try {
    renameSync(file, old);
    const isDead = JSON.stringify(read(old)) === JSON.stringify(dead);
    if (!isDead) link(old, file);
    rmSync(old, { force: true });
    return isDead;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
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

/** Null: there is none, or it is damaged, and nobody can have it. */
function read(file: string): Holder | null {
  const content = contentOf(file);
  try {
    const { pid, host, started } = JSON.parse(content) as Partial<Holder>;
    return typeof pid === 'number' && typeof host === 'string' ? { pid, host, started: started ?? null } : null;
  } catch {
    return null;
  }
}

/** A lock that is there and cannot be read may be anybody's. */
function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function thisProcess(): Holder {
  return { pid: process.pid, host: hostname(), started: startOf(process.pid) };
}

function isThisProcess(holder: Holder | null): boolean {
  return JSON.stringify(holder) === JSON.stringify(thisProcess());
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
  return holder.started === null || holder.started === startOf(holder.pid);
}

/** When a process began, where the system tells; of one that has ended and was not waited for, nothing. */
function startOf(pid: number): string | null {
  try {
    // The name of the program, in parentheses, may hold anything; the state follows it, and the start is 19 fields later.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ') ?? [];
    return fields[0] === 'Z' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

function refuse(directory: string, file: string, holder: Holder | null): never {
  const who = holder === null ? 'another process' : `process ${holder.pid} on ${holder.host}`;
  return fail(
    MAPI_E_FAILONEPROVIDER,
    `${directory} is in use by ${who}; wait until it ends, or remove ${file} if it is none of this program's`,
  );
}
