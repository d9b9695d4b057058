import type { LifeFacts } from './recording.js';

/** NTSTATUS values, and codes like them, with which Windows ends a process that has crashed. */
const CRASHES: ReadonlyMap<number, string> = new Map([
  [0x80000003, 'breakpoint'],
  [0xc0000005, 'access violation'],
  [0xc0000006, 'in-page error'],
  [0xc0000008, 'invalid handle'],
  [0xc0000017, 'no memory'],
  [0xc000001d, 'illegal instruction'],
  [0xc0000025, 'noncontinuable exception'],
  [0xc0000094, 'integer division by zero'],
  [0xc0000095, 'integer overflow'],
  [0xc0000096, 'privileged instruction'],
  [0xc00000fd, 'stack overflow'],
  [0xc0000135, 'DLL not found'],
  [0xc0000139, 'entry point not found'],
  [0xc0000142, 'DLL initialisation failed'],
  [0xc0000374, 'heap corruption'],
  [0xc0000409, 'stack buffer overrun, or fail-fast'],
  [0xc0000417, 'invalid parameter of the C runtime'],
  [0xc0000420, 'assertion failure'],
  [0xc0000602, 'fail-fast exception'],
  [0xe06d7363, 'C++ exception that nobody caught'],
]);

/** What the signals of crashes say. */
const SIGNALS: ReadonlyMap<string, string> = new Map([
  ['SIGABRT', 'abort'],
  ['SIGBUS', 'bus error'],
  ['SIGFPE', 'arithmetic error'],
  ['SIGILL', 'illegal instruction'],
  ['SIGSEGV', 'segmentation fault'],
  ['SIGSYS', 'bad system call'],
  ['SIGTRAP', 'trap'],
]);

/** From here on exit codes of Windows are NTSTATUS values of severity error. */
const FIRST_ERROR_STATUS = 0xc0000000;

/** Tells whether the process did not end by itself but crashed: by a signal, or with an exit code that stands for that. */
export function hasCrashed({ exitCode, signal }: Pick<LifeFacts, 'exitCode' | 'signal'>): boolean {
  return signal !== null || (exitCode !== null && isCrashCode(exitCode));
}

function isCrashCode(exitCode: number): boolean {
  const status = exitCode >>> 0;
  return status >= FIRST_ERROR_STATUS || CRASHES.has(status);
}

/** A signal, with what it says: `SIGSEGV (segmentation fault)`. */
export function signalInWords(signal: string): string {
  const meaning = SIGNALS.get(signal);
  return meaning === undefined ? signal : `${signal} (${meaning})`;
}

/** An exit code; one of a crash with its name: `0xC0000005 (access violation)`. */
export function exitCodeInWords(exitCode: number | null): string {
  if (exitCode === null) return 'unknown';
  if (!isCrashCode(exitCode)) return String(exitCode);
  const status = exitCode >>> 0;
  return `0x${status.toString(16).toUpperCase()} (${CRASHES.get(status) ?? 'a crash'})`;
}

/** How a process ended, in words: `exit code 3`, or `signal SIGSEGV (segmentation fault)`. */
export function exitInWords({ exitCode, signal }: Pick<LifeFacts, 'exitCode' | 'signal'>): string {
  return signal === null ? `exit code ${exitCodeInWords(exitCode)}` : `signal ${signalInWords(signal)}`;
}
