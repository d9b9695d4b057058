import { readFile, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { LifePlan } from '../../life/life-plan.js';
import { hideIn } from '../../life/secrets.js';
import { sanitizerFile } from '../../recording/layout.js';
import type { NodeRuntime } from './runtime.js';

/**
 * How AddressSanitizer has to behave in a process that is going to be killed.
 *
 * Node itself leaves memory behind. Node would put a handler of SIGSEGV of its own, for WebAssembly, in the place of the
 * sanitizer's (2: nobody may). Two providers from one source are no error of either.
 */
const OPTIONS = [
  'detect_leaks=0',
  'halt_on_error=1',
  'abort_on_error=1',
  'handle_segv=2',
  'detect_odr_violation=0',
  'allocator_may_return_null=1',
  'color=never',
];

/**
 * The same runtime, with AddressSanitizer's loaded before everything else.
 *
 * @param runtime - of this machine
 * @param sanitizer - the library
 */
export function withSanitizer(runtime: NodeRuntime, sanitizer: string): NodeRuntime {
  return {
    ...runtime,
    sanitizer,
    environment: (given, sanitizerLog) => {
      const environment = runtime.environment(given);
      const log = sanitizerLog === undefined ? [] : [`log_path=${quoted(sanitizerLog)}`];
      return {
        ...environment,
        LD_PRELOAD: joined(sanitizer, environment['LD_PRELOAD']),
        // Of two that contradict each other the later one holds.
        ASAN_OPTIONS: joined(environment['ASAN_OPTIONS'], ...OPTIONS, ...log),
      };
    },
  };
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(':');
}

function quoted(path: string): string {
  return path.includes("'") ? `"${path}"` : `'${path}'`;
}

/** Where the processes of a run have the sanitizer report: each adds its process id. */
export function sanitizerLog({ profileDirectory }: Pick<LifePlan, 'profileDirectory'>): string {
  return join(dirname(profileDirectory), 'asan');
}

/**
 * Reads what AddressSanitizer has reported in the process of a life, and leaves it in the evidence, without secrets.
 *
 * @param plan - of the life
 * @param pid - of its process
 * @param secrets - that nobody may read there
 * @returns what it has found, as {@link memoryErrorIn} says it; null: nothing
 */
export async function readSanitizerReport(
  plan: Pick<LifePlan, 'profileDirectory' | 'journalFile' | 'life'>,
  pid: number | null,
  secrets: readonly string[],
): Promise<string | null> {
  const file = `${sanitizerLog(plan)}.${pid}`;
  const text = await readFile(file, 'utf8').catch(() => '');
  const found = memoryErrorIn(text);
  if (text !== '') {
    await writeFile(sanitizerFile(dirname(plan.journalFile), plan.life), hideIn(text, secrets)).catch(() => {});
    // Another life of the run may have the same process id.
    await unlink(file).catch(() => {});
  }
  return found === null ? null : hideIn(found, secrets);
}

/** Frames of the sanitizer's runtime, of the C++ library's headers, and of the C library. */
const NOT_THE_AUTHORS =
  / in __|libsanitizer|compiler-rt|lib(?:clang_rt\.)?asan|\/include\/c\+\+\/|lib(?:c|stdc\+\+)\.so|sysdeps\//;
const FRAME = /^\s+#\d+ 0x[\da-f]+ +(?:in (.+) )?(\S+)$/;

/**
 * What a report of AddressSanitizer says, in short: what it is, and the first place that is the author's own.
 *
 * @param report - its text, which may be cut off
 * @returns for example `heap-use-after-free in Message::Save() (message.cpp:12)`; null: it is no report
 */
export function memoryErrorIn(report: string): string | null {
  const [, error] = /ERROR: AddressSanitizer: (?:attempting )?(\S+)/.exec(report) ?? [];
  if (error === undefined) return null;
  const [, kind = error] = /^SUMMARY: AddressSanitizer: (\S+)/m.exec(report) ?? [];
  const place = placeIn(report);
  return place === null ? kind : `${kind} in ${place}`;
}

function placeIn(report: string): string | null {
  const lines = report.replaceAll(/ +\(BuildId: \w+\)$/gm, '').split('\n');
  const first = lines.findIndex((line) => FRAME.test(line));
  if (first === -1) return null;
  // The first stack is that of the error. Who allocated the memory, and who freed it, comes after it.
  const end = lines.findIndex((line, index) => index > first && !FRAME.test(line));
  const frames = lines.slice(first, end === -1 ? undefined : end);
  const own = frames.find((line) => !NOT_THE_AUTHORS.test(line)) ?? frames[0] ?? '';
  const [, name, where = ''] = FRAME.exec(own) ?? [];
  const place = basename(where.replaceAll(/[()]/g, '')).replace(/(:\d+):\d+$/, '$1');
  // What is left of a path with blanks is none of the name.
  return name === undefined ? place : `${name.replace(/ \(?\/.*$/, '')} (${place})`;
}
