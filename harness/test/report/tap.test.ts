import test from 'ava';
import { type FinalResults, Parser, type Result } from 'tap-parser';
import { exitCodeOf } from '#harness/report/exit-code.js';
import type { CertificationReport } from '#harness/report/report.js';
import { renderTap } from '#harness/report/tap.js';
import { failedReport, finding, requirement, violation } from '../support/certification-report.js';
import { hostileReport, SORTS } from '../support/hostile.js';

/** As a harness that accepts nothing but TAP reads it. */
function parsed(report: CertificationReport): { readonly final: FinalResults; readonly points: readonly Result[] } {
  const points: Result[] = [];
  const parser = new Parser({ strict: true, bail: false });
  parser.on('assert', (result: Result) => points.push(result));
  parser.end(renderTap(report, [requirement()]));
  if (parser.results === null) throw new Error('the parser came to no result');
  return { final: parser.results, points };
}

for (const [sort, report] of Object.entries(SORTS)) {
  test(`A ${sort} report is strict TAP, and red exactly when the exit code is not 0`, (t) => {
    const { final, points } = parsed(report);
    // A strict parser counts every line that is no TAP as a failure; what fails here are test points, or it bails out.
    t.deepEqual(
      final.failures.filter((failure) => failure.tapError !== null),
      [],
    );
    t.is(final.ok, exitCodeOf(report) === 0);
    t.is(final.plan.end, final.count);
    t.is(points.length, final.count);
    t.true(renderTap(report, []).startsWith('TAP version 14\n1..'));
  });
}

test('A failure has its detail below it', (t) => {
  const { points } = parsed(failedReport());
  const failed = points.find(({ ok }) => !ok);
  t.true(failed?.name.startsWith('DUR-2 Changed'));
  t.like(failed?.diag, { message: 'subject "v1" in the second life', severity: 'fail' });
  t.is(failed?.time, 120);
  const detail = String(failed?.diag?.['detail']);
  t.regex(detail, /expected +message "budget-q3"/u);
  t.regex(detail, /again +mapi-certify/u);
  t.regex(detail, /killed 14\.910 ms/u);
});

test('What does not apply is skipped, and a broken SHOULD is to be done', (t) => {
  const { points } = parsed(failedReport());
  t.is(points.find(({ name }) => name.startsWith('DUR-5 '))?.skip, 'not applicable: holds');
  const warned = finding({ status: 'warn', strength: 'SHOULD', violations: [violation()] });
  const { final } = parsed(failedReport({ verdict: 'certified', findings: [warned] }));
  t.true(final.ok);
  t.is(final.todo, 1);
});

test('An interrupted run bails out', (t) => {
  t.is(parsed(failedReport({ completion: 'interrupted' })).final.bailout, 'the run was interrupted');
});

test('A hostile text can neither add a test point nor make one pass', (t) => {
  const { final, points } = parsed(hostileReport());
  t.is(final.count, hostileReport().findings.length);
  t.deepEqual(
    points.filter(({ skip, todo }) => skip === false && todo === false).map(({ ok }) => ok),
    [true, false, false],
  );
  t.notRegex(renderTap(hostileReport(), []), /##vso\[|##\[error\]|^\s*::/mu);
});
