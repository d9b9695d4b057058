import type { LifePlan } from '../../life/life-plan.js';
import { itemsOf, waitMsOf } from '../../scenarios/step-facts.js';
import { watchJournal } from './journal-watch.js';
import type { ChildRequest } from './run-child.js';

/** Milliseconds that every item may add to a life's limit. */
const MS_PER_ITEM = 5;
/** And every mebibyte of the author's own mail, which a step may write, change and read. */
const MS_PER_MEBIBYTE = 1_000;
const SHORTEST_LIMIT_MS = 10_000;
/** So many times as long as it may take, a life may take that goes on. */
const GOING_ON = 4;

/**
 * How long one call of the provider may take before it counts as hanging.
 *
 * @param budgetMs - the budget of Notify and Do, in milliseconds
 * @returns milliseconds
 */
export function callLimit(budgetMs: number): number {
  return 2 * budgetMs + 1_000;
}

/**
 * By what the watchdog knows that a process is to be ended: a call of the provider hangs, or nothing has been journalled for
 * as long as all its lives may take. As long as they go on, as on a machine that has other work, they have more time.
 *
 * @param plans - of the lives that the process lives
 * @param budgetMs - the budget of Notify and Do, in milliseconds
 * @param limitMs - how long they may take together, in milliseconds
 */
export function watchLives(
  plans: readonly LifePlan[],
  budgetMs: number,
  limitMs: number,
): Required<Pick<ChildRequest, 'limitMs' | 'hangs'>> {
  const watches = plans.map(({ journalFile }) => watchJournal(journalFile, callLimit(budgetMs)));
  return {
    limitMs: GOING_ON * limitMs,
    hangs: () => {
      const looks = watches.map((look) => look());
      return looks.some(({ callHangs }) => callHangs) || Math.min(...looks.map(({ stillMs }) => stillMs)) > limitMs;
    },
  };
}

/**
 * How long a whole life may take: generous, since a hanging call is noticed long before.
 *
 * @param plan - its steps wait and work
 * @param budgetMs - the budget of Notify and Do, in milliseconds
 * @param itemsSoFar - how many items a step may have to read back
 * @returns milliseconds
 */
export function lifeLimit(
  plan: Pick<LifePlan, 'steps' | 'items'> & Partial<Pick<LifePlan, 'seconds' | 'ownMail'>>,
  budgetMs: number,
  itemsSoFar: number = plan.items,
): number {
  const work = plan.steps.reduce(
    (sum, step) => sum + waitMsOf(step) + MS_PER_ITEM * itemsOf(step, plan.items, itemsSoFar),
    0,
  );
  const others = (plan.seconds ?? []).reduce((sum, { limitMs }) => sum + limitMs, 0);
  const { messages = 0, bytes = 0 } = plan.ownMail ?? {};
  const mail = MS_PER_ITEM * messages + Math.ceil((MS_PER_MEBIBYTE * bytes) / 1024 / 1024);
  return Math.max(SHORTEST_LIMIT_MS, 2 * budgetMs + 5_000) + work + mail + others;
}
