import { MAPI_E_NO_SUPPORT } from '@mapi-kit/sdk';
import test from 'ava';
import type { Evidence } from '#harness/catalogue/requirement.js';
import type { Phase } from '#harness/recording/events.js';
import type { ObservedLife } from '#harness/recording/observation.js';
import { E_FAIL, returns } from '../../support/box.js';
import { changing, endingFirstLife, evidenceOf, judged, unproven, unread, without } from '../../support/judging.js';
import { facts } from '../../support/recordings.js';
import { requirementCases } from '../../support/requirement-cases.js';

const doReturns = (name: string): RegExp =>
  new RegExp(`^IMAPIProviderShutdown::DoFastShutdown of ${name} returns S_OK$`);
const FOLDER = /^folder "f1 v1" \(saved at \d+\.\d{3} ms, acknowledged S_OK\)$/;
const NOTHING = /^nothing in the second life$/;

/** What every sequence needs: its runs, proven kills or orderly ends, and a complete read-back. */
function missing(scenario: string, stance: 'in' | 'out' = 'in', killed = true) {
  return [
    {
      evidence: () => without(evidenceOf(stance), scenario),
      message: new RegExp(`^scenario ${scenario} was not run`),
    },
    {
      evidence: () => unread(evidenceOf(stance), scenario),
      message: new RegExp(`^${scenario}: the read-back is not complete`),
    },
    {
      evidence: () =>
        endingFirstLife(evidenceOf(stance), scenario, { ending: 'broken', endingReason: 'the disk is full' }),
      message: new RegExp(`^${scenario}, first life: the disk is full`),
    },
    ...(killed
      ? [
          {
            evidence: () => unproven(evidenceOf(stance), scenario),
            message: new RegExp(`^kill unproven in ${scenario}, first life: the process ended by itself with code 0`),
          },
        ]
      : []),
  ];
}

requirementCases('SEQ-1', {
  pass: { message: /^after Query, Notify, Do with pauses: all 63 items found as acknowledged, in 3 runs$/ },
  fail: {
    by: 'do-fails-when-paused',
    message:
      /^after Query, Notify, Do with pauses: expected that .*DoFastShutdown of do-fails-when-paused returns S_OK; it returned MAPI_E_TIMEOUT \(0x80040401\)$/,
    expected: doReturns('do-fails-when-paused'),
    seen: /^it returned MAPI_E_TIMEOUT \(0x80040401\)$/,
    scenario: 'outlook-exit',
  },
  open: missing('outlook-exit'),
});

requirementCases('SEQ-2', {
  pass: { message: /all 63 items found as acknowledged, in 3 runs$/ },
  fail: {
    by: 'needs-a-turn-to-commit',
    message: /in one turn right after the last save: \d+ items lost, in 1 of 1 run$/,
    expected: FOLDER,
    seen: NOTHING,
    because:
      /^DoFastShutdown, called \d+ ms after the save, returned S_OK \(0x00000000\) in [\d.]+ ms; where the process lingered \(lingering-exit\), objects\.log: .*, which is too late$/,
    scenario: 'immediate-exit',
  },
  open: missing('immediate-exit'),
});

requirementCases('SEQ-3', {
  pass: { message: /^after a neighbour has refused: all 21 items/ },
  fail: {
    by: 'drops-changes-when-refused-by-neighbour',
    message: /^after a neighbour has refused: \d+ items lost, in 1 of 1 run$/,
    expected: FOLDER,
    seen: NOTHING,
    because: /the client left the classic way: Logoff returned S_OK/,
    scenario: 'neighbour-refuses',
  },
  open: [
    ...missing('neighbour-refuses', 'in', false),
    {
      evidence: () =>
        changing(evidenceOf('in'), 'neighbour-refuses', (run) => ({
          ...run,
          lives: run.lives.map((life) => ({
            ...life,
            calls: life.calls.filter(({ provider }) => !provider.name.startsWith('mapi-certify ')),
          })),
        })),
      message: /^neighbour-refuses: the neighbour did not refuse/,
    },
  ],
});

requirementCases('SEQ-4', {
  pass: { message: /^after an abandoned Notify: all 31 items/ },
  fail: {
    by: 'stops-after-abandoned-notify',
    message: /^after an abandoned Notify: \d+ items lost, in 1 of 1 run$/,
    expected: /^message "m\d+ v1" in f1 \(saved at [\d.]+ ms, acknowledged S_OK\)$/,
    seen: NOTHING,
    scenario: 'abandoned-after-notify',
    because: /^it was saved after NotifyProcessShutdown; the client left the classic way/,
  },
  open: missing('abandoned-after-notify', 'in', false),
});

