import test from 'ava';
import type { CertificationReport, RunSummary } from '#harness/report/report.js';
import { renderRunTable } from '#harness/report/show/run-table.js';
import { createStyle } from '#harness/report/style.js';
import { columns } from '#harness/report/text.js';
import { failedReport, finding, violation } from '../../support/certification-report.js';

const [kept] = failedReport().runs;
const run = (changes: Partial<RunSummary>): RunSummary => ({ ...(kept as RunSummary), ...changes });

const RUNS = [
  run({ name: 'object-contract', endings: ['exited'], acknowledged: 9, found: 0 }),
  run({ name: 'outlook-exit' }),
  run({ name: 'random-walks', endings: ['killed', 'killed', 'killed', 'exited', 'killed'], found: 30 }),
  run({ name: 'silent-server', endings: ['hung'], acknowledged: 0, found: 0 }),
];
const FINDINGS = [
  finding({ id: 'DUR-2', status: 'fail', violations: [violation(), violation({ run: 'random-walks' })] }),
  finding({ id: 'SEQ-13', status: 'warn', violations: [violation({ run: 'random-walks' })] }),
];

function draw(width: number, changes: Partial<CertificationReport> = {}, repetitions: readonly RunSummary[] = []) {
  return renderRunTable(failedReport({ runs: RUNS, findings: FINDINGS, ...changes }), {
    width,
    style: createStyle(false),
    repetitions,
    notReadBack: new Set(['object-contract']),
  });
}

test('Each run has how its lives ended, what was found again, and the findings that cite it', (t) => {
  t.deepEqual(draw(80), [
    '  run              its lives                   found again  cited by',
    '  object-contract  exited',
    '  outlook-exit     killed, exited              29 of 30     DUR-2',
    '  random-walks     3 × killed, exited, killed  30 of 30     DUR-2, SEQ-13',
    '  silent-server    hung',
  ]);
});

test('Where a table does not fit each run has several lines', (t) => {
  t.deepEqual(draw(40).slice(0, 5), [
    '  object-contract',
    '    exited',
    '  outlook-exit',
    '    killed, exited · 29 of 30 found',
    '    again · DUR-2',
  ]);
});

test('What was repeated alone is told apart, and cited by nothing', (t) => {
  const lines = draw(80, {}, [run({ name: 'outlook-exit' })]);
  t.deepEqual(lines.slice(-3), [
    '',
    '  repeated alone, in evidence-of-repetitions',
    '  outlook-exit     killed, exited              29 of 30',
  ]);
});

test('No line is wider than the terminal', (t) => {
  for (const width of [40, 80, 110]) {
    const wide = draw(width, {}, RUNS).filter((line) => columns(line) > width);
    t.deepEqual(wide, [], String(width));
  }
});
