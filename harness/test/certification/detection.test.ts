import test from 'ava';
import { requirement } from '../support/certification-report.js';
import { detect } from './support/detection.js';
import { renderDetection, renderRows, totalsOf } from './support/detection-page.js';
import type { Expectation } from './support/expectation.js';
import type { Outcome } from './support/outcome.js';

const requirements = ['DUR-1', 'DUR-2', 'SEQ-7'].map((id) => requirement({ id }));

const losesAll: Expectation = {
  provider: 'broken/loses-all',
  verdict: 'not-certified',
  fails: { 'DUR-1': { message: /^\d+ items lost$/ } },
};
const failsTwice: Expectation = {
  provider: 'broken/fails-twice',
  verdict: 'certified',
  warns: { 'SEQ-7': { message: 'the second Do failed' } },
};
const shouts: Expectation = { provider: 'broken/shouts', verdict: 'certified' };

function outcome(provider: string, findings: Outcome['findings']): Outcome {
  const quick = Object.keys(findings);
  return { provider, findings, mismatches: [], quick };
}

const good = [
  outcome('broken/loses-all', { 'DUR-1': { status: 'fail', message: '60 items lost' } }),
  outcome('broken/fails-twice', { 'SEQ-7': { status: 'warn', message: 'the second Do failed' } }),
  outcome('broken/shouts', { 'DUR-1': { status: 'pass', message: 'nothing lost' } }),
];

test('A breach whose finding says what is expected is caught', (t) => {
  const detection = detect(requirements, [losesAll, failsTwice, shouts], good);
  t.deepEqual(
    detection.rows.map(({ caught }) => caught),
    [['loses-all'], [], ['fails-twice']],
  );
  t.deepEqual(detection.missedByQuick, []);
  t.is(
    totalsOf(detection),
    '3 broken providers, 3 requirements: caught 100 % (the quick mode: 100 %), wrongly accused 0',
  );
  t.deepEqual(detection.innocent, ['shouts']);
});

for (const [what, findings] of [
  ['no finding', {}],
  ['a pass', { 'DUR-1': { status: 'pass', message: '60 items lost' } }],
  ['a warning in place of a failure', { 'DUR-1': { status: 'warn', message: '60 items lost' } }],
  ['a failure that says something else', { 'DUR-1': { status: 'fail', message: 'the kill failed' } }],
] as const) {
  test(`A breach with ${what} is silent`, (t) => {
    const detection = detect(requirements, [losesAll], [outcome('broken/loses-all', findings)]);
    t.deepEqual(detection.rows[0]?.silent, ['loses-all']);
    t.is(detection.caughtPercent, 0);
    t.deepEqual(renderRows(detection), ['DUR-1  SILENT  loses-all']);
  });
}

test('Nearly all is not 100 %', (t) => {
  const providers = Array.from({ length: 300 }, (_, i) => ({ ...losesAll, provider: `broken/loses-${i}` }));
  const outcomes = providers.slice(1).map(({ provider }) => outcome(provider, good[0]?.findings ?? {}));
  t.is(detect(requirements, providers, outcomes).caughtPercent, 99);
});

test('A provider that is told of a breach which is none of its own is wrongly accused', (t) => {
  const findings = {
    'DUR-2': { status: 'warn', message: 'slow' },
    'SEQ-7': { status: 'inconclusive', message: '' },
  } as const;
  const detection = detect(requirements, [shouts], [outcome('broken/shouts', findings)]);
  t.deepEqual(
    detection.rows.map(({ accused }) => accused),
    [[], ['shouts'], []],
  );
  t.is(detection.accusations, 1);
});

test('The page says of a report why nobody breaks it', (t) => {
  const page = renderDetection(detect([requirement({ id: 'DUR-9', strength: 'REPORT', brokenBy: null })], [], []));
  t.regex(page, /^\| \[DUR-9\].* \| a report, which never fails \| {2}\| {2}\| {2}\|$/m);
});

test('Who is caught, and not by the quick mode, is named', (t) => {
  const [first, ...others] = good;
  const outcomes = [...(first === undefined ? [] : [{ ...first, quick: [] }]), ...others];
  const detection = detect(requirements, [losesAll, failsTwice, shouts], outcomes);
  t.deepEqual(detection.missedByQuick, ['loses-all']);
  t.is(
    totalsOf(detection),
    '3 broken providers, 3 requirements: caught 100 % (the quick mode: 50 %), wrongly accused 0',
  );
  t.deepEqual(
    detection.rows.map(({ quick }) => quick),
    [[], [], ['fails-twice']],
  );
});
