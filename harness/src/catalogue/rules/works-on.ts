import { formatHresult, hresult } from '@mapi-kit/sdk';
import type { Observation, ObservedLife } from '../../recording/observation.js';
import { type Gathered, nothingYet, violation } from './judge-helpers.js';

const PHASES: Readonly<Record<string, string>> = {
  'before-query': 'before the query',
  'after-query': 'after QueryFastShutdown',
  'after-notify': 'after NotifyProcessShutdown',
  'after-shutdown': 'after DoFastShutdown',
};

type Refused = ObservedLife['refused'][number];

/** A refused piece of work in words. */
export function formatRefusal(refusal: Refused): string {
  const phase = PHASES[refusal.phase] ?? refusal.phase;
  return `${refusal.method} of "${refusal.item}" ${phase} answered ${formatHresult(hresult(refusal.hr))}`;
}

/**
 * Whether the same was refused in a first life before it had asked: what is refused always is no answer to anything.
 *
 * @param runs - those that are looked at
 * @param refusal - what was refused
 */
export function isRefusedAlways(runs: readonly Observation[], { method, hr }: Refused): boolean {
  return runs.some(({ lives: [first] }) =>
    first?.refused.some((one) => one.phase === 'before-query' && one.method === method && one.hr === hr),
  );
}

/**
 * Requires that the provider went on working: nothing was refused after the query that was not before.
 *
 * @param run - the run
 * @param expected - what is expected, in words
 * @param runs - those that show what is refused before
 */
export function requireWorksOn(run: Observation, expected: string, runs: readonly Observation[] = [run]): Gathered {
  const gathered = nothingYet();
  for (const life of run.lives) {
    const refusals = life.refused.filter(
      (refusal) => refusal.phase !== 'before-query' && !isRefusedAlways(runs, refusal),
    );
    const [first] = refusals;
    if (first === undefined) continue;
    const more = refusals.length === 1 ? '' : `; ${refusals.length} calls were refused`;
    gathered.violations.push(violation(run, expected, `${formatRefusal(first)}${more}`));
  }
  return gathered;
}
