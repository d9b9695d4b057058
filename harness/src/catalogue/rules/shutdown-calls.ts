import { formatHresult, type HRESULT, hresult, S_OK } from '@mapi-kit/sdk';
import { callInWords } from '../../recording/ending.js';
import { hasCrashed } from '../../recording/exit-words.js';
import type { Observation, ObservedCall, ObservedClientCall, ObservedLife } from '../../recording/observation.js';
import { outcomeInWords } from '../../recording/outcome-words.js';
import { saidReady } from '../../recording/promise.js';
import { isCompanionName } from '../../scenarios/companions.js';
import { callsShutdown } from '../../scenarios/step-facts.js';
import { CAUSES_OF_SILENCE, type Gathered, nothingYet, violation } from './judge-helpers.js';
import { milliseconds } from './words.js';

/** The methods of fast shutdown, the client's and the provider's. */
export type ShutdownMethod = 'QueryFastShutdown' | 'NotifyProcessShutdown' | 'DoFastShutdown';

const SHUTDOWN_INTERFACE = 'IMAPIProviderShutdown';
/** In the order in which they are called. MAPI also calls Release through the interface, which is none of them. */
export const SHUTDOWN_METHODS: readonly string[] = [
  'QueryFastShutdown',
  'NotifyProcessShutdown',
  'DoFastShutdown',
] satisfies ShutdownMethod[];

/** Tells whether a call went to a provider of the harness's own instead of the one under test. */
export function isCompanion(call: ObservedCall): boolean {
  return isCompanionName(call.provider.name);
}

/** The calls of the tested provider's IMAPIProviderShutdown in a life; all three methods unless one is named. */
export function shutdownCalls(life: ObservedLife, method?: ShutdownMethod): readonly ObservedCall[] {
  return life.calls.filter(
    (call) => isShutdownCall(call) && (method === undefined || call.method === method) && !isCompanion(call),
  );
}

/** Tells whether a call is one of the three methods of IMAPIProviderShutdown. */
export function isShutdownCall(call: ObservedCall): boolean {
  return call.interface === SHUTDOWN_INTERFACE && SHUTDOWN_METHODS.includes(call.method);
}

/** The client's calls of a method in a life, however the journal qualifies its name. */
export function clientCalls(life: ObservedLife, method: ShutdownMethod | 'Logoff'): readonly ObservedClientCall[] {
  return life.clientCalls.filter((call) => call.method.split('::').at(-1) === method);
}

/**
 * Whether a process crashed or ended by itself before the client had made a call of the shutdown that it was going to make.
 * That work was refused is no such end.
 */
export function diedBeforeItsShutdown(life: ObservedLife): boolean {
  const { ending, facts, problems, pendingCall, steps } = life;
  if (ending !== 'died' || (problems.length > 0 && !hasCrashed(facts))) return false;
  if (pendingCall !== null && isShutdownCall(pendingCall)) return false;
  const asks = steps.some((step) => callsShutdown(step, 'query'));
  const answers = clientCalls(life, 'QueryFastShutdown');
  if (asks && answers.length === 0) return true;
  const ends = steps.some((step) => callsShutdown(step, 'shutdown'));
  return ends && answers.some(({ hr }) => hr === S_OK) && clientCalls(life, 'DoFastShutdown').length === 0;
}

/** How long a call took, in milliseconds; null when it never came back. */
export function durationOf(call: ObservedCall): number | null {
  return call.returnedAt === null ? null : (call.returnedAt - call.calledAt) / 1e6;
}

/** The code that a call returned; null when it returned none. */
export function codeOf(call: ObservedCall): HRESULT | null {
  return call.outcome?.kind === 'returned' ? hresult(call.outcome.hr) : null;
}

/** Requires of each life but the last that the provider was called in each of these methods, and answered S_OK. */
export function requireSuccess(run: Observation, methods: readonly ShutdownMethod[]): Gathered {
  const gathered = nothingYet();
  for (const life of run.lives.slice(0, -1)) {
    for (const method of methods) {
      const calls = shutdownCalls(life, method);
      if (calls.length === 0) {
        gathered.gaps.push(`${notCalled(life, method)} in ${run.identity.scenario}`);
        gathered.deferredTo.push(...CAUSES_OF_SILENCE, 'ANS-2');
      }
      for (const call of calls) {
        if (call.outcome === null || codeOf(call) === S_OK) continue;
        gathered.violations.push(
          violation(run, `${callInWords(call)} returns S_OK`, `it ${outcomeInWords(call.outcome)}`, whenCalled(call)),
        );
      }
    }
  }
  return gathered;
}

/** Whether the provider has said in each life but the last that the process may end. */
export function promised(run: Observation): boolean {
  return run.lives.slice(0, -1).every(saidReady);
}

function notCalled(life: ObservedLife, method: ShutdownMethod): string {
  const refusal = clientCalls(life, 'QueryFastShutdown').find((call) => call.hr !== null && call.hr !== S_OK);
  if (refusal?.hr === undefined || refusal.hr === null) return `the provider's ${method} was not called`;
  return `the provider's ${method} was not called, because the client's query got ${formatHresult(hresult(refusal.hr))}`;
}

function whenCalled(call: ObservedCall): string | null {
  const took = durationOf(call);
  return took === null ? null : `it took ${milliseconds(took)}, called at ${(call.calledAt / 1e6).toFixed(3)} ms`;
}
