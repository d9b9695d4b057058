import { readFileSync } from 'node:fs';

// When a process began tells it from another one that has got the same id later, also after the system was started anew.
// Linux says so in a file: what other systems are asked by is loaded there alone, since every process would pay for it.

/**
 * Starts off Linux are in milliseconds of the clock, which a system gives in whole seconds; no two owners of an id are closer.
 */
const TOLERANCE_MS = 5000;
const ASKING_LIMIT_MS = 5000;

/**
 * When this process began, as it is written down for others.
 *
 * @returns on Linux ticks since the system's start; elsewhere milliseconds of the clock, which Node knows of its main thread
 * alone: null in a worker thread
 */
export function ownStart(): string | null {
  if (process.platform === 'linux') return startOnLinux(process.pid);
  return process.getBuiltinModule('node:worker_threads').isMainThread
    ? String(Math.round(performance.timeOrigin))
    : null;
}

/**
 * When a process began that is alive.
 *
 * @returns as `ownStart`; null where the system does not tell, and on Linux of a process that has ended and was not waited for
 */
export function startOf(pid: number): string | null {
  if (pid === process.pid) return ownStart();
  if (process.platform === 'linux') return startOnLinux(pid);
  return process.platform === 'win32' ? startOnWindows(pid) : startByPs(pid);
}

/** Whether two starts are of the same process, as far as is known: what is not known differs in nothing. */
export function isSameStart(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return true;
  if (process.platform === 'linux') return one === other;
  return areClose(one, other);
}

/** Whether two starts by the clock are those of the same process. */
export function areClose(one: string, other: string): boolean {
  return Math.abs(Number(one) - Number(other)) <= TOLERANCE_MS;
}

function startOnLinux(pid: number): string | null {
  try {
    // The name of the program, in parentheses, may hold anything; the state follows it, and the start is 19 fields later.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ') ?? [];
    return fields[0] === 'Z' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

/** macOS and the BSDs: a date as `Sat Nov 28 21:03:11 2026`, in the time zone of whoever asks. */
export function startByPs(pid: number): string | null {
  return millisecondsOf(ask('ps', ['-o', 'lstart=', '-p', String(pid)]));
}

function startOnWindows(pid: number): string | null {
  const script = `(Get-Process -Id ${pid}).StartTime.ToUniversalTime().ToString('o')`;
  return millisecondsOf(ask('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script]));
}

function ask(command: string, args: readonly string[]): string {
  const env = { ...process.env, LC_ALL: 'C' };
  const { status, stdout } = process.getBuiltinModule('node:child_process').spawnSync(command, args, {
    encoding: 'utf8',
    env,
    timeout: ASKING_LIMIT_MS,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 ? stdout.trim() : '';
}

function millisecondsOf(date: string): string | null {
  const time = Date.parse(date);
  return Number.isNaN(time) ? null : String(time);
}
