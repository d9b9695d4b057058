import { isCompanionName } from '../scenarios/companions.js';
import type { CallOutcome } from './events.js';
import type { ObservedLife } from './observation.js';

/**
 * Tells whether every provider under test has said that the process may end: each DoFastShutdown returned S_OK.
 * Where a provider was told more than once, its last answer counts.
 *
 * @param life - a life that is over
 * @returns false also where none was called
 */
export function saidReady(life: Pick<ObservedLife, 'calls'>): boolean {
  const calls = life.calls.filter(
    (call) =>
      call.method === 'DoFastShutdown' &&
      call.interface === 'IMAPIProviderShutdown' &&
      !isCompanionName(call.provider.name),
  );
  const last = new Map<string, CallOutcome | null>();
  for (const { provider, outcome } of calls) {
    last.set(`${provider.kind} ${provider.name} ${provider.session} ${provider.instance}`, outcome);
  }
  return last.size > 0 && [...last.values()].every((outcome) => outcome?.kind === 'returned' && outcome.hr === 0);
}

/**
 * Tells whether a life ended so that everything acknowledged in it must be there in the next one: after an S_OK of
 * DoFastShutdown from every provider under test, or in order, after a classic logoff.
 *
 * @param life - a life that is over
 */
export function isPromised(life: ObservedLife): boolean {
  if (life.ending === 'exited') return true;
  if (life.ending !== 'killed') return false;
  const done = life.clientCalls.some((call) => call.method.endsWith('DoFastShutdown') && call.returnedAt !== null);
  return done && saidReady(life);
}
