import { MAPI_E_CALL_FAILED, S_OK } from '@mapi-kit/sdk';
import test from 'ava';
import type { Evidence } from '#harness/catalogue/requirement.js';
import { changing, endingFirstLife, evidenceOf, judged, without } from '../../support/judging.js';
import { recorded } from '../../support/recorded.js';
import { requirementCases } from '../../support/requirement-cases.js';

const noProbe = {
  evidence: () => without(evidenceOf('in'), 'object-contract'),
  message: /^scenario object-contract was not run$/,
};
const scenario = 'object-contract';

requirementCases('COM-1', {
  pass: { message: /^two initialisations gave two provider objects$/ },
  fail: {
    by: 'same-object-twice',
    message: /^two calls of the entry point gave the same object$/,
    expected: /^a second call of the entry point returns another provider object$/,
    seen: /^two calls of the entry point gave the same object$/,
    scenario,
  },
  open: [
    noProbe,
    {
      evidence: () =>
        endingFirstLife(evidenceOf('in'), scenario, { probes: [], ending: 'died', endingReason: 'the process ended' }),
      message: /^object-contract: question "new-object-each-initialisation" was not answered: the process ended$/,
    },
  ],
});

requirementCases('COM-2', {
  pass: { message: /^QueryInterface gives IMAPIProviderShutdown, with S_OK$/ },
  fail: {
    by: 'gives-the-interface-with-s-false',
    message:
      /^QueryInterface\(IID_IMAPIProviderShutdown\) gave S_FALSE \(0x00000001\): whoever compares that with S_OK/,
    expected: /QueryInterface\(IID_IMAPIProviderShutdown\) of the provider object answers S_OK/,
    seen: /gave S_FALSE \(0x00000001\)/,
    scenario,
  },
  open: [noProbe],
});

requirementCases('COM-3', {
  pass: { message: /identity holds/ },
  fail: {
    by: 'wrong-identity',
    message: /^IID_IUnknown, asked through IID_IMAPIProviderShutdown, is another object$/,
    expected: /^IUnknown, asked for through either interface, is the same object$/,
    seen: /is another object$/,
    scenario,
  },
  open: [noProbe],
});

requirementCases('COM-4', {
  pass: { message: /E_NOINTERFACE and a null result/ },
  fail: {
    by: 'answers-unknown-interfaces',
    message: /^QueryInterface for an id that nobody has gave S_OK \(0x00000000\) and an object$/,
    expected: /an unknown IID answers E_NOINTERFACE with a null result/,
    seen: /^QueryInterface for an id that nobody has gave S_OK/,
    scenario,
  },
  open: [noProbe],
});

requirementCases('COM-5', {
  pass: { message: /counts of the provider object are right/ },
  fail: {
    by: 'miscounts-references',
    message: /^AddRef gave 2, and after a QueryInterface 5$/,
    expected: /^QueryInterface adds one reference$/,
    seen: /^AddRef gave 2, and after a QueryInterface 5$/,
    scenario,
  },
  open: [noProbe],
});

test('COM-5 breaks by what the ledger of a classic exit says', (t) => {
  const evidence = endingFirstLife(evidenceOf('in'), 'classic-exit', {
    references: { violations: ['IProfSect #2 was released twice'], leaks: [] },
  });
  const { status, message, violations } = judged('COM-5', evidence);
  t.is(status, 'fail');
  t.is(message, 'IProfSect #2 was released twice');
  t.is(violations[0]?.scenario, 'classic-exit');
});

test('COM-5 breaks by what AddressSanitizer has found in any life, and says it once', (t) => {
  const endingReason =
    'AddressSanitizer ended the process in step "work": heap-use-after-free in Message::Save() (a.cpp:1)';
  const memoryError = 'heap-use-after-free in Message::Save() (a.cpp:1)';
  const broken = ['outlook-exit', 'immediate-exit'].reduce(
    (evidence, scenario) =>
      changing(evidence, scenario, (run) => ({
        ...run,
        lives: run.lives.map((life) => ({
          ...life,
          ending: 'died',
          endingReason,
          facts: { ...life.facts, memoryError },
        })),
      })),
    evidenceOf('in'),
  );
  const { status, message, violations } = judged('COM-5', broken);
  t.is(status, 'fail');
  t.is(message, endingReason);
  t.deepEqual(
    violations.map(({ expected, because }) => [expected, because]),
    [
      [
        'a compiled provider touches no memory but its own',
        `AddressSanitizer: ${memoryError}; its whole report is life-1.asan.txt of the run's evidence`,
      ],
    ],
  );
});

requirementCases('COM-6', {
  pass: {
    message: /^every call of QueryFastShutdown, NotifyProcessShutdown and DoFastShutdown returned an HRESULT$/,
  },
  fail: {
    by: 'returns-a-promise',
    message: /it returned a promise/,
    expected: /IMAPIProviderShutdown::DoFastShutdown of returns-a-promise returns an HRESULT/,
    seen: /^it returned a promise$/,
    because: /MAPI is synchronous .* the process is gone before the promise settles/,
    scenario: 'lingering-exit',
  },
  open: [
    {
      evidence: () => ({ ...evidenceOf('in'), observations: [] }),
      message: /no method of IMAPIProviderShutdown was called and came back/,
    },
  ],
});

