import test from 'ava';
import type { Evidence, Judgement } from '#harness/catalogue/requirement.js';
import type { ObservedLife, ObservedWatch } from '#harness/recording/observation.js';
import type { Behaviour } from '../../support/box.js';
import { changing, evidenceOf, judged, unproven, unread, without } from '../../support/judging.js';
import { recorded } from '../../support/recorded.js';
import { requirementCases } from '../../support/requirement-cases.js';

type Activity = ObservedWatch['activities'][number];

/** An interval of the provider's fires so often, by slice. */
function timing(counts: readonly number[], repeats = true): Activity {
  return { kind: 'timer', what: 'box-store.js:52', repeats, counts };
}

/** The provider's data changes. */
function writing(counts: readonly number[]): Activity {
  return { kind: 'data', what: 'box.log', repeats: false, counts };
}

/** The provider connects to its server. */
function connecting(counts: readonly number[]): Activity {
  return { kind: 'connection', what: '127.0.0.1:25', repeats: false, counts };
}

const scenario = 'lingering-exit';

requirementCases('QUIET-2', {
  pass: { message: /nothing was written and no connection opened, and the content was the same$/ },
  fail: {
    by: 'writes-after-do',
    message:
      /^expected that after DoFastShutdown nothing is written to the data directory; last-exit\.txt: created with 8 bytes, \d+ ms after DoFastShutdown had returned$/,
    expected: /^after DoFastShutdown nothing is written/,
    seen: /^last-exit\.txt: created with 8 bytes, \d+ ms/,
    scenario,
  },
  open: [
    { evidence: () => without(evidenceOf('in'), scenario), message: /^scenario lingering-exit was not run$/ },
    { evidence: () => unproven(evidenceOf('in'), scenario), message: /^kill unproven in lingering-exit/ },
    { evidence: () => unread(evidenceOf('in'), scenario), message: /^lingering-exit: the read-back is not complete$/ },
  ],
});

test('QUIET-2 breaks by a connection', (t) => {
  const evidence = changing(evidenceOf('in'), scenario, (run) => ({
    ...run,
    lives: run.lives.map((life) => ({ ...life, connected: [{ to: '127.0.0.1:25', afterNs: 5e6 }] })),
  }));
  const { status, violations } = judged('QUIET-2', evidence);
  t.is(status, 'fail');
  t.is(violations[0]?.expected, 'after DoFastShutdown no connection is opened');
  t.is(violations[0]?.seen, '127.0.0.1:25, 5.0 ms after DoFastShutdown had returned');
});

test('QUIET-2 breaks when lingering itself costs something', (t) => {
  const evidence = evidenceOf('in', {
    turn: (box) => {
      if (box.done > 0) box.disk.clear();
      else box.commit();
    },
  });
  const { status, message, violations } = judged('QUIET-2', evidence);
  t.is(status, 'fail');
  t.regex(message, /items lost/);
  t.regex(violations[0]?.because ?? '', /killed at once lost nothing of the kind/);
});

test('QUIET-2 leaves to others what an immediate kill loses too', (t) => {
  const { status, violations } = judged('QUIET-2', recorded('forgets-last-batch'));
  t.is(status, 'pass');
  t.deepEqual(violations, []);
});

const AFTER = 'quiet-after-notify';
const RESUMED = 'resumes-after-notify';

/** What QUIET-1 says of activity in ordinary work and after Notify. */
function afterNotify(
  after: ReturnType<Behaviour['goesOn']>,
  ordinary: ReturnType<Behaviour['goesOn']> = [],
): Judgement {
  return judged('QUIET-1', evidenceOf('in', { goesOn: (span) => (span === 'after-notify' ? after : ordinary) }));
}

requirementCases('QUIET-1', {
  pass: { message: /^after NotifyProcessShutdown nothing new was begun, and what went on, if anything, came to rest$/ },
  fail: {
    by: 'polls-after-notify',
    message:
      /^expected that after NotifyProcessShutdown no connection is opened; seen: \d+ connections to 127\.0\.0\.1:\d+$/,
    expected: /^after NotifyProcessShutdown no connection is opened$/,
    seen: /^\d+ connections/,
    because: /^the same went on before/,
    scenario: AFTER,
  },
  open: [
    { evidence: () => without(evidenceOf('in'), AFTER), message: /^scenario quiet-after-notify was not run$/ },
    { evidence: () => unproven(evidenceOf('in'), AFTER), message: /^kill unproven in quiet-after-notify/ },
    { evidence: () => unread(evidenceOf('in'), AFTER), message: /the read-back is not complete$/ },
    {
      evidence: () => ofFirstLife(AFTER, (life) => ({ ...life, watches: life.watches.slice(0, 1) })),
      message: /^quiet-after-notify: the process was not watched to the end$/,
    },
    {
      evidence: () =>
        ofFirstLife(AFTER, (life) => ({ ...life, watches: life.watches.map((each) => ({ ...each, slices: 4 })) })),
      message: /too few turns to show what goes on in the background$/,
    },
  ],
});

