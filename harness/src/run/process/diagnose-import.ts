import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isNativeLibrary } from '../../life/native-library.js';
import { ConfigurationError } from '../input/configuration-error.js';
import { displayPath } from '../input/display-path.js';
import { ENTRY_POINTS } from '../input/kinds.js';
import type { ResolvedProvider } from '../input/resolve-provider.js';
import type { Leftovers } from './leftovers.js';
import { type ChildOutcome, runChild } from './run-child.js';
import { type NodeRuntime, OWN_NODE } from './runtime.js';
import { memoryErrorIn } from './sanitizer.js';

/** A library that is taken for a provider exports hundreds of names. */
const MOST_EXPORTS_SHOWN = 8;

const SCRIPT: string = fileURLToPath(new URL('./check-provider.js', import.meta.url));

/** What check-provider.ts writes. */
export type ImportCheck =
  | { readonly kind: 'imported'; readonly exports: readonly string[]; readonly functions: readonly string[] }
  | { readonly kind: 'threw'; readonly name: string; readonly message: string; readonly stack: string };

/** What a diagnosis needs. */
export interface DiagnosisRequest {
  readonly provider: ResolvedProvider;
  readonly cwd: string;
  /** A folder for the answer of the process that imports the module. */
  readonly folder: string;
  /** What runs that process; the Node of this one unless given. */
  readonly runtime?: NodeRuntime;
  readonly limitMs: number;
  readonly leftovers: Leftovers;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Finds out why a module is no provider that can be certified, by importing it in a process of its own.
 *
 * @param request - the module
 * @returns the error to be thrown, or null when the module can be imported and exports an entry point, so that the cause
 * must be another one
 */
export async function diagnoseImport(request: DiagnosisRequest): Promise<ConfigurationError | null> {
  const { provider, folder, runtime = OWN_NODE, limitMs, leftovers, signal } = request;
  const answerFile = join(folder, 'import-check.json');
  const args = [runtime.url(provider.url), runtime.path(answerFile)];
  const child = await runChild({ script: SCRIPT, args, runtime, cwd: folder, limitMs, leftovers, signal });
  if (child.spawnError !== null) return null;
  const check = readCheck(answerFile);
  const what = check === null ? withoutAnswer(child, limitMs) : explain(check, child, request);
  return what === null ? null : new ConfigurationError(`${provider.given} ${what}`);
}

/**
 * Says that a module exports no entry point of a provider.
 *
 * @param exports - all names that it exports
 * @param functions - those that are functions
 * @returns the rest of a sentence that begins with the module, or null when there is one
 */
export function explainExports(exports: readonly string[], functions: readonly string[]): string | null {
  if (ENTRY_POINTS.some((name) => functions.includes(name))) return null;
  const other = ENTRY_POINTS.find((name) => exports.includes(name));
  if (other !== undefined) return `exports ${other}, but not as a function`;
  const shown = exports.slice(0, MOST_EXPORTS_SHOWN).join(', ');
  const more = exports.length > MOST_EXPORTS_SHOWN ? ` and ${exports.length - MOST_EXPORTS_SHOWN} more` : '';
  const exported = exports.length === 0 ? 'it exports nothing' : `it exports: ${shown}${more}`;
  return `exports none of ${ENTRY_POINTS.join(', ')} (${exported})`;
}

/**
 * Says that importing a module did not come to its end.
 *
 * @param limitMs - the time that it had, in milliseconds
 * @returns the rest of a sentence that begins with the module
 */
export function loadsTooLong(limitMs: number): string {
  return `did not finish loading within ${limitMs / 1_000} s; what a module does at its top level must come to an end`;
}

function readCheck(file: string): ImportCheck | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ImportCheck;
  } catch {
    return null;
  }
}

function withoutAnswer(child: ChildOutcome, limitMs: number): string {
  if (child.timedOut) return loadsTooLong(limitMs);
  if (child.exitCode === 13)
    return 'never finishes loading: a top-level await waits for something that does not happen';
  const how = child.signal === null ? `with exit code ${child.exitCode}` : `by ${child.signal}`;
  const memoryError = memoryErrorIn(child.stderr.kept.join('\n'));
  if (memoryError !== null) return `cannot be loaded: AddressSanitizer ended the process meanwhile: ${memoryError}`;
  const printed = child.stderr.tail.trim().split('\n').slice(-1)[0] ?? '';
  return `ended the process ${how} while it was imported${printed === '' ? '' : `; it printed: ${printed}`}`;
}

function explain(check: ImportCheck, child: ChildOutcome, { cwd, provider }: DiagnosisRequest): string | null {
  if (check.kind === 'imported') return explainExports(check.exports, check.functions);
  const place = check.name === 'SyntaxError' ? syntaxErrorPlace(child.stderr.head) : firstPlace(check.stack);
  const where = place === null ? '' : `\n  at ${displayPath(place.file, cwd)}:${place.position}`;
  const message = check.message.split('\n')[0] ?? '';
  if (isNativeLibrary(provider.file)) return `cannot be loaded: ${inWords(message)}`;
  if (check.name !== 'SyntaxError') return `throws when it is imported: ${check.name}: ${message}${where}`;
  const inside = place === null || place.file === provider.file ? '' : ', which it imports';
  return place === null ? `has a syntax error: ${message}` : `has a syntax error: ${message}${where}${inside}`;
}

/** The loader names what it misses, in its own words. */
function inWords(message: string): string {
  const missing = /^(\S+): (?:cannot open shared object file|DLL not found)/.exec(message)?.[1];
  if (missing !== undefined) return `it needs ${missing}, which is not where the system looks for libraries`;
  const symbol = /undefined symbol: (\S+)/.exec(message)?.[1];
  return symbol === undefined ? message : `it needs ${symbol}, which no library that it names has`;
}

interface Place {
  readonly file: string;
  /** The line, and the column where it is known. */
  readonly position: string;
}

/** Node prints the place of a syntax error before everything else: `file:///folder/module.js:12`. */
function syntaxErrorPlace(stderr: string): Place | null {
  const found = /^((?:file:\/\/)?\S.*?):(\d+)\s*$/m.exec(stderr);
  return found === null ? null : { file: pathOf(found[1] ?? ''), position: found[2] ?? '' };
}

/** The first line of a stack that is neither node's nor ours. */
function firstPlace(stack: string): Place | null {
  for (const line of stack.split('\n')) {
    const found = /^\s+at (?:.*\()?((?:file:\/\/|[a-z]:[\\/]|\/).*?):(\d+:\d+)\)?$/i.exec(line);
    if (found === null) continue;
    const file = pathOf(found[1] ?? '');
    if (file !== SCRIPT) return { file, position: found[2] ?? '' };
  }
  return null;
}

function pathOf(place: string): string {
  return place.startsWith('file:') ? fileURLToPath(place) : place;
}
