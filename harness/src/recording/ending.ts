import { formatHresult, hresult } from '@mapi-kit/sdk';
import { isCompanionName } from '../scenarios/companions.js';
import { callsNobody } from '../scenarios/step-facts.js';
import { exitInWords, hasCrashed, isKilled, processCodeInWords, signalInWords } from './exit-words.js';
import type { Ending, ObservedCall, ObservedThrown } from './observation.js';
import { outcomeInWords } from './outcome-words.js';
import type { LifeFacts } from './recording.js';

/** What the journal of a life says about its end. */
export interface JournalEnd {
  readonly started: boolean;
  /** The journal can't be read: why. */
  readonly unreadable: string | null;
  readonly killed: boolean;
  /** An event stands after the kill. */
  readonly afterKill: string | null;
  readonly survivedKill: boolean;
  readonly exit: { readonly code: number; readonly expected: boolean; readonly at?: string | undefined } | null;
  readonly lastStep: string | null;
  readonly pendingCall: ObservedCall | null;
  /** The last call of a provider in the journal. */
  readonly lastCall: ObservedCall | null;
  readonly problems: readonly { readonly what: string; readonly hr: number | null }[];
  readonly uncaught: readonly string[];
  /** What methods and hooks of the providers have thrown, in the order of the journal. */
  readonly thrown: readonly ObservedThrown[];
}

/** An ending and, where it is not the script's, the reason in words. */
export interface EndingAndReason {
  readonly ending: Ending;
  readonly reason: string | null;
}

/**
 * Tells how a life ended, from what the parent saw and what the journal says. Only a proven kill is `killed`.
 *
 * @param facts - what the parent saw
 * @param end - what the journal says
 */
export function endingOf(facts: LifeFacts, end: JournalEnd): EndingAndReason {
  if (facts.spawnError !== null) return broken(`the process could not be started: ${facts.spawnError}`);
  // Whatever became of the process then: it may have been killed while the report was written.
  if (facts.memoryError !== undefined) return died(memoryErrorInWords(facts.memoryError, facts, end));
  if (facts.journalError !== null) return broken(`the journal could not be written: ${facts.journalError}`);
  if (end.unreadable !== null) return broken(`the journal can't be read: ${end.unreadable}`);
  if (facts.timedOut) return { ending: 'hung', reason: `ended by the watchdog ${where(end)}${within(facts, end)}` };
  if (facts.outOfMemory === true) {
    return died(`the process took memory without end ${where(end)}, and was ended by the watchdog`);
  }
  if (facts.forced) return broken(`the process was ended from outside ${where(end)}`);
  if (!end.started) return broken(`the process wrote nothing to its journal (${exitInWords(facts)})${tail(facts)}`);
  if (end.survivedKill) return unproven('the process went on living after its kill');
  if (end.killed) return killEnding(facts, end);
  if (facts.killPlanned && end.exit === null && isKilled(facts)) return plannedKillEnding(facts);
  if (end.exit?.expected === false && isCompanions(end.pendingCall))
    return { ending: 'killed-by-companion', reason: null };
  if (hasCrashed(facts) && end.exit === null) return died(`${crashInWords(facts, end)}${problemsBefore(end)}`);
  if (end.problems.length > 0) {
    return died(
      `the life could not go on: ${[...end.problems.map(problemInWords), ...causeOfProblem(end)].join('; ')}`,
    );
  }
  if (end.exit?.expected === true && facts.signal === null) return exitEnding(facts);
  const uncaught = end.uncaught[0];
  if (uncaught !== undefined) {
    return died(`an exception that nobody caught ended the process ${where(end)}: ${exceptionInWords(uncaught)}`);
  }
  if (end.lastStep === 'kill' && facts.exitCode === 0) {
    return unproven('the process ended by itself with code 0 before the kill');
  }
  if (hasCrashed(facts)) return died(crashInWords(facts, end));
  const at = end.exit?.at === undefined ? '' : `, at ${end.exit.at}`;
  return died(
    `the process ended by itself with code ${processCodeInWords(facts)} ${where(end)}${within(facts, end)}${at}${tail(facts)}`,
  );
}

/** What the client was given no more than a code of: what was thrown last, or an answer that is none. */
function causeOfProblem({ thrown, lastCall }: JournalEnd): readonly string[] {
  const last = thrown.at(-1);
  if (last !== undefined) return [thrownInWords(last)];
  const kind = lastCall?.outcome?.kind;
  if (lastCall === null || (kind !== 'promise' && kind !== 'not-an-hresult')) return [];
  return [`${callInWords(lastCall)} ${outcomeInWords(lastCall.outcome)}`];
}

function crashInWords(facts: LifeFacts, end: JournalEnd): string {
  const by =
    facts.signal === null
      ? `crashed with exit code ${processCodeInWords(facts)}`
      : `was ended by ${signalInWords(facts.signal)}`;
  return `the process ${by} ${where(end)}${within(facts, end)}${afterwards(facts, end)}${fatalError(facts)}`;
}

function memoryErrorInWords(error: string, facts: LifeFacts, end: JournalEnd): string {
  return `AddressSanitizer ended the process ${where(end)}${within(facts, end)}${afterwards(facts, end)}: ${error}`;
}

