import type { ProbeName } from '../../recording/events.js';
import { identityName } from '../../recording/identity.js';
import type { StepName } from '../../scenarios/step-kinds.js';
import type { Evidence, Judgement } from '../requirement.js';
import {
  announcedRuns,
  CAUSES_OF_SILENCE,
  conclude,
  type Gathered,
  nothingYet,
  notRun,
  take,
  violation,
} from './judge-helpers.js';

const SCENARIO = 'object-contract';

/** What each question of the probe expects. */
const EXPECTED: Readonly<Record<ProbeName, string>> = {
  'new-object-each-initialisation': 'a second call of the entry point returns another provider object',
  'has-shutdown-interface': 'QueryInterface(IID_IMAPIProviderShutdown) of the provider object gives the interface',
  'shutdown-interface-s-ok': 'QueryInterface(IID_IMAPIProviderShutdown) of the provider object answers S_OK',
  identity: 'IUnknown, asked for through either interface, is the same object',
  reflexive: 'QueryInterface for the interface that is asked succeeds',
  symmetric: 'from the interface that QueryInterface gave, the first one can be had back',
  transitive: 'what can be had through two steps of QueryInterface can be had in one',
  'stable-answers': 'QueryInterface gives the same answer for the same IID at any time',
  'unknown-interface': 'QueryInterface for an unknown IID answers E_NOINTERFACE with a null result',
  'query-interface-adds-one': 'QueryInterface adds one reference',
  'release-takes-one': 'Release takes one reference',
  'last-release-returns-zero': 'the last Release returns 0',
  'opened-interface': 'QueryInterface of what a client opens gives the interface that it was opened with, and IUnknown',
  'opened-identity': 'IUnknown of what a client opens, asked for through either interface, is the same object',
  'opened-unknown-interface':
    'QueryInterface of what a client opens, for an unknown IID, answers E_NOINTERFACE with a null result',
  'opened-counts': 'QueryInterface and AddRef of what a client opens add one reference each, and Release takes one',
};

/** Gathers the answers to some questions of the probe; an answer that is missing is a gap. */
export function gatherProbes(evidence: Evidence, names: readonly ProbeName[]): Gathered {
  const gathered = nothingYet();
  const runs = announcedRuns(evidence, SCENARIO);
  if (runs.length === 0) take(gathered, notRun(evidence, SCENARIO));
  for (const run of runs) {
    const life = run.lives[0];
    for (const name of names) {
      const answers = life?.probes.filter(({ probe }) => probe === name) ?? [];
      if (answers.length === 0 && life !== undefined && !life.steps.some((step) => step.do === askedBy(name))) {
        gathered.gaps.push(`${identityName(run.identity)} was run without question "${name}"`);
      } else if (answers.length === 0) {
        const reason = life?.endingReason ?? 'the probe gave no answer';
        gathered.deferredTo.push(...CAUSES_OF_SILENCE);
        gathered.gaps.push(`${identityName(run.identity)}: question "${name}" was not answered: ${reason}`);
      }
      for (const { holds, seen } of answers) {
        if (!holds) gathered.violations.push(violation(run, EXPECTED[name], seen));
      }
    }
  }
  return gathered;
}

/** The step that asks a question: evidence of before there was one has none of its answers. */
function askedBy(name: ProbeName): StepName {
  return name.startsWith('opened-') ? 'probe-opened' : 'probe';
}

/** Judges by questions of the probe alone. */
export function judgeProbes(evidence: Evidence, names: readonly ProbeName[], pass: string): Judgement {
  const gathered = gatherProbes(evidence, names);
  return conclude(gathered, { pass, fail: gathered.violations[0]?.seen ?? '' });
}
