import { formatHresult, hresult } from '@mapi-kit/sdk';
import { hasCrashed } from '../../recording/exit-words.js';
import { identityName } from '../../recording/identity.js';
import type { Observation, ObservedLife } from '../../recording/observation.js';
import { isPromised } from '../../recording/promise.js';
import { scenarioNamed } from '../../scenarios/scenarios.js';
import type { Evidence, Judgement, Violation } from '../requirement.js';
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
import { troubleAfterKill } from './kills.js';
import { acknowledgedCount, lossesInWords, lossViolations } from './losses.js';
import { counted, list } from './words.js';

const SCENARIO = 'second-instance';
const TWO = 'two processes worked on the same data at the same time';

/** Judges two processes on the same data: each works or is refused, and nothing that was promised in either is damaged. */
export function judgeSecondInstance(evidence: Evidence): Judgement {
  const { kinds } = evidence.settings;
  if (scenarioNamed(SCENARIO)?.notWith?.some((kind) => kinds.includes(kind)) === true) {
    const message = 'a profile with a transport is with one process only, the spooler of the machine';
    return { status: 'not-applicable', message, violations: [] };
  }
  const gathered = nothingYet();
  const runs = announcedRuns(evidence, SCENARIO);
  if (runs.length === 0) take(gathered, notRun(evidence, SCENARIO));
  const answers: string[] = [];
  const lost: Violation[] = [];
  for (const run of runs) {
    take(gathered, judgeRun(run));
    const [, , second] = run.lives;
    if (second !== undefined) answers.push(answerOf(second));
    lost.push(...lossViolations(run).map((each) => ({ ...each, because: each.because ?? TWO })));
  }
  const [first] = gathered.violations;
  gathered.violations.push(...lost);
  const items = counted(acknowledgedCount(runs), 'item');
  return conclude(gathered, {
    pass: `a second process on the same data ${list([...new Set(answers)])}: nothing of ${items} was lost or damaged`,
    fail:
      first === undefined
        ? `with a second process on the same data: ${lossesInWords(runs)}`
        : `with a second process on the same data: expected that ${first.expected}; ${first.seen}`,
  });
}

function judgeRun(run: Observation): Gathered {
  const gathered = nothingYet();
  const name = identityName(run.identity);
  const [before, first, second] = run.lives;
  const last = run.lives.at(-1);
  const gap = (reason: string): Gathered => {
    gathered.gaps.push(`${name}: ${reason}`);
    gathered.deferredTo.push(...CAUSES_OF_SILENCE, 'SEQ-1', 'SEQ-2');
    return gathered;
  };
  if (before === undefined || !isPromised(before)) {
    return gap(before?.endingReason ?? 'DoFastShutdown of the first life promised nothing');
  }
  if (first === undefined || second === undefined || last === undefined || second.facts.pid === null) {
    return gap(first?.endingReason ?? second?.endingReason ?? 'no second process was started');
  }
  for (const [life, which] of [
    [second, 'second'],
    [first, 'first'],
  ] as const) {
    if (life.ending === 'broken' || life.ending === 'unproven') return gap(life.endingReason ?? life.ending);
    if (life.ending !== 'killed' && refusalOf(life) === null) {
      const expected = `the ${which} process works, or is refused with an HRESULT`;
      gathered.violations.push(violation(run, expected, life.endingReason ?? life.ending, TWO));
      return gathered;
    }
  }
  const trouble = troubleAfterKill(last);
  if (trouble !== null) {
    const expected = 'the next life opens what both have left, and reads everything back';
    gathered.violations.push(violation(run, expected, trouble, TWO));
  }
  return gathered;
}

/** The failure with which the provider has kept a process from working; null: it has not. */
function refusalOf({ ending, problems, facts }: ObservedLife): string | null {
  // A process that has crashed after it was refused something was not refused: it was killed by what it met.
  const hr = ending === 'died' && !hasCrashed(facts) ? (problems[0]?.hr ?? null) : null;
  return hr === null ? null : formatHresult(hresult(hr));
}

function answerOf(second: ObservedLife): string {
  const refusal = refusalOf(second);
  if (refusal !== null) return `was refused with ${refusal}`;
  const [refused] = second.refused;
  return refused === undefined ? 'worked' : `was refused a save with ${formatHresult(hresult(refused.hr))}`;
}
