import type { Evidence, Judgement } from '../requirement.js';
import { announcedRuns } from './judge-helpers.js';
import { judgeSequence } from './sequence.js';
import { promised } from './shutdown-calls.js';

const SCENARIO = 'repeated-calls';

/** Judges that nothing is lost after repeated calls, as far as the last one of DoFastShutdown has promised it. */
export function judgeRepeatedCalls(evidence: Evidence): Judgement {
  const runs = announcedRuns(evidence, SCENARIO);
  const isUnpromised = runs.length > 0 && runs.every((run) => run.ledger.readBackComplete && !promised(run));
  if (isUnpromised) {
    const message = 'the last DoFastShutdown did not say S_OK, which SEQ-7 judges: nothing was promised';
    return { status: 'not-applicable', message, violations: [] };
  }
  return judgeSequence(
    { ...evidence, observations: evidence.observations.filter((run) => !runs.includes(run) || promised(run)) },
    [SCENARIO],
    { when: 'after Notify and Do twice each' },
  );
}
