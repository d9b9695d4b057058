import type { Observation } from '../recording/observation.js';
import type { Stance } from '../scenarios/scenario.js';

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
  const probe = life.probes.find((result) => result.probe === 'has-shutdown-interface');
  if (probe === undefined)
    return unknown(life.endingReason ?? 'the first process did not come to ask for IMAPIProviderShutdown');
  if (!probe.holds) return { stance: 'none', reason: null };
  const query = life.calls.find((call) => call.method === 'QueryFastShutdown');
  if (query === undefined) return unknown(life.endingReason ?? 'QueryFastShutdown of the provider was not called');
  if (query.outcome === null) {
    return unknown(
      life.ending === 'hung' ? 'QueryFastShutdown did not return' : 'the process ended in QueryFastShutdown',
    );
  }
  switch (query.outcome.kind) {
    case 'returned':
      return { stance: query.outcome.hr >>> 31 === 0 ? 'in' : 'out', reason: null };
    case 'threw':
      return unknown(`QueryFastShutdown threw: ${query.outcome.message}`);
    case 'promise':
      return unknown('QueryFastShutdown returned a promise');
    case 'not-an-hresult':
      return unknown(`QueryFastShutdown returned ${query.outcome.value}, which is no HRESULT`);
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
