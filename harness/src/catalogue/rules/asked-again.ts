import { identityName } from '../../recording/identity.js';
import { outcomeInWords } from '../../recording/outcome-words.js';
import type { Evidence, Judgement } from '../requirement.js';
import { announcedRuns, CAUSES_OF_SILENCE, conclude, nothingYet, notRun, take, violation } from './judge-helpers.js';
import { shutdownCalls } from './shutdown-calls.js';
import { count } from './words.js';

/** Judges whether an object that is asked several times in one turn always gives the same answer. */
export function judgeStability(evidence: Evidence): Judgement {
  const gathered = nothingYet();
  const runs = announcedRuns(evidence, 'query-only');
  if (runs.length === 0) take(gathered, notRun(evidence, 'query-only'));
  let answers = 0;
  for (const run of runs) {
    const life = run.lives[0];
    if (life === undefined) continue;
    const byObject = new Map<string, string[]>();
    for (const call of shutdownCalls(life, 'QueryFastShutdown')) {
      if (call.outcome === null) continue;
      const { name, session, instance } = call.provider;
      const key = `${name} ${session} ${instance}`;
      byObject.set(key, [...(byObject.get(key) ?? []), outcomeInWords(call.outcome)]);
    }
    const lists = [...byObject.values()];
    answers += Math.max(0, ...lists.map((list) => list.length));
    if (!lists.some((list) => list.length > 1)) {
      gathered.deferredTo.push(...CAUSES_OF_SILENCE);
      gathered.gaps.push(
        `${identityName(run.identity)}: the provider did not answer twice${life.endingReason === null ? '' : ` (${life.endingReason})`}`,
      );
    }
    for (const list of lists.filter((texts) => new Set(texts).size > 1)) {
      gathered.violations.push(
        violation(
          run,
          'asked again in the same state, QueryFastShutdown answers the same',
          `it ${list.join(', then ')}`,
        ),
      );
    }
  }
  return conclude(gathered, {
    pass: `asked ${count(answers)} times in a row, the provider answered the same`,
    fail: `the answer changes from one query to the next: ${gathered.violations[0]?.seen ?? ''}`,
  });
}
