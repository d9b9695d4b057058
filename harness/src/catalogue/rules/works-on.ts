import { formatHresult, hresult } from '@mapi-kit/sdk';
import type { Observation, ObservedLife } from '../../recording/observation.js';
import { type Gathered, nothingYet, violation } from './judge-helpers.js';

const PHASES: Readonly<Record<string, string>> = {
  'before-query': 'before the query',
  'after-query': 'after QueryFastShutdown',
  'after-notify': 'after NotifyProcessShutdown',
  'after-shutdown': 'after DoFastShutdown',
};

/** A refused piece of work in words. */
export function formatRefusal(refusal: ObservedLife['refused'][number]): string {
  const phase = PHASES[refusal.phase] ?? refusal.phase;
  return `${refusal.method} of "${refusal.item}" ${phase} answered ${formatHresult(hresult(refusal.hr))}`;
}

/** Requires that the provider went on working: nothing that the client asked for was refused after the query. */
export function requireWorksOn(run: Observation, expected: string): Gathered {
  const gathered = nothingYet();
  for (const life of run.lives) {
    const refusals = life.refused.filter(({ phase }) => phase !== 'before-query');
    const [first] = refusals;
    if (first === undefined) continue;
    const more = refusals.length === 1 ? '' : `; ${refusals.length} calls were refused`;
    gathered.violations.push(violation(run, expected, `${formatRefusal(first)}${more}`));
  }
  return gathered;
}
