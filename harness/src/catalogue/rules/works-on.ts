import {
  E_NOTIMPL,
  formatHresult,
  hresult,
  isCode,
  MAPI_E_INTERFACE_NOT_SUPPORTED,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_ENOUGH_DISK,
  MAPI_E_NOT_ENOUGH_RESOURCES,
  MAPI_E_STRING_TOO_LONG,
  MAPI_E_TOO_BIG,
  MAPI_E_TOO_COMPLEX,
  MAPI_E_TYPE_NO_SUPPORT,
} from '@mapi-kit/sdk';
import type { Observation, ObservedLife } from '../../recording/observation.js';
import { type Gathered, nothingYet, violation } from './judge-helpers.js';

const PHASES: Readonly<Record<string, string>> = {
  'before-query': 'before the query',
  'after-query': 'after QueryFastShutdown',
  'after-notify': 'after NotifyProcessShutdown',
  'after-shutdown': 'after DoFastShutdown',
};

const CANNOT = [
  E_NOTIMPL,
  MAPI_E_INTERFACE_NOT_SUPPORTED,
  MAPI_E_NO_SUPPORT,
  MAPI_E_TOO_BIG,
  MAPI_E_TOO_COMPLEX,
  MAPI_E_TYPE_NO_SUPPORT,
];

/** What a provider answers to what is more than it takes, or than it has room for. */
const LIMITS = [
  MAPI_E_NOT_ENOUGH_DISK,
  MAPI_E_NOT_ENOUGH_RESOURCES,
  MAPI_E_STRING_TOO_LONG,
  MAPI_E_TOO_BIG,
  MAPI_E_TOO_COMPLEX,
];

type Refused = ObservedLife['refused'][number];

/** A refused piece of work in words. */
export function formatRefusal(refusal: Refused): string {
  const phase = PHASES[refusal.phase] ?? refusal.phase;
  // What not every provider does is refused of no item in particular.
  const item = refusal.item === '' ? '' : ` of "${refusal.item}"`;
  const before = refusal.lost === true ? ', which an earlier life was not refused' : '';
  return `${refusal.method}${item} ${phase} answered ${formatHresult(hresult(refusal.hr))}${before}`;
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
 * Whether a provider says that it cannot do something at all. In a later life that is no loss of what was there: where no first
 * life has tried the same, nobody knows; where one has done it, it is.
 */
export function saysThatItCannot({ hr, lost }: Refused): boolean {
  return lost !== true && isCode(hresult(hr), ...CANNOT);
}

/**
 * Whether what is refused is beyond the limits of a provider that takes more than it refuses, as one with a quota does: of that
 * nothing was promised, and of what was saved all the more.
 *
 * @param life - in which it was refused
 */
export function isBeyondLimits({ refused, savesAcknowledged }: ObservedLife, refusal: Refused): boolean {
  return isLimit(refusal) && refused.filter(isLimit).length < savesAcknowledged;
}

function isLimit({ hr, lost }: Refused): boolean {
  return lost !== true && isCode(hresult(hr), ...LIMITS);
}

/** Whether a limit shows in some runs before anybody asks: then it may show after that as well. */
function isKnownLimit(runs: readonly Observation[], { hr }: Refused): boolean {
  return runs.some(({ lives }) =>
    lives.some((life) =>
      life.refused.some((one) => one.phase === 'before-query' && one.hr === hr && isBeyondLimits(life, one)),
    ),
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
      (refusal) => refusal.phase !== 'before-query' && !isRefusedAlways(runs, refusal) && !isKnownLimit(runs, refusal),
    );
    const [first] = refusals;
    if (first === undefined) continue;
    const more = refusals.length === 1 ? '' : `; ${refusals.length} calls were refused`;
    gathered.violations.push(violation(run, expected, `${formatRefusal(first)}${more}`));
  }
  return gathered;
}