test('COM-6 breaks when a method throws, and says what', (t) => {
  const { message, violations } = judged(
    'COM-6',
    evidenceOf('in', { query: () => ({ kind: 'threw', message: 'not connected' }) }),
  );
  t.regex(message, /QueryFastShutdown of box-store returns an HRESULT.*; it threw "not connected"$/);
  t.is(violations.length, 1, 'one case for each method and mistake');
});

test('COM-6 breaks when a method returns something else', (t) => {
  const evidence = evidenceOf('in', { shutdown: () => ({ kind: 'not-an-hresult', value: 'undefined' }) });
  t.regex(judged('COM-6', evidence).message, /it returned undefined, which is no HRESULT$/);
});

test('COM-6 breaks when the process ends in a method, but not when the watchdog ends it', (t) => {
  const died = judged('COM-6', evidenceOf('in', { notify: () => 'dies' }));
  t.is(died.status, 'fail');
  t.regex(died.message, /ended by itself with code 3 in IMAPIProviderShutdown::NotifyProcessShutdown of box-store/);
  t.is(judged('COM-6', evidenceOf('in', { notify: () => 'hangs' })).status, 'pass');
});

test('COM-6 is open where a process ended before it was asked, and not where its work was refused', (t) => {
  const ended = (problems: readonly { readonly what: string; readonly hr: number | null }[]): Evidence =>
    changing(evidenceOf('in'), 'immediate-exit', (run) => ({
      ...run,
      lives: run.lives.map((life) => ({
        ...life,
        ending: 'died',
        endingReason: 'the process ended by itself with code 3 in step "work"',
        facts: { ...life.facts, signal: null, exitCode: 3 },
        clientCalls: [],
        calls: [],
        problems,
      })),
    }));
  const { status, message } = judged('COM-6', ended([]));
  t.is(status, 'inconclusive');
  t.regex(message, /^immediate-exit.* was not shut down: the process ended by itself with code 3 in step "work"/);
  t.is(judged('COM-6', ended([{ what: 'the session cannot be opened', hr: null }])).status, 'pass');
});

test('COM-6 leaves a Notify after a refusal to SEQ-5', (t) => {
  const evidence = evidenceOf('out', { notify: () => ({ kind: 'threw', message: 'nothing to stop' }) });
  t.is(judged('COM-6', evidence).status, 'pass');
  const { status, message } = judged('SEQ-5', evidence);
  t.is(status, 'fail');
  t.regex(message, /it threw "nothing to stop"/);
});

requirementCases('COM-7', {
  pass: { message: /kept while logged on, and everything was given back/ },
  fail: {
    by: 'leaks-support-object',
    message: /^after the logoff: support object of leaks-support-object \(session 1\) still has 1 reference$/,
    expected: /gives it back at logoff$/,
    seen: /still has 1 reference$/,
    scenario,
  },
  open: [
    {
      evidence: () => without(evidenceOf('in'), 'object-contract', 'classic-exit'),
      message: /^scenario object-contract was not run \(and 1 more like it\)$/,
    },
    {
      evidence: () =>
        endingFirstLife(without(evidenceOf('in'), 'object-contract'), 'classic-exit', {
          ending: 'died',
          endingReason: 'it crashed',
        }),
      message: /classic-exit did not get through its logoff: it crashed|object-contract was not run/,
    },
  ],
});

requirementCases('COM-8', {
  pass: { message: /^what a client opens gives its interface and IUnknown, and refuses an unknown IID/ },
  fail: {
    by: 'refuses-interfaces-of-what-it-opens',
    message: /^the store: QueryInterface\(IID_IMsgStore\) gave MAPI_E_INVALID_PARAMETER/,
    expected: /^QueryInterface of what a client opens gives the interface that it was opened with, and IUnknown$/,
    seen: /^the store: QueryInterface\(IID_IMsgStore\) gave MAPI_E_INVALID_PARAMETER/,
    scenario,
  },
  open: [
    noProbe,
    {
      evidence: () =>
        endingFirstLife(evidenceOf('in'), scenario, { probes: [], steps: [{ do: 'logon' }, { do: 'probe' }] }),
      message: /^object-contract was run without question "opened-interface" \(and 3 more like it\)$/,
    },
  ],
});

test('COM-7 breaks when the provider never takes a reference', (t) => {
  const evidence = evidenceOf('in', { support: { keeps: false, releases: true } });
  const { status, message } = judged('COM-7', evidence);
  t.is(status, 'fail');
  t.is(message, 'the provider never called AddRef of its support object');
});

