import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { MAPI_E_FAILONEPROVIDER } from '../com/hresult-codes.js';
import { fail } from './errors.js';

const LOCK_FILE = '.mapi-kit.lock';

/** Who has a lock. Process ids come again; with the time of its start a process is known for certain. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Ticks since the system's start; null where the system does not tell. */
  readonly started: string | null;
}

/** How often this process has locked each file. */
const held = new Map<string, number>();

/**
 * Keeps other processes out of a directory until this one ends, however that happens: the lock of a process that is no
 * more, for example of one that left by fast shutdown, counts for nothing.
 *
 * Call it in `open()`, before anything is read: a second process that logs on to the same data is then refused, instead of
 * writing over what this one saves. Within a process any number of logons may have the directory.
 *
 * @param directory - an existing directory, as a rule the provider's data directory
 * @returns gives the lock back, for a `close()` that lets others in before the process ends; once, further calls do nothing
 * @throws MapiError MAPI_E_FAILONEPROVIDER (0x8004011D) when a living process has it, here or, as far as can be told, on
 * another machine; the logon fails, and may be tried again. An error of `node:fs` when the lock cannot be written, also
 * where the file system has no hard links
 */
export function lockDirectory(directory: string): () => void {
  const file = join(resolve(directory), LOCK_FILE);
  const count = held.get(file) ?? 0;
  if (count === 0) take(file, directory);
  held.set(file, count + 1);
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    const left = (held.get(file) ?? 1) - 1;
    if (left > 0) {
      held.set(file, left);
      return;
    }
    held.delete(file);
    rmSync(file, { force: true });
  };
}

function take(file: string, directory: string): void {
  if (write(file)) return;
  const holder = read(file);
  if (isAlive(holder)) refuse(directory, file, holder);
  if (!moveAway(file, holder) || !write(file)) refuse(directory, file, read(file));
}

/** Removes the lock of a dead process; false: another one has taken it over meanwhile, and has it back. */
function moveAway(file: string, dead: Holder | null): boolean {
  const old = `${file}.${process.pid}`;
  try {
    renameSync(file, old);
    const isDead = JSON.stringify(read(old)) === JSON.stringify(dead);
    if (!isDead) linkSync(old, file);
    rmSync(old, { force: true });
    return isDead;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
}

/** Makes the lock unless there is one: written beside it, so that nobody ever sees half of it. */
function write(file: string): boolean {
  const holder: Holder = { pid: process.pid, host: hostname(), started: startOf(process.pid) };
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, JSON.stringify(holder));
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Null: there is none, or it is damaged, and nobody can have it. */
function read(file: string): Holder | null {
  try {
    const { pid, host, started } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    return typeof pid === 'number' && typeof host === 'string' ? { pid, host, started: started ?? null } : null;
  } catch {
    return null;
  }
}

/** A process of another machine cannot be asked; it counts as alive. */
function isAlive(holder: Holder | null): holder is Holder {
  if (holder === null) return false;
  if (holder.host !== hostname()) return true;
  // It is not in the list of this process, so it was another one of the same id.
  if (holder.pid === process.pid) return false;
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
