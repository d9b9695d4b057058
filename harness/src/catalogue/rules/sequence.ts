import type { Observation } from '../../recording/observation.js';
import type { Evidence, Judgement, Violation } from '../requirement.js';
import { announcedRuns, conclude, type Gathered, nothingYet, notRun, take } from './judge-helpers.js';
import { lateWriteInWords } from './late-writes.js';
import { acknowledgedCount, anyLoss, lossCount, lossesInWords, lossViolations } from './losses.js';
import { endedAsPlanned, precheckRun } from './runs.js';
import { promised, requireSuccess, type ShutdownMethod } from './shutdown-calls.js';
import { counted } from './words.js';

/** What a sequence demands besides that nothing is lost. */
export interface SequenceRule {
  /** What the client does, for messages, for example `after Query, Notify, Do with pauses`. */
  readonly when: string;
  /** Methods of the provider that must have been called, and must have answered S_OK. */
  readonly success?: readonly ShutdownMethod[];
  /** More that must hold. */
  readonly also?: (run: Observation) => Gathered;
}

/**
 * Judges every run of some scenarios: the lives end as the script says, the calls answer S_OK, nothing is lost.
 *
 * @param evidence - everything observed
 * @param scenarios - all of them must have been run
 * @param rule - what the sequence demands
 */
export function judgeSequence(evidence: Evidence, scenarios: readonly string[], rule: SequenceRule): Judgement {
  const gathered = nothingYet();
  const lost: Violation[] = [];
  const runs: Observation[] = [];
  for (const scenario of scenarios) {
    const found = announcedRuns(evidence, scenario);
    if (found.length === 0) take(gathered, notRun(evidence, scenario));
    runs.push(...found);
  }
  const isTold = rule.success?.includes('DoFastShutdown') === true;
  for (const run of runs) {
    const judged = judgeRun(run, rule, isTold ? [lateWriteInWords(evidence)] : []);
    take(gathered, judged);
    lost.push(...judged.lost);
  }
  const items = counted(acknowledgedCount(runs), 'item');
  const losing = runs.filter((run) => lossCount(run) > 0);
  const [first] = gathered.violations;
  gathered.violations.push(...lost);
  return conclude(gathered, {
    pass: `${rule.when}: all ${items} found as acknowledged, in ${counted(runs.length, 'run')}`,
    fail:
      first === undefined
        ? `${rule.when}: ${lossesInWords(losing)}, in ${losing.length} of ${counted(runs.length, 'run')}`
        : `${rule.when}: expected that ${first.expected}; ${first.seen}`,
  });
}

/**
 * Judges one run of a sequence; what was lost is kept apart from what else is wrong.
 *
 * @param clues - what may be the cause of a loss, seen elsewhere
 */
export function judgeRun(
  run: Observation,
  rule: SequenceRule,
  clues: readonly (string | null)[] = [],
): Gathered & { readonly lost: readonly Violation[] } {
  const gathered = precheckRun(run);
  if (rule.success !== undefined) {
    const calls = requireSuccess(run, rule.success);
    gathered.violations.push(...calls.violations);
    // Where a life ended before its time, that it made no call is no news.
    if (gathered.violations.length === 0 && gathered.gaps.length === 0) take(gathered, { ...calls, violations: [] });
  }
  if (rule.also !== undefined) take(gathered, rule.also(run));
  // Without the S_OK of DoFastShutdown no promise was made, and what is lost is lost for that reason.
  const unpromised = rule.success?.includes('DoFastShutdown') === true && !promised(run);
  const comparable = !unpromised && run.ledger.readBackComplete && endedAsPlanned(run);
  return { ...gathered, lost: comparable ? lossViolations(run, anyLoss, clues) : [] };
}
