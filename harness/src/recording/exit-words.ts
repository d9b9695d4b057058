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

/** How a process ended, and on what. */
export type ProcessEnd = Pick<LifeFacts, 'exitCode' | 'signal'> & Partial<Pick<LifeFacts, 'platform' | 'throughWine'>>;

/** The codes of crashes by their lowest bytes, which is all that is seen of them through Wine. `abort` ends with code 3. */
const LOWEST_BYTES: ReadonlyMap<number, string> = new Map([
  ...[0xc0000005, 0xc000001d, 0xc0000094, 0xc00000fd, 0xc0000374, 0xc0000409].map((code): [number, string] => [
    code & 0xff,
    hexCode(code),
  ]),
  [3, 'abort'],
  // Of GCC, and of Microsoft's compiler.
  [0x43, '0x20474343 (C++ exception that nobody caught)'],
  [0x63, hexCode(0xe06d7363)],
]);

/** Tells whether the process did not end by itself but crashed: by a signal, or with an exit code that stands for that. */
export function hasCrashed({ exitCode, signal, throughWine = false }: ProcessEnd): boolean {
  if (signal !== null) return true;
  if (exitCode === null) return false;
  return isCrashCode(exitCode) || (throughWine && LOWEST_BYTES.has(exitCode));
}

/** Tells whether the process was ended by SIGKILL, or by TerminateProcess with the code that Node gives it. */
export function isKilled({ exitCode, signal, platform }: ProcessEnd): boolean {
  return signal === 'SIGKILL' || (platform === 'win32' && signal === null && exitCode === 1);
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
function exitCodeInWords(exitCode: number | null): string {
  if (exitCode === null) return 'unknown';
  return isCrashCode(exitCode) ? hexCode(exitCode) : String(exitCode);
}

function hexCode(exitCode: number): string {
  const status = exitCode >>> 0;
  return `0x${status.toString(16).toUpperCase()} (${CRASHES.get(status) ?? 'a crash'})`;
}

/** The exit code of a process; through Wine, what code it is the lowest byte of: `5, of 0xC0000005 (access violation)`. */
export function processCodeInWords({ exitCode, throughWine = false }: ProcessEnd): string {
  const whole = throughWine && exitCode !== null ? LOWEST_BYTES.get(exitCode) : undefined;
  return whole === undefined ? exitCodeInWords(exitCode) : `${exitCode}, of ${whole}`;
}

/** How a process ended, in words: `exit code 3`, or `signal SIGSEGV (segmentation fault)`. */
export function exitInWords(end: ProcessEnd): string {
  return end.signal === null ? `exit code ${processCodeInWords(end)}` : `signal ${signalInWords(end.signal)}`;
}
