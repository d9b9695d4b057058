import test from 'ava';
import { exponentOf } from '#harness/catalogue/groups/time.js';
import { measuredInWords } from '#harness/catalogue/rules/measured.js';
import { E_FAIL, returns } from '../../support/box.js';
import { endingFirstLife, evidenceOf, judged, takingMoreWithEachItem, without } from '../../support/judging.js';
import { recorded } from '../../support/recorded.js';
import { requirementCases } from '../../support/requirement-cases.js';

requirementCases('TIME-1', {
  pass: { message: /^Notify and Do together returned within 5,000 ms each time$/ },
  fail: {
    by: 'slow-do',
    message: /^Notify and Do together took \d+ ms, the budget is 300 ms$/,
    expected: /at most 300 ms$/,
    seen: /^\d+ ms: Notify [\d.]+ ms, Do \d+ ms$/,
    scenario: /^[a-z-]+$/,
  },
  open: [
    {
      evidence: () => ({ ...evidenceOf('in'), observations: [] }),
      message: /^scenario immediate-exit was not run$/,
    },
    {
      evidence: () => evidenceOf('in', { shutdown: () => 'hangs' }),
      message:
        /^no DoFastShutdown came back: immediate-exit: ended by the watchdog in IMAPIProviderShutdown::DoFastShutdown/,
    },
  ],
});

test('TIME-1 adds Notify and Do, and keeps to the budget that is set', (t) => {
  const evidence = evidenceOf('in', { takes: () => 30 });
  const tight = { ...evidence, settings: { ...evidence.settings, budgetMs: 50 } };
  t.regex(judged('TIME-1', tight).message, /took 60 ms, the budget is 50 ms/);
  const measured = judged('TIME-1', evidence).measured ?? [];
  t.true((measured.at(-1)?.value ?? 0) > 40);
  t.deepEqual(measured.slice(0, -1), [
    { name: 'Notify (p95)', value: 30, unit: 'ms' },
    { name: 'Do (p95)', value: 30, unit: 'ms' },
    { name: 'slowest together', value: 60, unit: 'ms', of: 5_000 },
  ]);
});

test('TIME-1 does not add a second Do to the first', (t) => {
  const evidence = evidenceOf('in', { takes: () => 20 });
  const tight = { ...evidence, settings: { ...evidence.settings, budgetMs: 50 } };
  t.is(judged('TIME-1', tight).status, 'pass');
});

requirementCases('TIME-3', {
  pass: {
    message:
      /^with 100, 1,000 and 10,000 items the time of Notify and Do grows no worse than linearly, or stays below 500 ms$/,
  },
  fail: {
    by: takingMoreWithEachItem,
    message: /^the time of Notify and Do grows faster than the number of pending items: exponent 1\.99/,
    expected: /a power of at most 1\.4/,
    seen: /^exponent 1\.99 \(100: 0\.3 ms, 1,000: 10 ms, 10,000: 1,000 ms\)$/,
    scenario: 'bulk-100,bulk-1000,bulk-10000',
  },
  open: [
    { evidence: () => without(evidenceOf('in'), 'bulk-1000'), message: /^scenario bulk-1000 was not run$/ },
    {
      evidence: () => evidenceOf('in', { shutdown: () => returns(E_FAIL) }),
      message: /^bulk-100: DoFastShutdown did not return S_OK/,
    },
  ],
});

function points(...ms: readonly number[]) {
  return ms.map((value, index) => ({ size: 100 * 10 ** index, ms: value }));
}

test('the exponent of times is that of the power that they follow', (t) => {
  t.is(exponentOf(points(10, 100, 1_000))?.toFixed(6), '1.000000');
  t.is(exponentOf(points(10, 1_000, 100_000))?.toFixed(6), '2.000000');
  t.is(exponentOf(points(50, 50, 50))?.toFixed(6), '0.000000');
});

test('times below the noise are left out, or count as long as the noise', (t) => {
  t.is(exponentOf(points(0.1, 0.9, 1.9)), null);
  t.is(exponentOf(points(0.001, 20, 200))?.toFixed(6), '1.000000');
  t.is(exponentOf(points(0.001, 1.5, 200))?.toFixed(6), '2.000000');
});

