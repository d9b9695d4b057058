import test from 'ava';
import { E_FAIL, MAPI_E_NO_SUPPORT, returns, S_OK } from '../../support/box.js';
import { changing, endingFirstLife, evidenceOf, judged, unread, without } from '../../support/judging.js';
import { recorded } from '../../support/recorded.js';
import { requirementCases } from '../../support/requirement-cases.js';

const nothing = { ...evidenceOf('in'), observations: [] };

requirementCases('ANS-1', {
  pass: { stance: 'out', message: /^QueryFastShutdown answers MAPI_E_NO_SUPPORT \(0x80040102\)$/ },
  fail: {
    by: 'answers-s-false',
    message: /^QueryFastShutdown answers neither S_OK nor a failure: it answers S_FALSE \(0x00000001\)$/,
    expected: /^QueryFastShutdown answers S_OK or MAPI_E_NO_SUPPORT$/,
    seen: /S_FALSE/,
    because: /one client takes it for a yes and the next for a no/,
    scenario: 'object-contract',
  },
  open: [{ evidence: () => nothing, message: /^no call of QueryFastShutdown returned an HRESULT$/ }],
});

test('ANS-1 fails for a MAPI warning', (t) => {
  t.is(judged('ANS-1', evidenceOf('in', { query: () => returns(0x00040380) })).status, 'fail');
});

test('ANS-1 warns of another failure than MAPI_E_NO_SUPPORT', (t) => {
  const { status, message } = judged('ANS-1', evidenceOf('out', { query: () => returns(E_FAIL) }));
  t.is(status, 'warn');
  t.regex(message, /refuses by another code than MAPI_E_NO_SUPPORT: it answers MAPI_E_CALL_FAILED \(0x80004005\)/);
});

test('ANS-1 stays open for a provider that refuses at first and answers S_OK later: its fast shutdown was not tried', (t) => {
  const evidence = evidenceOf('out', { query: (box) => returns(box.paused ? S_OK : MAPI_E_NO_SUPPORT) });
  const { status, message } = judged('ANS-1', evidence);
  t.is(status, 'inconclusive');
  t.regex(
    message,
    /^refused-exit: box-store refused at first and then answered S_OK, and its fast shutdown was not tried;/,
  );
  t.regex(judged('DUR-8', evidence).message, /^refused-exit: the provider did not refuse, and the client left fast$/);
});

test('ANS-1 allows that one provider of a profile refuses and another one answers S_OK', (t) => {
  const evidence = changing(evidenceOf('out'), 'query-only', (run) => ({
    ...run,
    lives: run.lives.map((life) => ({
      ...life,
      calls: life.calls.flatMap((call) => [
        call,
        {
          ...call,
          provider: { ...call.provider, name: 'another-store' },
          outcome: { kind: 'returned', hr: S_OK } as const,
        },
      ]),
    })),
  }));
  t.is(judged('ANS-1', evidence).status, 'pass');
});

requirementCases('ANS-6', {
  pass: { message: /^asked 7 times in two lives, the provider answered the same at rest$/ },
  fail: {
    by: 'refuses-after-abandoned-notify',
    message:
      /^the answer changes over time: S_OK \(0x00000000\) at first, and MAPI_E_NO_SUPPORT \(0x80040102\) 0\.7 s after/,
    expected:
      /^asked 0\.7 s after the saves that followed a NotifyProcessShutdown, QueryFastShutdown answers as it did/,
    seen: /MAPI_E_NO_SUPPORT/,
    scenario: 'asked-over-time',
  },
  open: [
    {
      evidence: () => without(evidenceOf('in'), 'asked-over-time'),
      message: /^scenario asked-over-time was not run$/,
    },
    {
      evidence: () =>
        endingFirstLife(evidenceOf('in'), 'asked-over-time', { calls: [], endingReason: 'the process ended' }),
      message: /^asked-over-time: QueryFastShutdown was not asked \(the process ended\)$/,
    },
  ],
});

test('ANS-6 lets a provider refuse right after saves, and says so', (t) => {
  const evidence = evidenceOf('in', {
    query: (box) => returns(box.pending.length > 0 ? MAPI_E_NO_SUPPORT : S_OK),
  });
  const { status, message } = judged('ANS-6', evidence);
  t.is(status, 'pass', message);
  t.regex(message, /, and refused right after saves and right after saves that followed a NotifyProcessShutdown, when/);
});

test('ANS-6 breaks when the provider refuses in the next life', (t) => {
  const evidence = changing(evidenceOf('in'), 'asked-over-time', (run) => ({
    ...run,
    lives: run.lives.map((life, index) => ({
      ...life,
      calls: life.calls.map((call) =>
        index === 1 && call.method === 'QueryFastShutdown'
          ? { ...call, outcome: { kind: 'returned', hr: MAPI_E_NO_SUPPORT } as const }
          : call,
      ),
    })),
  }));
  const { status, message } = judged('ANS-6', evidence);
  t.is(status, 'fail', message);
  t.regex(message, /right after the logon of the next life$/);
});

requirementCases('ANS-2', {
  pass: { message: /^asked 3 times in a row, the provider answered the same$/ },
  fail: {
    by: 'changes-its-mind',
    message: /changes from one query to the next/,
    expected: /QueryFastShutdown answers the same$/,
    seen: /returned S_OK \(0x00000000\), then returned MAPI_E_NO_SUPPORT \(0x80040102\), then /,
    scenario: 'query-only',
  },
  open: [
    { evidence: () => without(evidenceOf('in'), 'query-only'), message: /^scenario query-only was not run$/ },
    {
      evidence: () => endingFirstLife(evidenceOf('in'), 'query-only', { calls: [], endingReason: 'it died early' }),
      message: /^query-only: the provider did not answer twice \(it died early\)$/,
    },
  ],
});

