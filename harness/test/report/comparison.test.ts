import test from 'ava';
import { compareReports } from '#harness/report/comparison/comparison.js';
import { renderComparisonAsJson } from '#harness/report/comparison/json.js';
import { renderComparisonAsMarkdown } from '#harness/report/comparison/markdown.js';
import { renderComparison } from '#harness/report/comparison/terminal.js';
import { renderComparisonAsHtml } from '#harness/report/html/comparison-page.js';
import { certifiedReport, defaultSettings, failedReport, finding } from '../support/certification-report.js';
import { HOSTILE, hostileReport } from '../support/hostile.js';

const LAYOUT = { width: 80, colour: false };

test('What differs comes first, then what some alone have judged, then what is broken in all', (t) => {
  const one = certifiedReport({
    findings: [
      finding({ id: 'COM-1', group: 'COM' }),
      finding({ id: 'COM-2', group: 'COM', status: 'fail' }),
      finding({ id: 'DUR-1' }),
      finding({ id: 'DUR-2' }),
    ],
  });
  const other = certifiedReport({
    findings: [
      finding({ id: 'COM-1', group: 'COM' }),
      finding({ id: 'COM-2', group: 'COM', status: 'fail' }),
      finding({ id: 'DUR-2', status: 'warn' }),
    ],
  });
  const { requirements } = compareReports([one, other]);
  t.deepEqual(
    requirements.map(({ id, agreement, findings }) => [id, agreement, ...findings.map((each) => each?.status ?? null)]),
    [
      ['DUR-2', 'different', 'pass', 'warn'],
      ['DUR-1', 'partly', 'pass', null],
      ['COM-2', 'broken', 'fail', 'fail'],
      ['COM-1', 'same', 'pass', 'pass'],
    ],
  );
});

test('Certifications that are no equal measure are named: other catalogues and seeds, quick runs, selections', (t) => {
  const quick = certifiedReport({ catalogue: 1, settings: defaultSettings({ quick: true, seed: 8 }) });
  const part = certifiedReport({ settings: defaultSettings({ only: ['DUR'] }), completion: 'interrupted' });
  t.deepEqual(compareReports([certifiedReport(), quick, part]).remarks, [
    'B is a quick run, which plays the fewest lives.',
    'C is a run of DUR alone and a run that was stopped.',
    'Another catalogue: A 2, B 1, C 2.',
    'Another seed: A 7, B 8, C 7.',
  ]);
  t.deepEqual(compareReports([certifiedReport(), failedReport()]).remarks, []);
});

test('On a terminal each difference says what each has come to', (t) => {
  const text = renderComparison(compareReports([failedReport(), certifiedReport()]), LAYOUT);
  t.regex(text, /^ {2}A {2}box-store · seed 7 · .*\n {5}NOT CERTIFIED: /u);
  t.regex(text, /\n {2}DUR-2 .*\n {11}A ✗ failed: .*\n(?: .*\n)* {11}B ✓ passed\n/u);
  t.regex(text, /\n {2}the same \(3\): COM-1, DUR-5, TIME-1\n\n1 of 4 requirements differs\n$/u);
});

test('Markdown has a row for each difference, and JSON everything', (t) => {
  const comparison = compareReports([failedReport(), certifiedReport()]);
  const markdown = renderComparisonAsMarkdown(comparison, LAYOUT);
  t.regex(markdown, /^## 1 of 4 requirements differs\n/u);
  t.regex(markdown, /\n\| \*\*DUR-2\*\* .* \| ✗ failed: .* \| ✓ passed \| different \|\n\n3 more are the same\.\n$/u);
  const { requirements, certifications } = JSON.parse(renderComparisonAsJson(comparison, LAYOUT));
  t.is(requirements.length, 4);
  t.like(requirements[0], { id: 'DUR-2', agreement: 'different', findings: [{ status: 'fail' }, { status: 'pass' }] });
  t.like(certifications[0], { letter: 'A', verdict: 'not-certified', seed: 7 });
});

test('A hostile text stays a text in the page', (t) => {
  const page = renderComparisonAsHtml(compareReports([hostileReport(), certifiedReport()]), LAYOUT);
  t.false(page.includes(HOSTILE));
  t.deepEqual(page.match(/<(?:script|img|iframe|object|embed|link|meta http-equiv="refresh")/gu), ['<link', '<script']);
});
