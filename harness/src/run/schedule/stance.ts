import type { CallOutcome } from '../../recording/events.js';
import { refusedLogonInWords } from '../../recording/logon-words.js';
import type { Ending, Observation, ObservedLife } from '../../recording/observation.js';
import { isCompanionName } from '../../scenarios/companions.js';
import type { Stance } from '../../scenarios/scenario.js';

/** What the reconnaissance showed about the provider, and why, when it showed nothing. */
export type StanceFound =
  | { readonly stance: Stance; readonly reason: null }
  | { readonly stance: 'unknown'; readonly reason: string };

const unknown = (reason: string): StanceFound => ({ stance: 'unknown', reason });

/**
 * Reads from the reconnaissance what a provider says about fast shutdown.
 *
 * @param observation - the run of `object-contract`
 * @returns `none` without the interface; `in` and `out` by the answer of QueryFastShutdown; `unknown` when there was no
 * answer, or it was no HRESULT
 */
export function stanceOf(observation: Observation): StanceFound {
  const life = observation.lives[0];
  if (life === undefined) return unknown('the first process was not started');
  const probes = life.probes.filter((result) => result.probe === 'has-shutdown-interface');
  if (probes.length === 0)
    return unknown(reasonOf(life) ?? 'the first process did not come to ask for IMAPIProviderShutdown');
  if (probes.some(({ holds }) => !holds)) return { stance: 'none', reason: null };
  const queries = life.calls.filter(
    (call) => call.method === 'QueryFastShutdown' && !isCompanionName(call.provider.name),
  );
  if (queries.length === 0) {
    return unknown(reasonOf(life) ?? 'QueryFastShutdown of the provider was not called');
  }
  const answers = queries.map(({ outcome }) => answerOf(outcome, life.ending));
  const none = answers.find(({ stance }) => stance === 'unknown');
  if (none !== undefined) return none;
  // One refusal is enough for the client to leave the classic way.
  return { stance: answers.some(({ stance }) => stance === 'out') ? 'out' : 'in', reason: null };
}

/** Why the life ended, and why nobody was logged on: a client goes on without the address book or the transport. */
function reasonOf(life: ObservedLife): string | null {
  const reasons = [life.endingReason, refusedLogonInWords(life)].filter((reason) => reason !== null);
  return reasons.length === 0 ? null : reasons.join('; ');
}

function answerOf(outcome: CallOutcome | null, ending: Ending): StanceFound {
  if (outcome === null) {
    return unknown(ending === 'hung' ? 'QueryFastShutdown did not return' : 'the process ended in QueryFastShutdown');
  }
  switch (outcome.kind) {
    case 'returned':
      return { stance: outcome.hr >>> 31 === 0 ? 'in' : 'out', reason: null };
    case 'threw':
      return unknown(`QueryFastShutdown threw: ${outcome.message}`);
    case 'promise':
      return unknown('QueryFastShutdown returned a promise');
    case 'not-an-hresult':
      return unknown(`QueryFastShutdown returned ${outcome.value}, which is no HRESULT`);
  }
}

/**
 * Tells whether a run shows that every further shutdown would cost the watchdog's time, or the process.
 *
 * @param observation - the run of the canary
 * @returns the reason not to go on, or null
 */
export function reasonToStop(observation: Observation): string | null {
  for (const life of observation.lives) {
    const call = life.pendingCall === null ? null : `${life.pendingCall.interface}::${life.pendingCall.method}`;
    if (life.ending === 'hung') return call === null ? 'the process hung' : `${call} did not return`;
    if (life.ending === 'died' && call !== null) return `the process ended in ${call}`;
  }
  return null;
}
