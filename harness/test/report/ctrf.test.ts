import test from 'ava';
import { validateStrict } from 'ctrf';
import { renderCtrf } from '#harness/report/ctrf.js';
import { exitCodeOf } from '#harness/report/exit-code.js';
import type { CertificationReport } from '#harness/report/report.js';
import { failedReport, finding, requirement, violation } from '../support/certification-report.js';
import { hostileReport, SORTS } from '../support/hostile.js';

interface Document {
  readonly results: {
    readonly summary: Readonly<Record<string, number>>;
    readonly tests: readonly (Readonly<Record<string, unknown>> & { readonly name: string; readonly trace?: string })[];
    readonly environment: { readonly extra: Readonly<Record<string, string>> };
  };
}

function parsed(report: CertificationReport): Document {
  return JSON.parse(renderCtrf(report, [requirement()])) as Document;
}

for (const [sort, report] of Object.entries(SORTS)) {
  test(`A ${sort} report is as the schema of CTRF says, and red exactly when the exit code is not 0`, (t) => {
    const document = parsed(report);
    t.notThrows(() => validateStrict(document));
    const { summary, tests } = document.results;
    t.is((summary['failed'] ?? 0) > 0, exitCodeOf(report) !== 0);
    t.is(summary['tests'], tests.length);
    for (const status of ['passed', 'failed', 'skipped', 'other']) {
      t.is(summary[status], tests.filter((each) => each['status'] === status).length, status);
    }
  });
}

test('The schema finds what is wrong', (t) => {
  t.throws(() => validateStrict({ ...parsed(failedReport()), reportFormat: 'other' }));
});

test('A failure has its detail as trace, and the calls as output', (t) => {
  const { tests, summary, environment } = parsed(failedReport()).results;
  const failed = tests.find(({ name }) => name.startsWith('DUR-2 '));
  t.like(failed, {
    status: 'failed',
    rawStatus: 'fail',
    duration: 120,
    message: 'subject "v1" in the second life',
    flaky: false,
    tags: ['MUST'],
  });
  t.regex(failed?.trace ?? '', /^expected [\s\S]*^again +mapi-certify .*--only DUR-2/mu);
  t.regex(String(failed?.['stdout']), /DoFastShutdown/u);
  t.is(summary['stop'], (summary['start'] ?? 0) + 9_800);
  t.like(environment.extra, { verdict: 'not-certified', seed: '7' });
});

test('A warning is neither passed nor failed, and a flaky finding is counted', (t) => {
  const warned = finding({ status: 'warn', strength: 'SHOULD', violations: [violation()], flaky: true });
  const { tests, summary } = parsed(failedReport({ verdict: 'certified', findings: [warned] })).results;
  t.is(tests[0]?.['status'], 'other');
  t.is(summary['flaky'], 1);
});

test('Of a hostile text no line is a command to a CI server, and none paints a terminal', (t) => {
  const text = renderCtrf(hostileReport(), [requirement()]);
  t.notRegex(text, /##vso\[|##\[error\]|^\s*::/mu);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
  t.notRegex(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/u);
});
