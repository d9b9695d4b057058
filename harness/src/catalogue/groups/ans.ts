import { FAILED, formatHresult, MAPI_E_NO_SUPPORT, S_OK } from '@mapi-kit/sdk';
import { identityName } from '../../recording/identity.js';
import type { Observation, ObservedCall, ObservedLife } from '../../recording/observation.js';
import type { Evidence, Judgement, Requirement } from '../requirement.js';
import { judgeStability } from '../rules/asked-again.js';
import { judgeAnswersOverTime } from '../rules/asked-over-time.js';
import { compareBackground } from '../rules/background.js';
import { exposureInWords, exposureOf, measuredExposure } from '../rules/exposure.js';
import {
  announcedRuns,
  CAUSES_OF_SILENCE,
  conclude,
  fixedRuns,
  nothingYet,
  notRun,
  quantile,
  take,
  violation,
} from '../rules/judge-helpers.js';
import { DURABILITY } from '../rules/losses.js';
import { measuredCount, measuredMs } from '../rules/measured.js';
import { gatherProbes } from '../rules/probes.js';
import { queryScenarios } from '../rules/scenario-names.js';
import { judgeRun } from '../rules/sequence.js';
import { codeOf, durationOf, shutdownCalls } from '../rules/shutdown-calls.js';
import { milliseconds } from '../rules/words.js';
import { requireWorksOn } from '../rules/works-on.js';
import { sources } from '../sources.js';

const EVERY_KIND = ['store', 'transport', 'address-book'] as const;
const WITH_INTERFACE = ['in', 'out'] as const;

