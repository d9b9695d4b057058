import test from 'ava';
import type { Finding, FindingStatus } from '#harness/catalogue/requirement.js';
import { measuredInWords, measuredMs } from '#harness/catalogue/rules/measured.js';
import { identityName } from '#harness/recording/identity.js';
import type { Observation } from '#harness/recording/observation.js';
import { runsOf } from '#harness/run/schedule/plan.js';
import type { RunResult } from '#harness/run/schedule/run-result.js';
import { type Verification, verifyFailures } from '#harness/run/schedule/verify-failures.js';
import type { Scenario } from '#harness/scenarios/scenario.js';
import { resultOf } from '../fake-results.js';

const scenario: Scenario = { name: 's', title: '', stances: ['in'], lives: [], trials: 3 };
const runs = runsOf(scenario, 7);

/** A finding for each run, by what its first life's reason says: a judge of fakes. */
function judge(observations: readonly Observation[]): readonly Finding[] {
  return observations.map((each): Finding => {
    const status = (each.lives[0]?.endingReason ?? 'pass') as FindingStatus;
    const name = identityName(each.identity);
    const violation = { expected: '', seen: '', because: null, run: name, scenario: 's', seed: each.identity.seed };
    return {
      id: `DUR-${name}`,
      group: 'DUR',
      title: '',
      strength: 'MUST',
      catalogue: 2,
      status,
      message: `it is ${status}`,
      violations: status === 'pass' ? [] : [violation],
      measured: [measuredMs('Query', status === 'pass' ? 1 : 9)],
      explainedBy: [],
      flaky: false,
    };
  });
}

async function verify(
  first: readonly FindingStatus[],
  second: readonly (FindingStatus | 'interrupted')[],
  strict = false,
): Promise<{
  readonly verification: Verification<RunResult>;
  readonly repeated: readonly string[];
  readonly told: readonly number[];
}> {
  const results = runs.map((run, index): RunResult => resultOf(run, { endingReason: first[index] ?? 'pass' }));
  const repeated: string[] = [];
  const told: number[] = [];
  let running = 0;
  const verification = await verifyFailures({
    findings: judge(results.map(({ observation }) => observation)),
    results,
    strict,
    judge,
    run: async ({ run }) => {
      running += 1;
      if (running > 1) throw new Error('two at once');
      repeated.push(`${identityName(run.identity)} ${run.identity.seed}`);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running -= 1;
      const reason = second[runs.indexOf(run)] ?? 'pass';
      return reason === 'interrupted' ? null : resultOf(run, { endingReason: reason });
    },
    onVerifying: (count) => told.push(count),
  });
  return { verification, repeated, told };
}

const shown = ({ findings }: Verification<RunResult>): readonly unknown[] =>
  findings.map(({ status, flaky, message }) => [status, flaky, message]);

test('nothing is repeated when nothing failed', async (t) => {
  const { verification, repeated, told } = await verify(['pass', 'warn', 'pass'], []);
  t.deepEqual(repeated, []);
  t.deepEqual(told, []);
  t.false(verification.findings.some(({ flaky }) => flaky));
});

test('a failing run is repeated once, with its seed, and a failure seen again is unchanged', async (t) => {
  const { verification, repeated, told } = await verify(['fail', 'pass', 'fail'], ['fail', 'pass', 'fail']);
  t.deepEqual(repeated, ['s 7', 's-trial-3 9']);
  t.deepEqual(told, [2]);
  t.deepEqual(shown(verification), [
    ['fail', false, 'it is fail'],
    ['pass', false, 'it is pass'],
    ['fail', false, 'it is fail'],
  ]);
  t.is(verification.repeated.length, 2);
});

test('a failure that is not seen again stays a failure, and is flaky', async (t) => {
  const { verification } = await verify(['fail', 'pass', 'pass'], ['pass', 'pass', 'pass']);
  t.deepEqual(shown(verification)[0], [
    'fail',
    true,
    'it is fail (flaky: not seen again when the same run was repeated alone)',
  ]);
  t.is(verification.onlyThere.size, 0);
});

