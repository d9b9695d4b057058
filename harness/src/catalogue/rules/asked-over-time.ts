import { FAILED, formatHresult, type HRESULT } from '@mapi-kit/sdk';
import { identityName } from '../../recording/identity.js';
import type { Observation, ObservedCall, ObservedLife } from '../../recording/observation.js';
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
import { codeOf, shutdownCalls } from './shutdown-calls.js';
import { counted, list } from './words.js';

const SCENARIO = 'asked-over-time';

/** When the client asks. */
interface Question {
  readonly when: string;
  /** Something that was just saved may be pending: a refusal may be meant for that. */
  readonly busy?: true;
}

/** By life, one for each query of the script, in its order. */
const QUESTIONS: readonly (readonly Question[])[] = [
  [
    { when: 'right after the logon' },
    { when: 'right after saves', busy: true },
    { when: '0.7 s after the last save' },
    { when: 'right after saves that followed a NotifyProcessShutdown', busy: true },
    { when: '0.7 s after the saves that followed a NotifyProcessShutdown' },
  ],
  [{ when: 'right after the logon of the next life' }, { when: '0.7 s after the last save of the next life' }],
];

/**
 * Judges the answers over time: at rest each is the same as the first. Right after saves a provider may refuse that agrees
 * at rest, which is said.
 */
export function judgeAnswersOverTime(evidence: Evidence): Judgement {
  const gathered = nothingYet();
  const runs = announcedRuns(evidence, SCENARIO);
  if (runs.length === 0) take(gathered, notRun(evidence, SCENARIO));
  const refusedBusy = new Set<string>();
  for (const run of runs) take(gathered, judgeRun(run, refusedBusy));
  const asked = QUESTIONS.flat().length;
  const exception =
    refusedBusy.size === 0 ? '' : `, and refused ${list([...refusedBusy])}, when something may have been pending`;
  return conclude(gathered, {
    pass: `asked ${counted(asked, 'time')} in two lives, the provider answered the same at rest${exception}`,
    fail: `the answer changes over time: ${gathered.violations[0]?.seen ?? ''}`,
  });
}

function judgeRun(run: Observation, refusedBusy: Set<string>): Gathered {
  const gathered = nothingYet();
  const first = new Map<string, HRESULT>();
  for (const [index, questions] of QUESTIONS.entries()) {
    const life = run.lives[index];
    const answered = life === undefined ? [] : answersOf(life);
    for (const [who, calls] of answered) {
      for (const [ordinal, { when, busy }] of questions.entries()) {
        const call = calls[ordinal];
        const code = call === undefined ? null : codeOf(call);
        if (code === null) {
          gap(gathered, run, life, `was not answered ${when}`);
          break;
        }
        const before = first.get(who) ?? code;
        first.set(who, before);
        if (FAILED(code) === FAILED(before)) continue;
        if (busy) refusedBusy.add(when);
        else {
          const seen = `${formatHresult(before)} at first, and ${formatHresult(code)} ${when}`;
          gathered.violations.push(violation(run, `asked ${when}, QueryFastShutdown answers as it did at first`, seen));
        }
      }
    }
    if (answered.length === 0) gap(gathered, run, life, 'was not asked');
  }
  return gathered;
}

function gap(gathered: Gathered, run: Observation, life: ObservedLife | undefined, what: string): void {
  const reason = life?.endingReason == null ? '' : ` (${life.endingReason})`;
  gathered.gaps.push(`${identityName(run.identity)}: QueryFastShutdown ${what}${reason}`);
  gathered.deferredTo.push(...CAUSES_OF_SILENCE);
}

/** By provider, the calls in which it was asked; its objects of two lives are one provider. */
function answersOf(life: ObservedLife): readonly (readonly [string, readonly ObservedCall[]])[] {
  const byProvider = new Map<string, ObservedCall[]>();
  for (const call of shutdownCalls(life, 'QueryFastShutdown')) {
    const key = `${call.provider.kind} ${call.provider.name}`;
    byProvider.set(key, [...(byProvider.get(key) ?? []), call]);
  }
  return [...byProvider];
}