/** ANS: the answer to QueryFastShutdown. */
export const ANS: readonly Requirement[] = [
  {
    id: 'ANS-1',
    group: 'ANS',
    title: 'The answer to the query is S_OK or MAPI_E_NO_SUPPORT',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: WITH_INTERFACE,
    what: 'QueryFastShutdown answers S_OK or MAPI_E_NO_SUPPORT. Another failure counts as a refusal, with a warning; S_FALSE and the MAPI_W_ codes are neither yes nor no.',
    why: 'Clients test for S_OK or for failure, and a code between the two is a yes to one and a no to the other.',
    how: 'Every answer to QueryFastShutdown in every scenario is looked at.',
    sources: sources('DOC-040', 'DOC-042', 'GAP-06', 'GAP-07'),
    lookAt:
      'supportsFastShutdown(): true or false; on the bare contract QueryFastShutdown returns S_OK or MAPI_E_NO_SUPPORT',
    scenarios: queryScenarios,
    suffices: ['object-contract', 'refused-exit'],
    explainedBy: ['COM-6'],
    brokenBy: 'answers-s-false.ts',
    judge: judgeCodes,
  },
  {
    id: 'ANS-2',
    group: 'ANS',
    title: 'The answer is the same when asked again',
    strength: 'SHOULD',
    kinds: EVERY_KIND,
    stances: WITH_INTERFACE,
    what: 'Asked again while nothing has happened in between, the provider gives the same answer.',
    why: 'The client may ask more than once before it acts, and acts on one of the answers.',
    how: 'In scenario query-only the client asks three times in a row.',
    sources: sources('GAP-19'),
    lookAt: 'supportsFastShutdown(): it must depend on the state of the provider alone, and change none',
    scenarios: ['query-only'],
    explainedBy: ['COM-5', 'COM-6'],
    brokenBy: 'changes-its-mind.ts',
    judge: judgeStability,
  },
  {
    id: 'ANS-3',
    group: 'ANS',
    title: 'Being asked changes nothing',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: WITH_INTERFACE,
    what: 'After a query and no more the session works on, background work goes on, and a classic logoff loses nothing.',
    why: 'A query is a question. Another provider may refuse, or the client may change its mind, and nobody will say so.',
    how: 'Scenario query-only asks three times, works on and logs off. Scenario background-work asks, saves, waits two seconds and kills; what the null control had made durable by then must be durable too.',
    sources: sources('DOC-020', 'GAP-19'),
    lookAt: 'supportsFastShutdown(): it only answers; stop work in prepareForExit(), never here',
    scenarios: ['query-only', 'background-work'],
    controls: true,
    explainedBy: ['COM-5', 'DUR-8', ...DURABILITY, 'TIME-4'],
    brokenBy: 'stops-working-after-query.ts',
    judge: judgeQueryOnly,
  },
  {
    id: 'ANS-4',
    group: 'ANS',
    title: 'The answer is quick',
    strength: 'SHOULD',
    kinds: EVERY_KIND,
    stances: WITH_INTERFACE,
    what: 'QueryFastShutdown returns within a quarter of a second; --budget does not change that.',
    why: 'It is asked while the user waits for the window to close, once for each provider, and before it is even known whether the shutdown will be a fast one.',
    how: 'Every call of QueryFastShutdown in every scenario is timed.',
    sources: sources('GAP-23', 'DOC-038'),
    lookAt: 'supportsFastShutdown(): an answer, no work; flush in prepareForExit() and persistForExit()',
    scenarios: queryScenarios,
    suffices: ['object-contract', 'query-only'],
    explainedBy: [],
    brokenBy: 'slow-query.ts',
    timed: true,
    judge: judgeQueryTime,
  },
  {
    id: 'ANS-5',
    group: 'ANS',
    title: 'A provider without the interface is exposed',
    strength: 'SHOULD',
    kinds: EVERY_KIND,
    stances: ['none'],
    what: 'A provider has IMAPIProviderShutdown, were it only to refuse.',
    why: 'Under option 1, the default with Outlook, the client leaves fast without asking a provider that lacks the interface. Under option 2 such a provider keeps every client from leaving fast. Under option 3 nobody leaves fast, and it makes no difference.',
    how: 'The provider object is asked for the interface; scenario outlook-exit shows what the users of option 1 lose.',
    sources: sources('DOC-026', 'DOC-043', 'DOC-046'),
    lookAt:
      'the provider object: implement IMAPIProviderShutdown; the least is a QueryFastShutdown that answers MAPI_E_NO_SUPPORT (the base classes do that unless supportsFastShutdown() says true)',
    scenarios: ['object-contract', 'outlook-exit'],
    controls: true,
    explainedBy: [],
    brokenBy: 'no-interface.ts',
    judge: judgeAbsence,
  },
  {
    id: 'ANS-6',
    group: 'ANS',
    title: 'The answer stays the same over time',
    strength: 'SHOULD',
    kinds: EVERY_KIND,
    stances: ['in'],
    what: 'A provider that answers S_OK right after its logon answers S_OK whenever the client is at rest: some time after its last save, after a Notify that was abandoned, and in the next life. Right after saves it may refuse, while it has something pending that it could not promise; that is said in the result, and no fault. But where that keeps the shutdown right after the last save from being tried, nothing is certified of it: those requirements stay open.',
    why: 'A refusal costs nothing but time: the client leaves the classic way, which must lose nothing either. But what is certified is the fast shutdown of a provider that agrees. One that agrees only until it has been used never leaves fast, and the certificate would be of something that does not happen.',
    how: 'Scenario asked-over-time: a life in which the client asks after its logon, after work, after a pause, after an abandoned Notify and more work, and after another pause; then a second life in which it asks after its logon, and after work and a pause.',
    sources: sources('GAP-06', 'GAP-19'),
    lookAt:
      'supportsFastShutdown(): it must depend on what the provider can do, not on how long it runs, what it was told before, or which life it is; to refuse while something is pending is allowed, when that soon is over',
    scenarios: ['asked-over-time'],
    explainedBy: ['COM-5', 'COM-6', 'TIME-4', 'ANS-1', 'ANS-2'],
    brokenBy: 'refuses-after-abandoned-notify.ts',
    judge: judgeAnswersOverTime,
  },
];

interface Query {
  readonly run: Observation;
  readonly life: ObservedLife;
  readonly call: ObservedCall;
}

function queries(evidence: Evidence): readonly Query[] {
  return fixedRuns(evidence).flatMap((run) =>
    run.lives.flatMap((life) => shutdownCalls(life, 'QueryFastShutdown').map((call) => ({ run, life, call }))),
  );
}