test('COM-7 is open when the logon was refused: only one that succeeds keeps the support object', (t) => {
  const forgetful = without(evidenceOf('in', { support: { keeps: false, releases: true } }), 'classic-exit');
  const answering = (hr: number): Evidence => {
    const [call] = forgetful.observations[0]?.lives[0]?.calls ?? [];
    if (call === undefined) throw new Error('the recording has no call');
    const logon = { ...call, interface: 'IABProvider', method: 'Logon', outcome: { kind: 'returned', hr } as const };
    return endingFirstLife(forgetful, 'object-contract', { calls: [logon] });
  };
  const { status, message } = judged('COM-7', answering(MAPI_E_CALL_FAILED));
  t.is(status, 'inconclusive');
  t.regex(message, /^object-contract: IABProvider::Logon of \S+ answered MAPI_E_CALL_FAILED \(0x80004005\)/);
  t.is(judged('COM-7', answering(S_OK)).status, 'fail');
});

test('COM-7 breaks when one of two providers takes no reference, whatever companions of the harness do', (t) => {
  const evidence = evidenceOf('in');
  const logsOn = (name: string): Evidence =>
    changing(evidence, 'object-contract', (run) => ({
      ...run,
      lives: run.lives.map((life) => {
        const [call] = life.calls;
        if (call === undefined) return life;
        const logon = { ...call, method: 'Logon', outcome: { kind: 'returned', hr: 0 } as const };
        return { ...life, calls: [{ ...logon, provider: { ...call.provider, name, instance: 5 } }, ...life.calls] };
      }),
    }));
  t.is(judged('COM-7', logsOn('another-store')).status, 'fail');
  t.is(judged('COM-7', logsOn('mapi-certify mail-store')).status, 'pass');
  const forgetful = evidenceOf('in', { support: { keeps: false, releases: true } });
  const held = changing(forgetful, 'object-contract', (run) => ({
    ...run,
    lives: run.lives.map((life) => ({
      ...life,
      supportReferences: life.supportReferences.map((each) => ({
        ...each,
        addRefs: 1,
        provider: { ...each.provider, name: 'mapi-certify mail-store' },
      })),
    })),
  }));
  t.is(judged('COM-7', held).status, 'fail');
});

test('COM-7 breaks by the count alone, when nothing is listed as leaked', (t) => {
  const leaking = recorded('leaks-support-object');
  const evidence = endingFirstLife(without(leaking, 'classic-exit'), 'object-contract', {
    references: { violations: [], leaks: [] },
  });
  const { message, violations } = judged('COM-7', evidence);
  t.is(message, 'after the logoff leaks-support-object still holds 1 reference to its support object');
  t.regex(violations[0]?.because ?? '', /^\d+ AddRefs?, \d+ Releases?$/);
});

test('COM-7 counts by interface what a compiled library holds, when it is more than one reference', (t) => {
  const leaking = without(recorded('leaks-support-object'), 'classic-exit');
  const told = (held: Readonly<Record<string, number>>): string =>
    judged(
      'COM-7',
      endingFirstLife(leaking, 'object-contract', { references: { violations: [], leaks: ['it leaks'], held } }),
    ).message;
  t.is(told({ IMAPISupport: 1 }), 'after the logoff: it leaks');
  t.is(
    told({ IMAPISupport: 1, IProfSect: 1, IMAPITable: 1_200 }),
    'after the logoff: it leaks; in all the library holds 1,200 of IMAPITable, 1 of IMAPISupport, 1 of IProfSect',
  );
});

test('COM-7 breaks by what a compiled library holds of objects that nobody else counts', (t) => {
  const honest = without(evidenceOf('in'), 'classic-exit');
  const { status, message } = judged(
    'COM-7',
    endingFirstLife(honest, 'object-contract', { references: { violations: [], leaks: [], held: { IAttach: 2 } } }),
  );
  t.is(status, 'fail');
  t.is(message, 'after the logoff the library still holds 2 of IAttach');
});

test('COM-6 is open where nobody was logged on, and says why', (t) => {
  const [call] = evidenceOf('in').observations[0]?.lives[0]?.calls ?? [];
  if (call === undefined) throw new Error('the recording has no call');
  const outcome = { kind: 'returned', hr: MAPI_E_CALL_FAILED } as const;
  const logon = { ...call, interface: 'IABProvider', method: 'Logon', outcome };
  const { observations } = evidenceOf('in');
  const contract = observations.filter(({ identity }) => identity.scenario === 'object-contract');
  const evidence = { ...evidenceOf('in'), observations: contract };
  const refused = endingFirstLife(evidence, 'object-contract', { calls: [logon] });
  t.regex(judged('COM-6', refused).message, /^object-contract: IABProvider::Logon of \S+ answered MAPI_E_CALL_FAILED/);
});

test('COM-6 counts the three methods, and not a Release through the interface', (t) => {
  const evidence = evidenceOf('in');
  const [first] = evidence.observations;
  const life = first?.lives[0];
  const [call] = life?.calls ?? [];
  const release = { ...call, method: 'Release', outcome: { kind: 'promise' } } as NonNullable<typeof call>;
  const { status, message } = judged(
    'COM-6',
    endingFirstLife(evidence, 'object-contract', { calls: [...(life?.calls ?? []), release] }),
  );
  t.is(status, 'pass');
  t.is(message, judged('COM-6', evidence).message);
});
