import { formatHresult, hresult } from '@mapi-kit/sdk';
import { hasCrashed } from '../../recording/exit-words.js';
import { identityName } from '../../recording/identity.js';
import { ordinal } from '../../recording/item-words.js';
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

/** Other processes that come while the first one is at work. */
export interface OthersRule {
  readonly scenario: string;
  /** Who they are, for example `a second process on the same data`. */
  readonly who: string;
  /** Why something may be lost. */
  readonly because: string;
}

/** Judges several processes on the same data: each works or is refused, and nothing that was promised in any is damaged. */
export function judgeOtherInstances(evidence: Evidence, rule: OthersRule): Judgement {
  const { scenario, who, because } = rule;
  const { kinds } = evidence.settings;
  if (scenarioNamed(scenario)?.notWith?.some((kind) => kinds.includes(kind)) === true) {
    const message = 'a profile with a transport is with one process only, the spooler of the machine';
    return { status: 'not-applicable', message, violations: [] };
  }
  const gathered = nothingYet();
  const runs = announcedRuns(evidence, scenario);
  if (runs.length === 0) take(gathered, notRun(evidence, scenario));
  const answers: string[] = [];
  const lost: Violation[] = [];
  for (const run of runs) {
    take(gathered, judgeRun(run, because));
    answers.push(...othersOf(run).map(answerOf));
    lost.push(...lossViolations(run).map((each) => ({ ...each, because: each.because ?? because })));
  }
  const [first] = gathered.violations;
  gathered.violations.push(...lost);
  const items = counted(acknowledgedCount(runs), 'item');
  return conclude(gathered, {
    pass: `${who} ${list([...new Set(answers)])}: nothing of ${items} was lost or damaged`,
    fail:
      first === undefined
        ? `with ${who}: ${lossesInWords(runs)}`
        : `with ${who}: expected that ${first.expected}; ${first.seen}`,
  });
}

function judgeRun(run: Observation, because: string): Gathered {
  const gathered = nothingYet();
  const name = identityName(run.identity);
  const [before, first] = run.lives;
  const others = othersOf(run);
  const last = run.lives.at(-1);
  const gap = (reason: string): Gathered => {
    gathered.gaps.push(`${name}: ${reason}`);
    gathered.deferredTo.push(...CAUSES_OF_SILENCE, 'SEQ-1', 'SEQ-2');
    return gathered;
  };
  if (before === undefined || !isPromised(before)) {
    return gap(before?.endingReason ?? 'DoFastShutdown of the first life promised nothing');
  }
  const unstarted = others.find(({ facts }) => facts.pid === null);
  if (first === undefined || last === undefined || others.length === 0 || unstarted !== undefined) {
    return gap(first?.endingReason ?? unstarted?.endingReason ?? 'no other process was started');
  }
  const named = [...others.map((life, index) => [life, ordinal(index + 1)] as const), [first, ordinal(0)] as const];
  for (const [life, which] of named) {
    if (life.ending === 'broken' || life.ending === 'unproven') return gap(life.endingReason ?? life.ending);
    if (life.ending !== 'killed' && life.ending !== 'exited' && refusalOf(life) === null) {
      const expected = `the ${which} process works, or is refused with an HRESULT`;
      gathered.violations.push(violation(run, expected, life.endingReason ?? life.ending, because));
      return gathered;
    }
  }
  const trouble = troubleAfterKill(last);
  if (trouble !== null) {
    const expected = `the next life opens what ${others.length === 1 ? 'both' : 'all'} have left, and reads everything back`;
    gathered.violations.push(violation(run, expected, trouble, because));
  }
  return gathered;
}

/** The lives that were lived beside another one. */
function othersOf({ identity, lives }: Observation): readonly ObservedLife[] {
  const script = scenarioNamed(identity.scenario)?.lives ?? [];
  return lives.filter((_, index) => script[index]?.beside === true);
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