requirementCases('ANS-3', {
  pass: { message: /provider worked on as without them, and a classic logoff lost nothing/ },
  fail: {
    by: 'stops-working-after-query',
    message:
      /^a query changed something: expected two seconds after the last save as much is durable as without a query, .*; seen \d+ items? lost, of \d+$/,
    expected: /as much is durable as without a query, where 0 items of \d+ were lost$/,
    seen: /^\d+ items? lost, of \d+$/,
    scenario: 'background-work',
    because: /^the query stopped background work/,
  },
  open: [
    { evidence: () => without(evidenceOf('in'), 'query-only'), message: /^scenario query-only was not run$/ },
    { evidence: () => without(evidenceOf('in'), 'background-work'), message: /^scenario background-work was not run$/ },
    {
      evidence: () => unread(evidenceOf('in'), 'background-work'),
      message: /^background-work: the read-back is not complete/,
    },
  ],
});

test('ANS-3 breaks when a query stops the background work', (t) => {
  const evidence = evidenceOf('in', {
    turn: (box) => {
      if (box.queried === 0) box.commit();
    },
  });
  const { status, violations } = judged('ANS-3', evidence);
  t.is(status, 'fail');
  t.is(violations[0]?.scenario, 'background-work');
  t.regex(violations[0]?.expected ?? '', /as much is durable as without a query, where 0 items of 21 were lost/);
  t.regex(violations[0]?.seen ?? '', /items lost.*, of 21$/);
  t.regex(violations[0]?.because ?? '', /stopped background work/);
});

test('ANS-3 does not mind a little more loss where the control loses too', (t) => {
  const slow = (lag: number) =>
    evidenceOf('in', { turn: (box) => box.commit(box.pending.slice(0, box.queried === 0 ? 10 : lag)) });
  t.is(judged('ANS-3', slow(9)).status, 'pass');
  t.is(judged('ANS-3', slow(4)).status, 'fail');
});

test('ANS-3 claims no background work of a store that has none', (t) => {
  const { status, measured } = judged('ANS-3', evidenceOf('in', { turn: () => {} }));
  t.is(status, 'pass');
  t.deepEqual(measured, [
    { name: 'safe from a kill two seconds after the last save', value: 3, unit: 'count', of: 21 },
    { name: 'the same without a query', value: 3, unit: 'count', of: 21 },
  ]);
});

test('ANS-3 breaks when a classic logoff after queries loses something', (t) => {
  const evidence = evidenceOf('in', {
    turn: () => {},
    logoff: (box) => {
      if (box.queried === 0) box.commit();
    },
  });
  const { status, violations } = judged('ANS-3', evidence);
  t.is(status, 'fail');
  t.is(violations[0]?.scenario, 'query-only');
  t.regex(violations[0]?.because ?? '', /the client left the classic way: Logoff returned S_OK/);
});

requirementCases('ANS-4', {
  pass: { message: /^every query was answered within 250 ms$/ },
  fail: {
    by: 'slow-query',
    message: /^QueryFastShutdown took \d+ ms, the budget is 250 ms$/,
    expected: /within 250 ms/,
    seen: /^it took \d+ ms$/,
    scenario: /^[a-z-]+$/,
  },
  open: [{ evidence: () => nothing, message: /^no call of QueryFastShutdown came back$/ }],
});

test('ANS-4 keeps to the budget that is set', (t) => {
  const evidence = recorded('slow-query');
  const generous = { ...evidence, settings: { ...evidence.settings, queryBudgetMs: 500 } };
  t.is(judged('ANS-4', generous).status, 'pass');
  t.deepEqual(
    judged('ANS-4', generous).measured?.map(({ name, unit, of }) => [name, unit, of]),
    [
      ['Query (p95)', 'ms', undefined],
      ['slowest', 'ms', 500],
      ['queries', 'count', undefined],
    ],
  );
  const calm = judged('ANS-4', evidenceOf('in', { takes: () => 40 })).measured ?? [];
  t.true((calm.at(-1)?.value ?? 0) > 40);
  t.deepEqual(calm.slice(0, -1), [
    { name: 'Query (p95)', value: 40, unit: 'ms' },
    { name: 'slowest', value: 40, unit: 'ms', of: 250 },
  ]);
});

requirementCases('ANS-5', {
  pass: { message: /^the provider has IMAPIProviderShutdown$/ },
  fail: {
    by: () => evidenceOf('none', { turn: () => {} }),
    message:
      /^no IMAPIProviderShutdown\. Option 1, Outlook's default: the client leaves fast without asking, some of 126 items were lost that way\. Option 2: no client leaves fast\. Option 3: no difference\.$/,
    expected: /gives the interface/,
    seen: /has-shutdown-interface does not hold/,
    scenario: 'object-contract',
  },
  open: [{ evidence: () => without(evidenceOf('none'), 'object-contract'), message: /object-contract was not run/ }],
});

test('ANS-1 and ANS-2 say nothing where the query throws', (t) => {
  const evidence = evidenceOf('in', { query: () => ({ kind: 'threw', message: 'x' }) });
  t.is(judged('ANS-1', evidence).status, 'inconclusive');
  t.deepEqual(judged('ANS-1', evidence).deferredTo, ['COM-1', 'COM-5', 'COM-6', 'TIME-4']);
});
