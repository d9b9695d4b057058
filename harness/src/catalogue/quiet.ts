import type { Observation } from '../recording/observation.js';
import { conclude, nothingYet, notRun, take, toldRuns, violation } from './judge-helpers.js';
import { DURABILITY, type LossFilter, lossesInWords, lossViolations } from './losses.js';
import type { Evidence, Judgement, Requirement } from './requirement.js';
import { judgeRun } from './sequence.js';
import { promised } from './shutdown-calls.js';
import { sources } from './sources.js';
import { milliseconds } from './words.js';

const SCENARIO = 'lingering-exit';

/** QUIET: nothing else goes on. */
export const QUIET: readonly Requirement[] = [
  {
    id: 'QUIET-2',
    group: 'QUIET',
    title: 'Ready means ready: nothing is written after Do',
    strength: 'MUST',
    kinds: ['store', 'transport', 'address-book'],
    stances: ['in'],
    what: 'From the S_OK of DoFastShutdown until the end of a process that lingers for a second, the provider writes nothing to its data and opens no connection; whether the process ends at once or after that second, the content is the same.',
    why: 'What is still written after Do would have been lost, or cut in the middle, in a process that ended at once.',
    how: 'Scenario lingering-exit: after Do the process lives on for a second while its data directory and its connections are watched; then a proven kill. What is lost then is compared with immediate-exit.',
    sources: sources('DOC-050', 'DOC-051'),
    lookAt: 'persistForExit(): stop timers and flush in it; what runs after its return runs too late',
    scenarios: [SCENARIO, 'immediate-exit'],
    explainedBy: ['COM-5', 'COM-6', 'TIME-4', ...DURABILITY, 'SEQ-1', 'SEQ-2'],
    brokenBy: 'writes-after-do.ts',
    judge: judgeLingering,
  },
];

function judgeLingering(evidence: Evidence): Judgement {
  const gathered = nothingYet();
  const runs = toldRuns(evidence, SCENARIO);
  if (runs.length === 0) take(gathered, notRun(evidence, SCENARIO));
  const immediate = toldRuns(evidence, 'immediate-exit');
  const newLoss: LossFilter = (kind, category) => !immediate.some((run) => hasLoss(run, kind, category));
  for (const run of runs) {
    const { violations, gaps, deferredTo } = judgeRun(run, {
      when: 'after Query, Notify, Do and a second of lingering',
      success: ['NotifyProcessShutdown', 'DoFastShutdown'],
    });
    take(gathered, { violations, gaps, deferredTo });
    for (const life of run.lives) {
      for (const { file, change, afterNs } of life.written) {
        const seen = `${file}: ${change}, ${milliseconds(afterNs / 1e6)} after DoFastShutdown had returned`;
        gathered.violations.push(violation(run, 'after DoFastShutdown nothing is written to the data directory', seen));
      }
      for (const { to, afterNs } of life.connected) {
        const seen = `${to}, ${milliseconds(afterNs / 1e6)} after DoFastShutdown had returned`;
        gathered.violations.push(violation(run, 'after DoFastShutdown no connection is opened', seen));
      }
    }
    if (promised(run) && run.ledger.readBackComplete) {
      for (const loss of lossViolations(run, newLoss)) {
        const because = 'a process that was killed at once lost nothing of the kind: what ran while it lingered did it';
        gathered.violations.push({ ...loss, because });
      }
    }
  }
  const [first] = gathered.violations;
  const losses = lossesInWords(runs, newLoss);
  return conclude(gathered, {
    pass: 'in a second after DoFastShutdown nothing was written and no connection opened, and the content was the same',
    fail: `${first?.expected ?? ''}; seen ${first?.seen ?? ''}${losses === '' ? '' : ` (${losses})`}`,
  });
}

function hasLoss(run: Observation, ...[kind, category]: Parameters<LossFilter>): boolean {
  return run.ledger.counts.some((entry) => entry.kind === kind && entry.category === category);
}