function judgeCodes(evidence: Evidence): Judgement {
  const failures = nothingYet();
  const warnings = nothingYet();
  const codes = new Set<string>();
  const reported = new Set<string>();
  const refusing = new Set<string>();
  for (const { run, call } of queries(evidence)) {
    const code = codeOf(call);
    if (code === null) continue;
    const text = formatHresult(code);
    codes.add(text);
    const who = `${call.provider.name} ${call.provider.kind}`;
    if (FAILED(code)) refusing.add(who);
    else if (code === S_OK && evidence.settings.stance === 'out' && refusing.has(who)) {
      // It was tried as one that refuses: nobody knows what its fast shutdown keeps.
      failures.gaps.push(
        `${identityName(run.identity)}: ${call.provider.name} refused at first and then answered S_OK, and its fast shutdown was not tried; it must answer S_OK from its logon on to be certified as opted in`,
      );
    }
    if (code === S_OK || code === MAPI_E_NO_SUPPORT || reported.has(text)) continue;
    reported.add(text);
    const because = FAILED(code)
      ? 'any failure counts as a refusal, but MAPI_E_NO_SUPPORT is the documented one'
      : 'it is no failure and yet not S_OK, so that one client takes it for a yes and the next for a no';
    const into = FAILED(code) ? warnings : failures;
    into.violations.push(
      violation(run, 'QueryFastShutdown answers S_OK or MAPI_E_NO_SUPPORT', `it answers ${text}`, because),
    );
  }
  if (failures.violations.length === 0 && warnings.violations.length > 0) {
    const [first] = warnings.violations;
    return {
      status: 'warn',
      message: `QueryFastShutdown refuses by another code than MAPI_E_NO_SUPPORT: ${first?.seen ?? ''}`,
      violations: warnings.violations,
    };
  }
  if (codes.size === 0) {
    failures.gaps.push('no call of QueryFastShutdown returned an HRESULT');
    failures.deferredTo.push(...CAUSES_OF_SILENCE);
  }
  return conclude(failures, {
    pass: `QueryFastShutdown answers ${[...codes].join(' and ')}`,
    fail: `QueryFastShutdown answers neither S_OK nor a failure: ${failures.violations[0]?.seen ?? ''}`,
  });
}

function judgeQueryOnly(evidence: Evidence): Judgement {
  const gathered = nothingYet();
  const runs = announcedRuns(evidence, 'query-only');
  if (runs.length === 0) take(gathered, notRun(evidence, 'query-only'));
  for (const run of runs) {
    const judged = judgeRun(run, {
      when: 'after queries and no more',
      also: () => requireWorksOn(run, 'after QueryFastShutdown the provider works on', evidence.observations),
    });
    take(gathered, judged);
    gathered.violations.push(...judged.lost);
  }
  for (const run of announcedRuns(evidence, 'background-work').slice(0, 1)) {
    take(gathered, requireWorksOn(run, 'after QueryFastShutdown the provider works on', evidence.observations));
  }
  const measured = compareBackground(evidence, gathered, {
    scenario: 'background-work',
    when: 'two seconds after the last save',
    without: 'without a query',
    because: 'the query stopped background work that had been making saved items durable',
  });
  const [first] = gathered.violations;
  return conclude(gathered, {
    pass: 'after queries the provider worked on as without them, and a classic logoff lost nothing',
    fail: first === undefined ? '' : `a query changed something: expected ${first.expected}; seen ${first.seen}`,
    measured,
  });
}

function judgeQueryTime(evidence: Evidence): Judgement {
  const { queryBudgetMs } = evidence.settings;
  const gathered = nothingYet();
  const timed = queries(evidence).flatMap(({ run, call }) => {
    const took = durationOf(call);
    return took === null ? [] : [{ run, took }];
  });
  const times = timed.map(({ took }) => took);
  const worst = Math.max(0, ...times);
  // The slowest comes first.
  const slow = timed.filter(({ took }) => took > queryBudgetMs).sort((a, b) => b.took - a.took);
  for (const { run, took } of slow) {
    const expected = `QueryFastShutdown returns within ${milliseconds(queryBudgetMs)}`;
    gathered.violations.push(violation(run, expected, `it took ${milliseconds(took)}`));
  }
  if (times.length === 0) {
    gathered.gaps.push('no call of QueryFastShutdown came back');
    gathered.deferredTo.push(...CAUSES_OF_SILENCE);
  }
  return conclude(gathered, {
    pass: `every query was answered within ${milliseconds(queryBudgetMs)}`,
    fail: `QueryFastShutdown took ${milliseconds(worst)}, the budget is ${milliseconds(queryBudgetMs)}`,
    measured: [
      measuredMs('Query (p95)', quantile(times, 0.95)),
      measuredMs('slowest', worst, queryBudgetMs),
      measuredCount('queries', times.length),
    ],
  });
}

function judgeAbsence(evidence: Evidence): Judgement {
  const gathered = gatherProbes(evidence, ['has-shutdown-interface']);
  const exposure = exposureOf(evidence);
  const cost = exposure === null ? 'what that costs could not be measured' : exposureInWords(exposure);
  return conclude(gathered, {
    pass: 'the provider has IMAPIProviderShutdown',
    fail: `no IMAPIProviderShutdown. Option 1, Outlook's default: the client leaves fast without asking, ${cost}. Option 2: no client leaves fast. Option 3: no difference.`,
    measured: exposure === null ? [] : measuredExposure(exposure),
  });
}