/** What the life had gone on after, which may have to do with its end. */
function problemsBefore({ problems }: JournalEnd): string {
  return problems.length === 0 ? '' : `; before that: ${problems.map(problemInWords).join('; ')}`;
}

/** What was thrown where, for example `BoxStore.open() threw Error: no such folder, at box-store.js:12`. */
export function thrownInWords({ where: method, name, message, hr, at }: ObservedThrown): string {
  // The message of a MapiError ends with its code as a rule.
  const code = hr === null || message.includes(hex(hr)) ? '' : `: ${formatHresult(hresult(hr))}`;
  return `${method} threw ${name}: ${message}${code}${at === null ? '' : `, at ${at}`}`;
}

function hex(hr: number): string {
  return (hr >>> 0).toString(16).toUpperCase().padStart(8, '0');
}

/** A method in a reader's words, for example `IMAPIProviderShutdown::DoFastShutdown of box-store`. */
export function callInWords(call: ObservedCall): string {
  return `${call.interface}::${call.method} of ${call.provider.name}`;
}

/** What a provider of the harness's own does in its turn the scenario wants. */
function isCompanions(call: ObservedCall | null): boolean {
  return call !== null && isCompanionName(call.provider.name);
}

function killEnding(facts: LifeFacts, end: JournalEnd): EndingAndReason {
  if (end.exit !== null) return unproven(`an exit handler ran after the kill (code ${end.exit.code})`);
  if (end.afterKill !== null) return unproven(`the process went on after the kill: event "${end.afterKill}"`);
  if (!isKilled(facts)) {
    return unproven(`the kill was called for, but the process ended otherwise: ${exitInWords(facts)}`);
  }
  if (!facts.gone) return unproven('the process id was still there after the kill');
  return { ending: 'killed', reason: null };
}

/** The signal came in the middle of something, so that no event says so: the plan does. */
function plannedKillEnding(facts: LifeFacts): EndingAndReason {
  if (!facts.gone) return unproven('the process id was still there after the kill');
  return { ending: 'killed', reason: null };
}

function exitEnding(facts: LifeFacts): EndingAndReason {
  if (facts.exitCode === 0) return { ending: 'exited', reason: null };
  return died(`after its last step the process ended with code ${processCodeInWords(facts)} instead of 0`);
}

/** The call of a compiled library, where the journal does not know it already. */
function within({ nativeCall }: LifeFacts, { pendingCall }: JournalEnd): string {
  if (nativeCall === undefined) return '';
  const known = pendingCall !== null && `${pendingCall.interface}::${pendingCall.method}` === nativeCall;
  return known || pendingCall?.method === nativeCall ? '' : `, in ${nativeCall} of the library`;
}

/**
 * Outside any call it was a thread of the library's own that crashed, as a rule: the call that it has to do with has returned.
 */
function afterwards({ lastNativeCall }: LifeFacts, { pendingCall }: JournalEnd): string {
  if (lastNativeCall === undefined || pendingCall !== null) return '';
  return `, after ${lastNativeCall} of the library had returned`;
}

function where(end: JournalEnd): string {
  if (end.pendingCall !== null) return `in ${callInWords(end.pendingCall)}`;
  if (end.lastStep === null) return 'before its first step, while the provider was loaded';
  return stepInWords(end.lastStep);
}

/** Where something happened that was in no journalled call. */
export function stepInWords(step: string): string {
  return `in step "${step}"${callsNobody(step) ? ', outside any call of the provider' : ''}`;
}

function problemInWords(problem: { readonly what: string; readonly hr: number | null }): string {
  return problem.hr === null ? problem.what : `${problem.what}: ${formatHresult(hresult(problem.hr))}`;
}

/** What was thrown, and the first place of its stack that is not node's own. */
export function exceptionInWords(uncaught: string): string {
  const [what = '', ...stack] = uncaught.split('\n');
  const frame = stack.find((line) => /^\s+at /.test(line) && !line.includes('node:'));
  return frame === undefined ? what : `${what}, ${frame.trim()}`;
}

/** Why node itself gave up, for example because no memory was left, or what the libraries of C and C++ say before they do. */
function fatalError({ stderrTail }: LifeFacts): string {
  const found =
    /^FATAL ERROR: (.+)$/m.exec(stderrTail) ??
    /^(terminate called .+(?:\n\s+what\(\): .+)?)$/m.exec(stderrTail) ??
    /^((?:free|malloc|realloc|munmap_chunk|corrupted|double free|pure virtual|\*\*\* stack smashing).*)$/m.exec(
      stderrTail,
    );
  return found === null ? '' : `: ${found[1]?.replace(/\s+/g, ' ').trim()}`;
}

/** The first line that the process wrote to stderr at its end and that says something. */
function tail(facts: LifeFacts): string {
  const line = facts.stderrTail.split('\n').find((text) => /\w*Error\b|:\s/.test(text)) ?? '';
  return line.trim() === '' ? '' : `: ${line.trim().slice(0, 200)}`;
}

function broken(reason: string): EndingAndReason {
  return { ending: 'broken', reason };
}

function unproven(reason: string): EndingAndReason {
  return { ending: 'unproven', reason };
}

function died(reason: string): EndingAndReason {
  return { ending: 'died', reason };
}
