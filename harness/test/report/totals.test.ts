import test from 'ava';
import { totalsSentences } from '#harness/report/totals.js';
import { COMPARED_MAIL, certifiedReport, NOTHING_COMPARED } from '../support/certification-report.js';

test('One life, one kill and one item are singular', (t) => {
  const totals = {
    lives: 1,
    processes: 1,
    kills: 1,
    killsProven: 1,
    livesWithTwoThreads: 0,
    acknowledged: 1,
    found: 1,
  };
  t.deepEqual(totalsSentences(certifiedReport({ totals, exposure: null })), [
    '1 life, 1 kill, proven · 1 item acknowledged, 1 found again',
  ]);
});

test('Kills that are not proven are not called proven', (t) => {
  const totals = {
    lives: 48,
    processes: 48,
    kills: 24,
    killsProven: 22,
    livesWithTwoThreads: 0,
    acknowledged: 10,
    found: 9,
  };
  t.is(
    totalsSentences(certifiedReport({ totals }))[0],
    '48 lives, 24 kills, 22 proven · 10 items acknowledged, 9 found again',
  );
});

test('Where one process has lived several lives, both are counted', (t) => {
  const totals = {
    lives: 48,
    processes: 31,
    kills: 24,
    killsProven: 24,
    livesWithTwoThreads: 0,
    acknowledged: 10,
    found: 10,
  };
  t.regex(totalsSentences(certifiedReport({ totals }))[0] ?? '', /^48 lives in 31 processes, 24 kills, all proven · /);
});

test('Without a kill none is called proven, and without items none is said to be found', (t) => {
  const totals = {
    lives: 2,
    processes: 2,
    kills: 0,
    killsProven: 0,
    livesWithTwoThreads: 0,
    acknowledged: 0,
    found: 0,
  };
  t.is(totalsSentences(certifiedReport({ totals }))[0], '2 lives, no kills');
});

test('A control that lost nothing shows a write-through store', (t) => {
  t.is(
    totalsSentences(certifiedReport({ exposure: { acknowledged: 1_440, lost: 0 } }))[1],
    'Without fast shutdown the same kills would have cost none of 1,440 items: this provider is write-through.',
  );
});

test('For a provider without the interface, the exposure is that of every fast shutdown', (t) => {
  const provider = { ...certifiedReport().provider, stance: 'none' } as const;
  t.is(
    totalsSentences(certifiedReport({ provider }))[1],
    'Kills of which nobody told it cost 611 of 1,440 items (42 %).',
  );
  t.is(
    totalsSentences(certifiedReport({ provider, exposure: { acknowledged: 10, lost: 0 } }))[1],
    'Kills of which nobody told it cost none of 10 items.',
  );
});

test('For a store that refuses, the exposure is that of leaving out the classic exit', (t) => {
  const provider = { ...certifiedReport().provider, stance: 'out' } as const;
  t.is(
    totalsSentences(certifiedReport({ provider }))[1],
    'Without the classic exit the same kills would have cost 611 of 1,440 items (42 %).',
  );
});

test('What was compared is said by values, the largest of them, and what belongs to items', (t) => {
  t.is(
    totalsSentences(certifiedReport({ compared: COMPARED_MAIL, exposure: null })).at(-1),
    'Compared: 6,900 values of 3 property types (the largest: 3,000,000 bytes), 700 recipients, 310 attachments, 12 embedded messages.',
  );
  const types = { PT_LONG: { values: 1, largestBytes: 0 } };
  t.is(
    totalsSentences(certifiedReport({ compared: { ...NOTHING_COMPARED, types }, exposure: null })).at(-1),
    'Compared: 1 value of 1 property type.',
  );
});

test('What a store says that it does not keep is not compared, and that is said', (t) => {
  const compared = { ...COMPARED_MAIL, notKept: ['read flags'] } as const;
  t.regex(
    totalsSentences(certifiedReport({ compared, exposure: null })).at(-1) ?? '',
    / embedded messages\. Not compared, since the store says that it keeps none: read flags\.$/,
  );
});

test('What a provider never does was not tried, and that is said', (t) => {
  const compared = { ...COMPARED_MAIL, leftOut: ['deleting folders', 'moving messages'] } as const;
  t.regex(
    totalsSentences(certifiedReport({ compared, exposure: null })).at(-1) ?? '',
    / embedded messages\. Not tried, since the provider refuses it: deleting folders and moving messages\.$/,
  );
});

test('On which thread a library was called is said where it was not that of JavaScript', (t) => {
  const report = certifiedReport();
  const last = (livesWithTwoThreads: number, twoThreads: boolean): string | undefined =>
    totalsSentences({
      ...report,
      totals: { ...report.totals, livesWithTwoThreads },
      settings: { ...report.settings, twoThreads },
    }).at(-1);
  t.notRegex(last(0, false) ?? '', /thread/);
  t.is(last(48, true), 'The library was called on a thread of its own, as --two-threads says.');
  t.is(
    last(47, false),
    "A thread of the library's own called MAPI while the library was being called: 47 of 48 lives called it on a thread of its own, as with --two-threads.",
  );
  t.regex(last(48, false) ?? '', /: each life called it on a thread of its own/);
  t.is(
    totalsSentences({
      ...report,
      totals: { ...report.totals, livesWithTwoThreads: 48 },
      settings: { ...report.settings, asan: true },
    }).at(-1),
    'AddressSanitizer watched the library, which was called on a thread of its own, as --asan says.',
  );
});
