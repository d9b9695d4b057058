import test from 'ava';
import { exitCodeOf } from '#harness/report/exit-code.js';
import type { CertificationReport } from '#harness/report/report.js';
import { verdictText } from '#harness/report/verdict-text.js';
import { certifiedReport, defaultSettings, failedReport, finding } from '../support/certification-report.js';

const ending = test.macro<[CertificationReport, string, number]>({
  exec(t, report, line, exitCode) {
    const { word, reason } = verdictText(report, 35);
    t.is(`${word}  ${reason}`, line);
    t.is(exitCodeOf(report), exitCode);
  },
  title: (providedTitle) => `The ending of ${providedTitle}`,
});

test('an opted-in store', ending, certifiedReport({ summary: 'opted in' }), 'CERTIFIED  opted in', 0);
test(
  'an opted-out store',
  ending,
  certifiedReport({ verdict: 'certified-opt-out', summary: 'opted out: refuses fast shutdown' }),
  'CERTIFIED  opted out: refuses fast shutdown',
  0,
);
test(
  'a broken store',
  ending,
  failedReport({ summary: '1 of 4 requirements failed (MUST): DUR-2' }),
  'NOT CERTIFIED  1 of 4 requirements failed (MUST): DUR-2',
  1,
);
test(
  'a run with unproven kills',
  ending,
  certifiedReport({ verdict: 'inconclusive', summary: '2 kills could not be proven. Nothing is certified.' }),
  'INCONCLUSIVE  2 kills could not be proven. Nothing is certified.',
  3,
);
test(
  'a selection that passed, which is not certified',
  ending,
  certifiedReport({
    verdict: 'passed',
    findings: [finding({ id: 'SEQ-1' }), finding(), finding({ status: 'not-applicable' })],
    settings: defaultSettings({ only: ['SEQ-1', 'DUR'], skip: ['DUR-3'], scenario: ['outlook-exit'] }),
  }),
  'PASSED  2 of 35 requirements were judged (--only SEQ-1,DUR --skip DUR-3 --scenario outlook-exit)',
  0,
);
test(
  'a selection of one',
  ending,
  certifiedReport({ verdict: 'passed', findings: [finding()], settings: defaultSettings({ only: ['DUR-2'] }) }),
  'PASSED  1 of 35 requirements was judged (--only DUR-2)',
  0,
);
test(
  'a selection that failed',
  ending,
  failedReport({ settings: defaultSettings({ only: ['DUR-2'] }), summary: '1 of 1 requirement failed (MUST): DUR-2' }),
  'NOT CERTIFIED  1 of 1 requirement failed (MUST): DUR-2',
  1,
);
test(
  'an interrupted run, whatever its verdict',
  ending,
  certifiedReport({ completion: 'interrupted' }),
  'INTERRUPTED  3 of 4 requirements were judged before the run was stopped. Nothing is certified.',
  130,
);
test(
  'a run whose time limit was over',
  ending,
  certifiedReport({
    completion: 'interrupted',
    stoppedBy: 'time-limit',
    settings: defaultSettings({ timeLimitMs: 600_000 }),
  }),
  'INCONCLUSIVE  3 of 4 requirements were judged within the time limit of 10 min 0 s. Nothing is certified.',
  3,
);
test(
  'a run that a failure was enough for',
  ending,
  failedReport({ stoppedBy: 'bail', settings: defaultSettings({ bail: true }) }),
  'NOT CERTIFIED  1 of 4 requirements failed (MUST): DUR-2; 3 of 4 requirements were judged, since --bail stopped there',
  1,
);