test('SEQ-4 breaks by a crash, and names the step', (t) => {
  const evidence = evidenceOf('in', { crashesSoon: (box) => box.notified > 0 && box.done === 0 });
  const { status, violations } = judged('SEQ-4', evidence);
  t.is(status, 'fail');
  t.is(violations[0]?.expected, 'the first life goes on until the client ends it');
  t.regex(violations[0]?.seen ?? '', /nobody caught ended the process in step "wait".*the lock is gone/);
});

test('a process that ends with code 0 is a crash where the client leaves the classic way, and no proof before a kill', (t) => {
  const quietEnd = {
    ending: 'died',
    endingReason: 'the process ended by itself with code 0 in step "wait"',
    facts: facts({ exitCode: 0 }),
  } as const;
  t.is(judged('SEQ-4', endingFirstLife(evidenceOf('in'), 'abandoned-after-notify', quietEnd)).status, 'fail');
  const killed = judged('SEQ-1', endingFirstLife(evidenceOf('in'), 'outlook-exit', quietEnd));
  t.is(killed.status, 'inconclusive');
  t.regex(killed.message, /^kill unproven in outlook-exit, first life/);
});

requirementCases('SEQ-5', {
  pass: { stance: 'out', message: /^after a refusal and a Notify: all 21 items/ },
  fail: {
    by: 'crashes-when-notified-after-refusal',
    message: /expected that the first life goes on until the client ends it; an exception that nobody caught/,
    expected: /^the first life goes on until the client ends it$/,
    seen: /TypeError: the writer was never started, at .*crashes-when-notified-after-refusal\.js/,
    scenario: 'query-refused-then-notify',
  },
  open: missing('query-refused-then-notify', 'out', false),
});

requirementCases('SEQ-6', {
  pass: { message: /^after Do without Notify: all 21 items/ },
  fail: {
    by: 'commits-only-in-notify',
    message: /^after Do without Notify: \d+ items lost, in 1 of 1 run$/,
    expected: FOLDER,
    seen: NOTHING,
    because: /returned S_OK/,
    scenario: 'do-without-notify',
  },
  open: missing('do-without-notify'),
});

requirementCases('SEQ-7', {
  pass: { message: /^after Notify and Do twice each: all 21 items/ },
  fail: {
    by: 'fails-second-do',
    message: /returns S_OK; it returned E_UNEXPECTED \(0x8000FFFF\)$/,
    expected: doReturns('fails-second-do'),
    seen: /E_UNEXPECTED/,
    scenario: 'repeated-calls',
  },
  open: missing('repeated-calls'),
});

requirementCases('SEQ-14', {
  pass: { message: /^after Notify and Do twice each: all 21 items found as acknowledged, in 1 run$/ },
  fail: {
    by: 'drops-changes-when-notified-twice',
    message: /^after Notify and Do twice each: \d+ items lost, in 1 of 1 run$/,
    expected: FOLDER,
    seen: NOTHING,
    scenario: 'repeated-calls',
  },
  open: missing('repeated-calls'),
});

requirementCases('SEQ-15', {
  pass: { message: /^over lives that end in every way: all \d+ items found as acknowledged, in 1 run$/ },
  fail: {
    by: 'drops-updates-when-not-notified',
    message: /^over lives that end in every way: .*, in 1 of 1 run$/,
    expected: /acknowledged S_OK/,
    seen: /./,
    scenario: 'every-exit-in-turn',
  },
  open: missing('every-exit-in-turn'),
});

requirementCases('SEQ-8', {
  pass: { message: /^with two sessions in one process: all 42 items/ },
  fail: {
    by: 'tells-one-of-two-sessions',
    message: /^with two sessions in one process: \d+ items lost/,
    expected: FOLDER,
    seen: /^nothing in the second life, in session 1 of 2$/,
    scenario: 'two-sessions',
  },
  open: [
    ...missing('two-sessions'),
    {
      evidence: () =>
        changing(evidenceOf('in'), 'two-sessions', (run) => ({
          ...run,
          lives: run.lives.map((life) => ({
            ...life,
            calls: life.calls.filter(
              (call) => !(call.method === 'NotifyProcessShutdown' && call.provider.session === 2),
            ),
          })),
        })),
      message: /NotifyProcessShutdown reached 1 provider object instead of 2, which is the subsystem's fault/,
    },
  ],
});

