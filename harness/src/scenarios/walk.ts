import type { Stance } from './scenario.js';
import { callsShutdown } from './step-facts.js';
import type { Step } from './step-kinds.js';

/** The script of one life that a client can produce: it logs on, does this and that, and ends in one of three ways. */
export type Walk = readonly Step[];

/** Where the client of a walk is. */
export interface Place {
  readonly at:
    | 'outside'
    /** Logged on: it works, asks and tells, and may leave in any way. */
    | 'working'
    /** DoFastShutdown has been called: nothing is left to do but to end; clients with bugs call on. */
    | 'done'
    /** Everything is released. */
    | 'released'
    /** Logged off. */
    | 'leaving'
    | 'over';
  /** QueryFastShutdown has been called. */
  readonly asked: boolean;
  readonly notified: boolean;
}

/** Before the first step. */
export const OUTSIDE: Place = { at: 'outside', asked: false, notified: false };

/**
 * Where a step leads.
 *
 * @param place - where the client is
 * @param step - what it does next
 * @returns the next place, or in words why no client does this here
 */
export function stepFrom(place: Place, step: Step): Place | string {
  switch (place.at) {
    case 'outside':
      return step.do === 'logon' ? { ...place, at: 'working' } : 'a walk begins with logon';
    case 'working':
      return whileWorking(place, step);
    case 'done':
      if (step.do === 'call-after-shutdown') return { ...place, at: 'released' };
      if (step.do === 'notify' || step.do === 'shutdown' || step.do === 'wait') return place;
      return step.do === 'kill'
        ? { ...place, at: 'over' }
        : 'after DoFastShutdown a client ends without a classic exit';
    case 'released':
      if (step.do === 'wait') return place;
      return step.do === 'kill'
        ? { ...place, at: 'over' }
        : 'everything is released by then, and only the kill is left';
    case 'leaving':
      return step.do === 'exit' ? { ...place, at: 'over' } : 'nothing follows a logoff';
    case 'over':
      return 'the life is over by then';
  }
}

function whileWorking(place: Place, step: Step): Place | string {
  switch (step.do) {
    case 'work':
    case 'wait':
      return place;
    case 'query':
      return { ...place, asked: true };
    case 'notify':
      return { ...place, notified: true };
    case 'shutdown':
      return { ...place, at: 'done' };
    case 'logoff':
      return { ...place, at: 'leaving' };
    case 'kill':
      return { ...place, at: 'over' };
    case 'logon':
      return 'a client logs on once';
    case 'call-after-shutdown':
      return 'it comes after DoFastShutdown';
    default:
      return `the step ${step.do} is none of a walk`;
  }
}

/**
 * Tells whether the client obeys the provider's answer: it makes no call of shutdown before it has asked; one that was
 * refused may tell NotifyProcessShutdown once (MFCMAPI does), and never DoFastShutdown.
 *
 * @param place - where the client is
 * @param step - what it wants to do
 * @param stance - what the provider says
 */
export function obeys(place: Place, step: Step, stance: Stance): boolean {
  const notifies = callsShutdown(step, 'notify');
  if (!notifies && !callsShutdown(step, 'shutdown')) return true;
  if (!place.asked) return false;
  return stance !== 'out' || (notifies && !place.notified);
}

/**
 * Why a script is none that a client can produce.
 *
 * @param steps - any steps
 * @returns the first step (0-based) that is wrong and why, the length of the script when its end is missing; or null
 */
export function whyImpossible(steps: readonly Step[]): { readonly index: number; readonly reason: string } | null {
  let place = OUTSIDE;
  for (const [index, step] of steps.entries()) {
    const next = stepFrom(place, step);
    if (typeof next === 'string') return { index, reason: next };
    place = next;
  }
  return place.at === 'over' ? null : { index: steps.length, reason: 'a walk ends with kill or logoff' };
}

/**
 * Makes a script that a client can produce of any wish: what cannot be where it stands is left out, and the end is put
 * where it is missing.
 *
 * @param wished - the steps between logon and the end, and the end
 * @param stance - what the provider says, which the client obeys
 */
export function possibleWalk(wished: readonly Step[], stance: Stance): Walk {
  const walk: Step[] = [];
  let place = OUTSIDE;
  const append = (step: Step): void => {
    const next = stepFrom(place, step);
    if (typeof next === 'string' || !obeys(place, step, stance)) return;
    place = next;
    walk.push(step);
  };
  append({ do: 'logon' });
  for (const step of wished) append(step);
  if (place.at !== 'over') append(place.at === 'leaving' ? { do: 'exit' } : { do: 'kill' });
  return walk;
}
