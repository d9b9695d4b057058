import type { Phase } from '../../recording/events.js';
import type { ProviderKind, Step } from '../../scenarios/scenario.js';

/** A step of work. */
export type WorkStep = Extract<Step, { readonly do: 'work' }>;

/** Makes one call of the client; a failure is an answer, an exception is journalled. */
export type Attempt = (what: string, call: () => void) => void;

/** Makes one call of a classic logoff, journalled before and after. */
export type Called = (method: string, call: () => number) => void;

/**
 * A provider under test in one session, and what a client does with it: one class for each kind of provider.
 *
 * Scenarios speak of work, reading back and leaving; what that is for a kind, its subject knows.
 */
export interface Subject {
  readonly kind: ProviderKind;
  /** Under which number journals know it: that of its session, for the first of each kind. */
  readonly place: number;
  /**
   * Does one step of work, and journals what was acknowledged.
   *
   * @param index - the position of the step in its life, from which its random numbers follow
   */
  work(step: WorkStep, index: number, phase: Phase): void;
  /**
   * Lists what there is of the harness's, and journals it.
   *
   * @param drains - what is on its way through a transport is given the time to arrive before
   * @returns how many items that is; null when not everything could be read
   */
  readBack(drains: boolean): Promise<number | null> | number | null;
  /** Goes on calling after DoFastShutdown, against the rules. */
  callAfterShutdown(attempt: Attempt): void;
  /** The client's calls to the provider in a classic logoff. */
  logoff(called: Called): void;
}

/** How many items a step asks for. */
export function itemCount(step: WorkStep, items: number): number {
  if (step.items === undefined) return items;
  return 'count' in step.items ? step.items.count : Math.max(1, Math.round(items * step.items.share));
}