requirementCases('SEQ-9', {
  pass: { message: /^in company of other providers: all 21 items/ },
  fail: {
    by: 'needs-its-neighbour-in-do',
    message: /^in company of other providers: expected that .*; it returned MAPI_E_CALL_FAILED/,
    expected: doReturns('needs-its-neighbour-in-do'),
    seen: /^it returned MAPI_E_CALL_FAILED \(0x80004005\)$/,
    scenario: 'in-company',
  },
  open: [
    ...missing('in-company'),
    {
      evidence: () => withCalls((calls) => calls.filter(({ provider }) => provider.kind !== 'transport')),
      message: /^in-company: QueryFastShutdown reached no transport, which is not the provider's fault/,
    },
    {
      evidence: () => withCalls((calls) => [...calls].reverse()),
      message:
        /^in-company: QueryFastShutdown was called in the order store, store, address-book, transport, which is the subsystem's fault/,
    },
  ],
});

/** The evidence with the calls of the first life of in-company changed. */
function withCalls(change: (calls: ObservedLife['calls']) => ObservedLife['calls']): Evidence {
  return changing(evidenceOf('in'), 'in-company', (run) => ({
    ...run,
    lives: run.lives.map((life, index) => (index === 0 ? { ...life, calls: change(life.calls) } : life)),
  }));
}

requirementCases('SEQ-10', {
  pass: { message: /^with saves between the calls: all 38 items/ },
  fail: {
    by: 'loses-saves-after-notify',
    message: /^with saves between the calls: \d+ items lost/,
    expected: /^message "m\d+ v1" in f1/,
    seen: NOTHING,
    because: /^it was saved between NotifyProcessShutdown and DoFastShutdown; DoFastShutdown, called/,
    scenario: 'saves-between-calls',
  },
  open: missing('saves-between-calls'),
});

requirementCases('SEQ-11', {
  pass: { message: /^with calls after Do: all 21 items/ },
  fail: {
    by: 'crashes-when-called-after-do',
    message: /ended by itself with code 139 in step "call-after-shutdown"$/,
    expected: /^the first life goes on until the client ends it$/,
    seen: /code 139 in step "call-after-shutdown"$/,
    scenario: 'calls-after-do',
  },
  open: missing('calls-after-do'),
});

test('SEQ-4 and SEQ-10 take for no answer what is refused in any run before it is asked', (t) => {
  const method = 'IMAPIFolder::CopyMessages (MESSAGE_MOVE)';
  const refusing = (evidence: Evidence, scenario: string, phase: Phase): Evidence =>
    endingFirstLife(evidence, scenario, { refused: [{ item: 'm11', method, hr: MAPI_E_NO_SUPPORT, phase, at: 2 }] });
  for (const [id, scenario] of [
    ['SEQ-4', 'abandoned-after-notify'],
    ['SEQ-10', 'saves-between-calls'],
  ] as const) {
    const after = refusing(evidenceOf('in'), scenario, 'after-notify');
    t.is(judged(id, after).status, 'fail');
    t.is(judged(id, refusing(after, 'outlook-exit', 'before-query')).status, 'pass');
  }
});

test('SEQ-11 breaks by an exception after Do, and allows an error', (t) => {
  const threw = judged('SEQ-11', evidenceOf('in', { afterDo: () => ({ kind: 'threw', message: 'closed' }) }));
  t.is(threw.status, 'fail');
  t.regex(
    threw.message,
    /IMSLogon::OpenEntry of box-store, called after DoFastShutdown, works or returns an error; it threw "closed"/,
  );
  t.is(judged('SEQ-11', evidenceOf('in', { afterDo: () => returns(E_FAIL) })).status, 'pass');
});

test('SEQ-11 breaks by an exception of the store itself, which the life survives', (t) => {
  const what = 'IMsgStore::OpenEntry after DoFastShutdown threw "closed"';
  const evidence = endingFirstLife(evidenceOf('in'), 'calls-after-do', { problems: [{ what, hr: null }] });
  const { status, message } = judged('SEQ-11', evidence);
  t.is(status, 'fail');
  t.regex(
    message,
    /a call after DoFastShutdown works or returns an error; IMsgStore::OpenEntry after DoFastShutdown threw/,
  );
});

test('a life between that lists more than was ever saved breaks SEQ-12', (t) => {
  const evidence = changing(evidenceOf('in'), 'five-generations', (run) => ({
    ...run,
    lives: run.lives.map((life, index) => (index === 2 ? { ...life, itemsListed: 1_000 } : life)),
  }));
  const { status, violations } = judged('SEQ-12', evidence);
  t.is(status, 'fail');
  t.regex(violations[0]?.expected ?? '', /^the third life lists no more items than the \d+ that were ever saved$/);
  t.is(violations[0]?.seen, 'it lists 1,000');
});