test('under strict, a warning is verified as a failure is', async (t) => {
  const { verification, repeated } = await verify(['pass', 'warn', 'pass'], [], true);
  t.deepEqual(repeated, ['s-trial-2 8']);
  t.like(verification.findings[1], { status: 'warn', flaky: true });
});

test('an interruption keeps the first findings', async (t) => {
  const { verification } = await verify(['fail', 'fail', 'pass'], ['fail', 'interrupted', 'pass']);
  t.true(verification.interrupted);
  t.deepEqual(
    verification.findings.map(({ status, flaky }) => [status, flaky]),
    [
      ['fail', false],
      ['fail', false],
      ['pass', false],
    ],
  );
});

test('a failure that only the repetition shows is not hidden', async (t) => {
  const results = runs.map((run) => resultOf(run, { endingReason: 'pass' }));
  const judgeBoth = (observations: readonly Observation[]): readonly Finding[] => {
    const [finding] = judge(observations) as [Finding];
    const again = observations[0]?.lives[0]?.endingReason === 'again';
    return [
      { ...finding, id: 'A', status: again ? 'pass' : 'fail', violations: again ? [] : [violationOf('s')] },
      {
        ...finding,
        id: 'B',
        status: again ? 'fail' : 'pass',
        message: 'it',
        violations: again ? [violationOf('s')] : [],
      },
    ];
  };
  const verification = await verifyFailures({
    findings: judgeBoth(results.map(({ observation }) => observation)),
    results,
    strict: false,
    judge: judgeBoth,
    run: async ({ run }) => resultOf(run, { endingReason: 'again' }),
    onVerifying: () => {},
  });
  t.deepEqual(
    verification.findings.map(({ id, status, flaky }) => [id, status, flaky]),
    [
      ['A', 'fail', true],
      ['B', 'fail', true],
    ],
  );
  t.is(verification.findings[1]?.message, 'it (flaky: seen only when the same run was repeated alone)');
  t.deepEqual([...verification.onlyThere], ['B']);
});

function violationOf(run: string): Finding['violations'][number] {
  return { expected: '', seen: '', because: null, run, scenario: 's', seed: 7 };
}

/** A judge by the clock: its warning compares the runs of two scenarios. */
function judgeTime(observations: readonly Observation[]): readonly Finding[] {
  const [finding] = judge(observations.filter((each) => each.lives[0]?.endingReason === 'warn').slice(0, 1));
  if (finding === undefined)
    return judge(observations)
      .slice(0, 1)
      .map((each) => ({ ...each, id: 'TIME-3' }));
  const violations = finding.violations.map((each) => ({ ...each, scenario: 's,t' }));
  return [{ ...finding, id: 'TIME-3', message: 'it is slow', violations }];
}

for (const [title, second, shownThen, measured] of [
  [
    'is dropped when the runs are quick alone',
    'pass',
    ['pass', false, 'it is pass'],
    'Query: 1.0 ms · Query, with other runs beside it: 9.0 ms',
  ],
  [
    'stays when the runs are slow alone',
    'warn',
    ['warn', false, 'it is slow'],
    'Query: 9.0 ms · Query, with other runs beside it: 9.0 ms',
  ],
] as const) {
  test(`a warning by the clock ${title}`, async (t) => {
    const both = [...runs.slice(0, 1), ...runsOf({ ...scenario, name: 't', trials: 1 }, 7)];
    const results = both.map((run) => resultOf(run, { endingReason: 'warn' }));
    const repeated: string[] = [];
    const verification = await verifyFailures({
      findings: judgeTime(results.map(({ observation }) => observation)),
      results,
      strict: false,
      timed: new Set(['TIME-3']),
      judge: judgeTime,
      run: async ({ run }) => {
        repeated.push(run.identity.scenario);
        return resultOf(run, { endingReason: second });
      },
      onVerifying: () => {},
    });
    t.deepEqual(repeated, ['s', 't'], 'all runs that are compared are repeated');
    t.deepEqual(shown(verification), [shownThen]);
    t.is(measuredInWords(verification.findings[0]?.measured ?? []), measured);
  });
}

