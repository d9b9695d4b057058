import test from 'ava';
import { renderAnnotations } from '#harness/report/annotations.js';
import { exitCodeOf } from '#harness/report/exit-code.js';
import { expectationErrors, expectationsOf } from '#harness/report/expectations.js';
import { renderAsHtml } from '#harness/report/html/page.js';
import { renderJson } from '#harness/report/json.js';
import { renderMarkdown } from '#harness/report/markdown.js';
import type { CertificationReport, ExpectedFailure } from '#harness/report/report.js';
import { renderTap } from '#harness/report/tap.js';
import { renderTerminal } from '#harness/report/terminal.js';
import { testCases } from '#harness/report/test-cases.js';
import { verdictText } from '#harness/report/verdict-text.js';
import {
  certifiedReport,
  defaultSettings,
  failedReport,
  finding,
  requirement,
} from '../support/certification-report.js';

const DUR_2: ExpectedFailure = {
  id: 'DUR-2',
  reason: 'the queue is rewritten',
  owner: 'store team',
  expires: '2026-01-01',
};

function expecting(...expectedFailures: readonly ExpectedFailure[]): Partial<CertificationReport> {
  return { expectedFailures, settings: defaultSettings({ expectedFailures: 'known.json' }) };
}

const states = (report: CertificationReport): readonly string[] => expectationsOf(report).map(({ state }) => state);
const terminal = (report: CertificationReport): string =>
  renderTerminal(report, { width: 100, colour: false, requirements: [requirement()] }).join('\n');

test('A failure that is expected until today ends with 0, and nothing is certified', (t) => {
  const report = failedReport(expecting(DUR_2));
  t.deepEqual(states(report), ['fails']);
  t.is(exitCodeOf(report), 0);
  t.deepEqual(verdictText(report, 4), {
    word: 'NOT CERTIFIED',
    reason: '1 of 4 requirements failed (MUST): DUR-2; all of them are expected. Nothing is certified.',
  });
});

test('A failure that nobody expects ends with 1 beside one that is expected', (t) => {
  const other = finding({ id: 'SEQ-1', group: 'SEQ', status: 'fail' });
  const { findings } = failedReport();
  const report = failedReport({ ...expecting(DUR_2), findings: [...findings, other] });
  t.is(exitCodeOf(report), 1);
  t.true(verdictText(report, 4).reason.endsWith('; expected: DUR-2'));
  t.deepEqual(
    testCases(report, []).map(({ outcome }) => outcome),
    ['passed', 'expected', 'skipped', 'passed', 'failed'],
  );
});

test('Beside an expected failure a MUST that could not be judged leaves it inconclusive', (t) => {
  const { findings } = failedReport();
  const open = finding({ id: 'SEQ-1', group: 'SEQ', status: 'inconclusive', message: 'not run' });
  t.is(exitCodeOf(failedReport({ ...expecting(DUR_2), findings: [...findings, open] })), 3);
  const explained = { ...open, explainedBy: ['DUR-2'] };
  t.is(exitCodeOf(failedReport({ ...expecting(DUR_2), findings: [...findings, explained] })), 0);
});

test('A failure that is expected no longer is an error, also where all passed', (t) => {
  const report = certifiedReport(expecting(DUR_2));
  t.deepEqual(states(report), ['no-longer-fails']);
  t.is(exitCodeOf(report), 1);
  const message =
    'DUR-2 no longer fails, and known.json expects it to, until 2026-01-01: the queue is rewritten (store team); take the entry out';
  t.deepEqual(expectationErrors(report), [{ id: 'DUR-2', message }]);
  t.true(terminal(report).replaceAll(/\s+/gu, ' ').includes(message));
  t.true(renderMarkdown(report, []).includes('DUR-2 no longer fails'));
  t.true(renderAsHtml(report, { width: 80, colour: false }).includes('DUR-2 no longer fails'));
  t.regex(renderTap(report, []), /^not ok 5 - expected failure DUR-2$/mu);
  t.regex(renderAnnotations(report, []).join('\n'), /^::error title=expected failure DUR-2::DUR-2 no longer fails/mu);
});

test('A requirement that does not apply does not fail', (t) => {
  t.deepEqual(states(certifiedReport(expecting({ ...DUR_2, id: 'DUR-5' }))), ['no-longer-fails']);
});

test('The day after the last one a failure is a failure, and the entry an error', (t) => {
  const report = failedReport(expecting({ ...DUR_2, expires: '2025-12-31' }));
  t.deepEqual(states(report), ['expired']);
  t.is(exitCodeOf(report), 1);
  t.is(verdictText(report, 4).reason, '1 of 4 requirements failed (MUST): DUR-2');
  t.regex(terminal(report), /DUR-2 was expected to fail until 2025-12-31/u);
});

test('Of what was not judged, or only in part, nobody says that it no longer fails', (t) => {
  t.deepEqual(states(certifiedReport(expecting({ ...DUR_2, id: 'SEQ-1' }))), ['not-judged']);
  t.is(exitCodeOf(certifiedReport(expecting({ ...DUR_2, id: 'SEQ-1' }))), 0);
  t.deepEqual(states(certifiedReport({ ...expecting(DUR_2), completion: 'interrupted' })), ['not-judged']);
});

test('A warning that fails only strictly is expected as well', (t) => {
  const warned = finding({ id: 'DUR-2', strength: 'SHOULD', status: 'warn' });
  const strict = defaultSettings({ strict: true, expectedFailures: 'known.json' });
  const report = certifiedReport({
    ...expecting(DUR_2),
    settings: strict,
    findings: [warned],
    verdict: 'not-certified',
  });
  t.is(exitCodeOf(report), 0);
  t.is(exitCodeOf({ ...report, expectedFailures: [] }), 1);
});

test('Each report says that a failure is expected, until when, why, and who answers for it', (t) => {
  const report = failedReport(expecting(DUR_2));
  const words = 'until 2026-01-01: the queue is rewritten (store team)';
  t.true(terminal(report).includes(`known     expected ${words}`));
  t.true(renderMarkdown(report, []).includes(`known     expected ${words}`));
  t.true(renderAsHtml(report, { width: 80, colour: false }).includes(`expected ${words}`));
  t.true(renderTap(report, []).includes(`# TODO expected ${words}`));
  t.regex(renderAnnotations(report, []).join('\n'), /^::notice title=DUR-2 .*::expected until 2026-01-01/mu);
  const { expectedFailures } = JSON.parse(renderJson(report));
  t.deepEqual(expectedFailures, [{ ...DUR_2, state: 'fails' }]);
});

test('A certification without an interface is not certified by what is expected', (t) => {
  const report = certifiedReport({ ...expecting({ ...DUR_2, id: 'SEQ-1' }), verdict: 'not-certified' });
  t.is(exitCodeOf(report), 1);
});