test('a life between that could not read everything back breaks SEQ-12', (t) => {
  const evidence = changing(evidenceOf('in'), 'five-generations', (run) => ({
    ...run,
    lives: run.lives.map((life, index) =>
      index === 2
        ? { ...life, itemsListed: null, problems: [{ what: 'a folder could not be opened', hr: E_FAIL }] }
        : life,
    ),
  }));
  const { status, violations } = judged('SEQ-12', evidence);
  t.is(status, 'fail');
  t.is(violations[0]?.expected, 'the third life opens what the ones before have left, and reads everything back');
  t.is(violations[0]?.seen, 'a folder could not be opened');
});

requirementCases('SEQ-12', {
  pass: { message: /^over five generations: all 61 items/ },
  fail: {
    by: 'duplicates-on-fifth-generation',
    message: /^over five generations: 1 item there more than once, in 1 of 1 run$/,
    expected: /^message "g\d+-m\d+ v\d+" in /,
    seen: /^2 of them in the sixth life$/,
    scenario: 'five-generations',
  },
  open: missing('five-generations'),
});

test('a sequence without the promise of Do breaks by that, and not by what is lost', (t) => {
  const { violations } = judged('SEQ-2', evidenceOf('in', { shutdown: () => returns(E_FAIL), turn: () => {} }));
  t.deepEqual([...new Set(violations.map(({ seen }) => seen))], ['it returned MAPI_E_CALL_FAILED (0x80004005)']);
});

test('a sequence whose query was refused says why nothing could be tried', (t) => {
  const evidence = evidenceOf('in', { query: () => returns(0x80040102 | 0) });
  const { status, message } = judged('SEQ-1', evidence);
  t.is(status, 'inconclusive');
  t.regex(
    message,
    /NotifyProcessShutdown was not called, because the client's query got MAPI_E_NO_SUPPORT \(0x80040102\)/,
  );
});

test('a next life that can no longer open the store has lost everything', (t) => {
  const evidence = changing(evidenceOf('in'), 'immediate-exit', (run) => ({
    ...run,
    ledger: { ...run.ledger, readBackComplete: false },
    lives: run.lives.map((life, index) =>
      index === 1
        ? {
            ...life,
            ending: 'died',
            endingReason: 'the life could not go on: OpenMsgStore',
            problems: [{ what: 'OpenMsgStore', hr: -1 }],
          }
        : life,
    ),
  }));
  const { status, violations } = judged('SEQ-2', evidence);
  t.is(status, 'fail');
  t.is(violations[0]?.expected, 'the next life opens the data and reads everything back');
  t.is(violations[0]?.seen, 'the life could not go on: OpenMsgStore');
});

test('a first life that could not log on leaves everything open', (t) => {
  const evidence = endingFirstLife(evidenceOf('in'), 'immediate-exit', {
    ending: 'died',
    endingReason: 'the life could not go on: MAPI_E_UNCONFIGURED',
    problems: [{ what: 'Logon', hr: -1 }],
    facts: facts({ exitCode: 3 }),
    savesAcknowledged: 0,
  });
  const { status, message } = judged('SEQ-2', evidence);
  t.is(status, 'inconclusive');
  t.regex(
    message,
    /^nothing could be tried: immediate-exit, first life: the life could not go on: MAPI_E_UNCONFIGURED/,
  );
});

test('a store that refuses ordinary work certifies nothing', (t) => {
  const evidence = evidenceOf('in', { accepts: () => false });
  const { status, message } = judged('SEQ-2', evidence);
  t.is(status, 'inconclusive');
  t.regex(
    message,
    /^immediate-exit: the provider refused ordinary work \(IMAPIProp::SaveChanges of "f1" before the query/,
  );
});

requirementCases('SEQ-13', {
  pass: { message: /^4 random walks: all \d+ items found as acknowledged, every call answered$/ },
  fail: {
    by: 'saves-nothing-when-asked-twice',
    message: /^after logon · work 1 · query · query · do · kill: \d+ items lost$/,
    expected: /acknowledged S_OK/,
    seen: NOTHING,
    because: /^(?:it was saved between .*; )?DoFastShutdown, called .* returned S_OK/,
    scenario: 'random-walks',
  },
  open: [
    {
      evidence: () => without(evidenceOf('in'), 'random-walks'),
      message: /^scenario random-walks was not run$/,
    },
    { evidence: () => unproven(evidenceOf('in'), 'random-walks'), message: /kill unproven/ },
    { evidence: () => unread(evidenceOf('in'), 'random-walks'), message: /the last read-back is not complete/ },
  ],
});
