import type { Observation } from '../../recording/observation.js';
import type { Measured } from '../measured.js';
import type { Evidence } from '../requirement.js';
import { announcedRuns, controlRuns } from './judge-helpers.js';
import { nothingArrived } from './judge-with-far-side.js';
import { acknowledgedCount, foundCount } from './losses.js';
import { measuredCount } from './measured.js';
import { count } from './words.js';

/** What a kill without a word costs. */
export interface MeasuredExposure {
  readonly acknowledged: number;
  readonly lost: number;
}

/** Scenarios whose null control is a kill right after the work, as when a client leaves without telling anyone. */
export const EXPOSING: readonly string[] = ['outlook-exit', 'immediate-exit', 'refused-exit'];

/**
 * Adds up what kills without a word have cost.
 *
 * Such kills are the null controls; for a provider without the interface also the fast shutdowns, of which nobody told
 * it.
 *
 * @param evidence - everything observed
 * @returns null when no such kill is proven and read back
 */
export function exposureOf(evidence: Evidence): MeasuredExposure | null {
  const controls = EXPOSING.flatMap((scenario) => controlRuns(evidence, scenario));
  const crashed = evidence.settings.stance === 'none' ? announcedRuns(evidence, 'outlook-exit') : [];
  const runs = [...controls, ...crashed].filter(isUsable);
  // Where nothing ever arrives, that it did not says nothing.
  if (runs.length === 0 || nothingArrived(evidence)) return null;
  const acknowledged = acknowledgedCount(runs);
  return { acknowledged, lost: acknowledged - foundCount(runs) };
}

/** Whether anything was lost, in words, for example `some of 1,440 items were lost that way`. */
export function exposureInWords({ acknowledged, lost }: MeasuredExposure): string {
  const items = `${count(acknowledged)} items`;
  return lost === 0 ? `none of ${items} was lost that way` : `some of ${items} were lost that way`;
}

/** How much of it was lost, which is a matter of when the provider writes by itself. */
export function measuredExposure({ acknowledged, lost }: MeasuredExposure): readonly Measured[] {
  return [measuredCount('lost without a word', lost, acknowledged)];
}

function isUsable(run: Observation): boolean {
  const killed = run.lives.slice(0, -1).every(({ ending }) => ending === 'killed');
  return killed && run.ledger.readBackComplete && acknowledgedCount([run]) > 0;
}