test('QUIET-1 says when a provider has no background work at all', (t) => {
  const { status, measured } = afterNotify([]);
  t.is(status, 'pass');
  t.deepEqual(measured, [{ name: 'kinds of background work', value: 0, unit: 'count' }]);
});

test('QUIET-1 lets saving and what was under way come to an end in the first half', (t) => {
  t.is(afterNotify([timing([9, 9, 9, 9, 9]), writing([1, 1, 1, 1, 1])]).status, 'pass');
  t.is(afterNotify([timing([0, 0, 0, 0, 0, 3, 1], false), writing([0, 0, 0, 0, 0, 1])]).status, 'pass');
  t.is(afterNotify([connecting([0, 1])], [connecting([0, 0, 0, 0, 1])]).status, 'pass');
});

test('QUIET-1 breaks by an interval, by a timer that is set again and again, and by data that goes on changing', (t) => {
  const interval = afterNotify([timing([0, 0, 0, 0, 0, 0, 1])]);
  t.is(interval.violations[0]?.seen, 'the interval that is set at box-store.js:52 fired 1 time');
  const again = afterNotify([timing([1, 1, 1, 1, 1, 1, 0, 1, 1], false)]);
  t.is(again.violations[0]?.seen, 'the timer that is set at box-store.js:52 fired 3 times');
  const data = afterNotify([writing([0, 0, 0, 0, 0, 2, 2])]);
  t.is(data.violations[0]?.seen, 'box.log changed 4 times');
});

test('QUIET-1 breaks by one connection where none was under way', (t) => {
  t.is(afterNotify([connecting([1])]).violations[0]?.seen, '1 connection to 127.0.0.1:25');
  t.is(afterNotify([connecting([1])], [connecting([1])]).status, 'fail');
});

requirementCases('QUIET-3', {
  pass: { message: /^no call of the three methods showed the user anything$/ },
  fail: {
    by: 'opens-a-window',
    message: /DoFastShutdown of opens-a-window shows the user nothing; it called IMAPISupport::DoProgressDialog, which/,
    expected: /^IMAPIProviderShutdown::DoFastShutdown of opens-a-window shows the user nothing$/,
    seen: /answered with MAPI_E_NO_SUPPORT \(0x80040102\)$/,
    because: /^nobody may be there to answer/,
    scenario: 'lingering-exit',
  },
  open: [
    {
      evidence: () => ({ ...evidenceOf('in'), observations: [] }),
      message: /^no shutdown method of the provider was called$/,
    },
  ],
});

test('QUIET-3 leaves a window outside the three methods alone', (t) => {
  const evidence = changing(evidenceOf('in'), 'immediate-exit', (run) => ({
    ...run,
    lives: run.lives.map((life) => ({
      ...life,
      supportCalls: life.calls.map(({ provider }) => ({ provider, method: 'IAddrBook::Address', hr: -1, at: 1 })),
    })),
  }));
  t.is(judged('QUIET-3', evidence).status, 'pass');
});

requirementCases('QUIET-4', {
  pass: {
    message: /^after an abandoned NotifyProcessShutdown all background work that ordinary work shows, if any, went on$/,
  },
  fail: {
    by: 'does-not-resume',
    message: /^background work does not resume: expected three seconds after a save that follows an abandoned Notify/,
    expected: /as much is durable as without a Notify, where 0 items of \d+ were lost$/,
    seen: /^\d+ items? lost, of \d+$/,
    because: /^NotifyProcessShutdown stopped background work/,
    scenario: RESUMED,
  },
  open: [
    { evidence: () => without(evidenceOf('in'), RESUMED), message: /^scenario resumes-after-notify was not run$/ },
    { evidence: () => unproven(evidenceOf('in'), RESUMED), message: /^kill unproven in resumes-after-notify/ },
    { evidence: () => unread(evidenceOf('in'), RESUMED), message: /the read-back is not complete/ },
  ],
});

test('QUIET-4 misses what both spans of ordinary work show, and says so', (t) => {
  const { status, violations } = judged(
    'QUIET-4',
    evidenceOf('in', { goesOn: (span) => (span === 'ordinary' ? [connecting([1, 2])] : []) }),
  );
  t.is(status, 'fail');
  t.is(violations[0]?.expected, 'connections after an abandoned NotifyProcessShutdown, as in ordinary work');
  t.is(violations[0]?.seen, 'none in 3.0 s of work, where ordinary work had shown 6 of them (127.0.0.1:25)');
});

test('QUIET-4 passes where there was nothing to resume, and says so', (t) => {
  const { status, measured } = judged('QUIET-4', evidenceOf('in', { goesOn: () => [] }));
  t.is(status, 'pass');
  t.deepEqual(measured?.at(-1), { name: 'kinds of work to resume', value: 0, unit: 'count' });
});

/** The evidence with the first life of a scenario's told runs changed. */
function ofFirstLife(name: string, change: (life: ObservedLife) => ObservedLife): Evidence {
  return changing(evidenceOf('in'), name, (run) => ({
    ...run,
    lives: run.lives.map((life, index) => (index === 0 ? change(life) : life)),
  }));
}
