import { FAILED, hresult, S_OK } from '@mapi-kit/sdk';
import { callInWords } from '../../recording/ending.js';
import { identityName } from '../../recording/identity.js';
import type { Observation } from '../../recording/observation.js';
import { outcomeInWords } from '../../recording/outcome-words.js';
import { PROVIDER_KINDS } from '../../scenarios/scenario.js';
import { type Gathered, nothingYet, violation } from './judge-helpers.js';
import {
  clientCalls,
  codeOf,
  isCompanion,
  isShutdownCall,
  type ShutdownMethod,
  shutdownCalls,
} from './shutdown-calls.js';
import { counted } from './words.js';

const QUERY: ShutdownMethod = 'QueryFastShutdown';
const NOTIFY: ShutdownMethod = 'NotifyProcessShutdown';
const DO: ShutdownMethod = 'DoFastShutdown';

/** Requires that the companion refused, and that the client obeyed; otherwise nothing was tried. */
export function neighbourRefused(run: Observation): Gathered {
  const gathered = nothingYet();
  const life = run.lives[0];
  if (life === undefined) return gathered;
  const name = identityName(run.identity);
  const neighbour = life.calls.filter((call) => call.method === QUERY && isCompanion(call));
  if (!neighbour.some((call) => FAILED(codeOf(call) ?? hresult(S_OK)))) {
    gathered.gaps.push(`${name}: the neighbour did not refuse, so that there was nothing to try`);
  }
  if (clientCalls(life, DO).length > 0) gathered.gaps.push(`${name}: the client went on in spite of the refusal`);
  return gathered;
}

/** Requires that the companion came to its turn of DoFastShutdown; otherwise nothing was tried. */
export function neighbourHadItsTurn(run: Observation): Gathered {
  const gathered = nothingYet();
  const turns = run.lives[0]?.calls.filter((call) => call.method === DO && isCompanion(call)) ?? [];
  if (turns.length > 0) return gathered;
  gathered.gaps.push(
    `${identityName(run.identity)}: the neighbour did not come to its turn, so that there was nothing to try`,
  );
  return gathered;
}

/** Requires that NotifyProcessShutdown was called and returned an HRESULT, whichever. */
export function notifyDidNoHarm(run: Observation): Gathered {
  const gathered = nothingYet();
  const life = run.lives[0];
  if (life === undefined) return gathered;
  const calls = shutdownCalls(life, NOTIFY);
  if (calls.length === 0) {
    gathered.gaps.push(`${identityName(run.identity)}: the provider's NotifyProcessShutdown was not called`);
  }
  for (const call of calls) {
    if (call.outcome === null || call.outcome.kind === 'returned') continue;
    gathered.violations.push(
      violation(run, `${callInWords(call)} returns an HRESULT`, `it ${outcomeInWords(call.outcome)}`),
    );
  }
  return gathered;
}

/** Makes sure that two provider objects got all three calls, which is the subsystem's duty and not the provider's. */
export function bothWereTold(run: Observation): Gathered {
  const gathered = nothingYet();
  const life = run.lives[0];
  if (life?.ending !== 'killed') return gathered;
  for (const method of [QUERY, NOTIFY, DO]) {
    const objects = new Set(
      shutdownCalls(life, method).map(({ provider }) => `${provider.session} ${provider.instance}`),
    );
    if (objects.size >= 2) continue;
    gathered.gaps.push(
      `${identityName(run.identity)}: ${method} reached ${counted(objects.size, 'provider object')} instead of 2, which is the subsystem's fault`,
    );
  }
  return gathered;
}

/**
 * Makes sure that every kind of provider was called in each phase: transports, then address books, then stores, which is
 * the subsystem's duty and not the provider's.
 */
export function inOrder(run: Observation): Gathered {
  const gathered = nothingYet();
  const life = run.lives[0];
  if (life?.ending !== 'killed') return gathered;
  const name = identityName(run.identity);
  for (const method of [QUERY, NOTIFY, DO]) {
    const kinds = life.calls
      .filter((call) => isShutdownCall(call) && call.method === method)
      .map(({ provider }) => provider.kind);
    const missing = PROVIDER_KINDS.filter((kind) => !kinds.includes(kind));
    const places = kinds.map((kind) => PROVIDER_KINDS.indexOf(kind));
    if (missing.length > 0) {
      gathered.gaps.push(
        `${name}: ${method} reached no ${missing.join(' and no ')}, which is not the provider's fault`,
      );
    } else if (places.some((place, index) => place < (places[index - 1] ?? 0))) {
      gathered.gaps.push(
        `${name}: ${method} was called in the order ${kinds.join(', ')}, which is the subsystem's fault`,
      );
    }
  }
  return gathered;
}

/** Requires that no call after DoFastShutdown throws. */
export function survivesCalls(run: Observation): Gathered {
  const gathered = nothingYet();
  const life = run.lives[0];
  const done = life === undefined ? undefined : shutdownCalls(life, DO)[0]?.returnedAt;
  if (life === undefined || done === undefined || done === null) return gathered;
  for (const call of life.calls) {
    if (call.calledAt < done || call.outcome === null || call.outcome.kind === 'returned') continue;
    const expected = `${callInWords(call)}, called after DoFastShutdown, works or returns an error`;
    gathered.violations.push(violation(run, expected, `it ${outcomeInWords(call.outcome)}`));
  }
  // Calls of the store itself are not in the list of calls: what they throw is a problem that the life survived.
  for (const { what } of life.ending === 'killed' ? life.problems : []) {
    gathered.violations.push(violation(run, 'a call after DoFastShutdown works or returns an error', what));
  }
  return gathered;
}