test('a constant and a line together never look like more than a line', (t) => {
  for (const constant of [0, 0.5, 2, 10, 100]) {
    const slope = exponentOf(points(constant + 0.5, constant + 5, constant + 50)) ?? 0;
    t.true(slope <= 1.0001, `${constant}: ${slope}`);
  }
});

test('TIME-3 does not mind growth that stays below a tenth of the budget', (t) => {
  const evidence = evidenceOf('in', { takes: (_, pending) => (pending * pending) / 1e6 });
  const { status, measured } = judged('TIME-3', evidence);
  t.is(status, 'pass');
  t.is(
    measuredInWords(measured ?? []),
    'exponent of growth: 2.00 · with 100 items: 0.02 ms · with 1,000 items: 2.0 ms · with 10,000 items: 200 ms',
  );
  t.is(judged('TIME-3', { ...evidence, settings: { ...evidence.settings, budgetMs: 500 } }).status, 'fail');
});

test('TIME-3 sees a square also when the machine was slow with the fewest items', (t) => {
  const square = (pending: number): number => (pending === 100 ? 10 : pending ** 2 * 20e-6);
  const { status, message, violations } = judged(
    'TIME-3',
    evidenceOf('in', { takes: (_, pending) => square(pending) }),
  );
  t.is(status, 'fail');
  t.is(
    message,
    'the time of Notify and Do grows faster than the number of pending items: exponent 2.00 from 1,000 to 10,000 (100: 20 ms, 1,000: 40 ms, 10,000: 4,000 ms)',
  );
  t.regex(
    violations[0]?.expected ?? '',
    /a power of at most 1\.4 of the pending items, and of 1\.6 from the second largest/,
  );
});

test('TIME-3 takes a largest number that is three times slower than a line for a slow moment', (t) => {
  const line = (pending: number): number => (pending / 10) * (pending === 10_000 ? 3 : 1);
  t.is(judged('TIME-3', evidenceOf('in', { takes: (_, pending) => line(pending) })).status, 'pass');
});

test('TIME-3 passes when everything is quick', (t) => {
  const { status, measured } = judged('TIME-3', evidenceOf('in', { takes: () => 0.5 }));
  t.is(status, 'pass');
  t.deepEqual(
    measured?.map(({ name, value }) => [name, value]),
    [
      ['with 100 items', 1],
      ['with 1,000 items', 1],
      ['with 10,000 items', 1],
    ],
  );
});

test('TIME-4 accuses nobody of a hang in a provider of the harness itself', (t) => {
  const call = {
    provider: { name: 'mapi-certify mail-store', kind: 'store', session: 0, instance: 2 } as const,
    interface: 'IMSProvider',
    method: 'Logon',
    calledAt: 1,
    returnedAt: null,
    outcome: null,
  };
  const evidence = endingFirstLife(evidenceOf('in'), 'query-only', { ending: 'hung', pendingCall: call });
  const { status, message } = judged('TIME-4', evidence);
  t.is(status, 'inconclusive');
  t.regex(
    message,
    /^query-only: .*IMSProvider::Logon of mapi-certify mail-store.*, which is a provider of the harness$/,
  );
});

requirementCases('TIME-4', {
  pass: { message: /^\d+ lives came to an end without the watchdog$/ },
  fail: {
    by: 'hangs-in-do',
    message:
      /^the provider hung: IMAPIProviderShutdown::DoFastShutdown of hangs-in-do, called at [\d.]+ ms, had not come back after [\d,]+ ms/,
    expected: /goes on until its end/,
    seen: /when the watchdog ended the process$/,
    scenario: 'immediate-exit',
  },
  open: [{ evidence: () => ({ ...evidenceOf('in'), observations: [] }), message: /^no life was lived$/ }],
});

test('TIME-4 says where a life hung outside any call', (t) => {
  const evidence = recorded('hangs-in-do');
  const outside = (lastStep: string | null) => ({
    ...evidence,
    observations: evidence.observations.map((run) => ({
      ...run,
      lives: run.lives.map((life) => ({ ...life, pendingCall: null, lastStep })),
    })),
  });
  t.regex(
    judged('TIME-4', outside('wait')).violations[0]?.seen ?? '',
    /^in step "wait", outside any call of the provider: the life came to no end within [\d,]+ ms, when the watchdog ended the process$/,
  );
  t.regex(judged('TIME-4', outside(null)).violations[0]?.seen ?? '', /while the provider was loaded/);
});