test('a failure by the clock is settled by the repetition: as many runs as are slow, until one is slow alone', async (t) => {
  // A judge that shows the slowest run only.
  const slowest = (observations: readonly Observation[]): readonly Finding[] => {
    const findings = judge(observations);
    const one = findings.find(({ status }) => status === 'fail') ?? findings[0];
    return one === undefined ? [] : [{ ...one, id: 'TIME-1' }];
  };
  const repeatedWith = async (second: readonly FindingStatus[]): Promise<readonly unknown[]> => {
    const results = runs.map((run) => resultOf(run, { endingReason: 'fail' }));
    const repeated: string[] = [];
    const { findings } = await verifyFailures({
      findings: slowest(results.map(({ observation }) => observation)),
      results,
      strict: false,
      timed: new Set(['TIME-1']),
      judge: slowest,
      run: async ({ run }) => {
        repeated.push(identityName(run.identity));
        return resultOf(run, { endingReason: second[runs.indexOf(run)] ?? 'pass' });
      },
      onVerifying: () => {},
    });
    return [findings[0]?.status, findings[0]?.flaky, ...repeated];
  };
  t.deepEqual(await repeatedWith([]), ['pass', false, 's', 's-trial-2', 's-trial-3']);
  t.deepEqual(await repeatedWith(['pass', 'fail']), ['fail', false, 's', 's-trial-2']);
});

test('where only the clock is asked again, a failure of another kind stands as it was seen', async (t) => {
  const results = runs.map((run): RunResult => resultOf(run, { endingReason: 'fail' }));
  const findings = judge(results.map(({ observation }) => observation));
  const repeated: string[] = [];
  const verification = await verifyFailures({
    findings,
    results,
    strict: false,
    onlyTimed: true,
    timed: new Set([findings[0]?.id ?? '']),
    judge,
    run: async ({ run }) => {
      repeated.push(identityName(run.identity));
      return resultOf(run, { endingReason: 'fail' });
    },
    onVerifying: () => {},
  });
  t.deepEqual(repeated, ['s']);
  t.deepEqual(
    verification.findings.map(({ status, flaky }) => `${status} ${flaky}`),
    ['fail false', 'fail false', 'fail false'],
  );
});

for (const [title, alone, expected] of [
  ['that comes again is a failure on its own', 'fail', ['fail', false, 'it is fail']],
  ['that does not come again has passed', 'pass', ['pass', false, 'it is pass']],
] as const) {
  test(`what only a slow run explained is judged on its own when that run is quick alone: a failure ${title}`, async (t) => {
    const [slowRun, failingRun] = runs as readonly [(typeof runs)[0], (typeof runs)[0], ...typeof runs];
    const results = [slowRun, failingRun].map((run) => resultOf(run, { endingReason: 'fail' }));
    const judgeBoth = (observations: readonly Observation[]): readonly Finding[] => {
      const [slow, failing] = judge(observations) as readonly [Finding, Finding];
      const isExplained = slow.status === 'fail' && failing.status === 'fail';
      const explained = { status: 'inconclusive', message: 'explained by TIME-1', explainedBy: ['TIME-1'] } as const;
      return [{ ...slow, id: 'TIME-1' }, isExplained ? { ...failing, ...explained } : failing];
    };
    const repeated: string[] = [];
    const verification = await verifyFailures({
      findings: judgeBoth(results.map(({ observation }) => observation)),
      results,
      strict: false,
      timed: new Set(['TIME-1']),
      judge: judgeBoth,
      run: async ({ run }) => {
        repeated.push(identityName(run.identity));
        return resultOf(run, { endingReason: run === slowRun ? 'pass' : alone });
      },
      onVerifying: () => {},
    });
    t.deepEqual(repeated, ['s', 's-trial-2'], 'its run is repeated as well');
    t.deepEqual(shown(verification), [['pass', false, 'it is pass'], expected]);
  });
}
