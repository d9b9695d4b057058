import {
  type HRESULT,
  MAPI_E_CALL_FAILED,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_ENOUGH_DISK,
  S_FALSE,
  S_OK,
} from '@mapi-kit/sdk';
import {
  FastShutdownCoordinator,
  type FastShutdownOption,
  fixedPolicy,
  type ProviderCall,
  type ProviderOutcome,
} from '@mapi-kit/sdk/subsystem';
import test from 'ava';
import sinon from 'sinon';
import { type Behaviour, FakeModule, FakeProvider } from './support/fake-provider.js';
import { clientShutdown, logOn, logOnWithStores, must, subsystemWith } from './support/fixture.js';

const options: readonly FastShutdownOption[] = [1, 2, 3];
const behaviours: readonly Behaviour[] = [
  'in',
  'out',
  'none',
  'other error',
  'S_FALSE',
  'throws',
  'promise',
  'rejected promise',
  'undefined',
];
const sessionCounts = [1, 2, 3];

function expectedAnswer(option: FastShutdownOption, behaviour: Behaviour): HRESULT {
  if (option === 3) return MAPI_E_NO_SUPPORT;
  if (behaviour === 'in' || behaviour === 'S_FALSE') return S_OK;
  return behaviour === 'none' && option === 1 ? S_OK : MAPI_E_NO_SUPPORT;
}

const answers = test.macro({
  exec(t, option: FastShutdownOption, behaviour: Behaviour, sessions: number) {
    const odd = new FakeModule('store', { behaviour });
    const willing = new FakeModule('address-book');
    const subsystem = subsystemWith(t, [odd, willing], { fastShutdownPolicy: fixedPolicy(option) });
    const opened = Array.from({ length: sessions }, () => logOnWithStores(subsystem));
    const client = clientShutdown(must({ hr: S_OK, value: opened[0] ?? null }));
    for (const fake of [odd, willing]) fake.calls.length = 0;

    t.is(client.QueryFastShutdown(), expectedAnswer(option, behaviour));

    const expected = option === 3 ? [] : Array.from({ length: sessions }, () => 'QueryFastShutdown');
    t.deepEqual(willing.calls, expected);
    t.deepEqual(odd.calls, behaviour === 'none' ? [] : expected);
    t.true(odd.providers.every(({ count }) => count === 1));
  },
  title: (_, option, behaviour, sessions) =>
    `option ${option}, ${sessions} session(s), a provider that is "${behaviour}": the query answers as documented, asking all`,
});

const tells = test.macro({
  exec(t, option: FastShutdownOption, behaviour: Behaviour, sessions: number) {
    const odd = new FakeModule('address-book', { behaviour });
    const willing = new FakeModule('store');
    const subsystem = subsystemWith(t, [odd, willing], { fastShutdownPolicy: fixedPolicy(option) });
    const opened = Array.from({ length: sessions }, () => logOnWithStores(subsystem));
    const client = clientShutdown(must({ hr: S_OK, value: opened[0] ?? null }));
    client.QueryFastShutdown();
    for (const fake of [odd, willing]) fake.calls.length = 0;

    t.is(client.NotifyProcessShutdown(), S_OK);
    t.is(client.DoFastShutdown(), option === 3 ? MAPI_E_NO_SUPPORT : S_OK);

    const expected = ['NotifyProcessShutdown', 'DoFastShutdown'].flatMap((call) =>
      Array.from({ length: sessions }, () => call),
    );
    t.deepEqual(willing.calls, option === 3 ? [] : expected);
    t.deepEqual(odd.calls, option === 3 || behaviour === 'none' ? [] : expected);
  },
  title: (_, option, behaviour, sessions) =>
    `option ${option}, ${sessions} session(s), a provider that is "${behaviour}": Notify and Do reach everyone whom they ought to`,
});

for (const option of options) {
  for (const behaviour of behaviours) {
    for (const sessions of sessionCounts) {
      test(answers, option, behaviour, sessions);
      test(tells, option, behaviour, sessions);
    }
  }
}

test('a rejected promise of a provider does not become an unhandled rejection', async (t) => {
  const unhandled = sinon.spy();
  process.on('unhandledRejection', unhandled);
  t.teardown(() => process.off('unhandledRejection', unhandled));
  const fake = new FakeModule('store', { behaviour: 'rejected promise' });
  const subsystem = subsystemWith(t, [fake]);
  const client = clientShutdown(logOnWithStores(subsystem));
  client.QueryFastShutdown();
  client.NotifyProcessShutdown();
  client.DoFastShutdown();
  await new Promise((resolve) => setTimeout(resolve, 20));
  t.is(fake.calls.filter((call) => call.endsWith('Shutdown')).length, 3);
  sinon.assert.notCalled(unhandled);
});

test('within a session the order is transport, address book, store; sessions follow in logon order; phases do not overlap', (t) => {
  const calls: string[] = [];
  const observer = {
    calling({ provider, method }: ProviderCall) {
      if (method.endsWith('Shutdown') && method !== 'Shutdown')
        calls.push(`${method} ${provider.session} ${provider.kind}`);
    },
  };
  const fakes = (['store', 'address-book', 'transport', 'store'] as const).map((kind) => new FakeModule(kind));
  const subsystem = subsystemWith(t, fakes, { observer });
  const first = logOnWithStores(subsystem);
  logOnWithStores(subsystem);
  const client = clientShutdown(first);
  client.QueryFastShutdown();
  client.NotifyProcessShutdown();
  client.DoFastShutdown();
  const kinds = ['transport', 'address-book', 'store', 'store'];
  t.deepEqual(
    calls,
    ['QueryFastShutdown', 'NotifyProcessShutdown', 'DoFastShutdown'].flatMap((phase) =>
      [1, 2].flatMap((session) => kinds.map((kind) => `${phase} ${session} ${kind}`)),
    ),
  );
});

test('one DLL in several sessions is called once for each of its provider objects', (t) => {
  const fake = new FakeModule('transport');
  const subsystem = subsystemWith(t, [fake]);
  const session = logOn(subsystem);
  logOn(subsystem);
  logOn(subsystem);
  clientShutdown(session).QueryFastShutdown();
  t.is(fake.providers.length, 3);
  t.is(fake.calls.filter((call) => call === 'QueryFastShutdown').length, 3);
});

test('a store that has not been opened, or has been closed, has no active session and is not asked', (t) => {
  const fake = new FakeModule('store', { behaviour: 'out' });
  const subsystem = subsystemWith(t, [fake]);
  const session = logOn(subsystem);
  const client = clientShutdown(session);
  t.is(client.QueryFastShutdown(), S_OK);
  const other = logOnWithStores(subsystem);
  t.is(client.QueryFastShutdown(), MAPI_E_NO_SUPPORT);
  fake.providers[0]?.logons[0]?.store.Release();
  t.is(client.QueryFastShutdown(), S_OK);
  t.is(fake.calls.filter((call) => call === 'QueryFastShutdown').length, 1);
  other.Release();
});

test('a session that has logged off is not asked any more', (t) => {
  const fake = new FakeModule('address-book');
  const subsystem = subsystemWith(t, [fake]);
  const first = logOn(subsystem);
  const second = logOn(subsystem);
  first.Logoff(0, 0, 0);
  clientShutdown(second).QueryFastShutdown();
  t.is(fake.calls.filter((call) => call === 'QueryFastShutdown').length, 1);
});

test('the policy is read at each query, and not again by Notify and Do', (t) => {
  const read = sinon.stub().returns(3);
  read.onFirstCall().returns(1);
  const fake = new FakeModule('address-book');
  const subsystem = subsystemWith(t, [fake], { fastShutdownPolicy: { read } });
  const client = clientShutdown(logOn(subsystem));
  t.is(client.QueryFastShutdown(), S_OK);
  client.NotifyProcessShutdown();
  sinon.assert.calledOnce(read);
  t.is(client.QueryFastShutdown(), MAPI_E_NO_SUPPORT);
  t.is(client.DoFastShutdown(), MAPI_E_NO_SUPPORT);
  sinon.assert.calledTwice(read);
});

test('without a policy the option is 1', (t) => {
  const fake = new FakeModule('address-book', { behaviour: 'none' });
  t.is(clientShutdown(logOn(subsystemWith(t, [fake]))).QueryFastShutdown(), S_OK);
});

test('by the other reading, Notify reaches providers although fast shutdown is off, and Do does not', (t) => {
  const fake = new FakeModule('address-book');
  const subsystem = subsystemWith(t, [fake], {
    fastShutdownPolicy: fixedPolicy(3),
    coordinator: { notifyWhenDisabled: true },
  });
  const client = clientShutdown(logOn(subsystem));
  fake.calls.length = 0;
  client.QueryFastShutdown();
  t.is(client.NotifyProcessShutdown(), S_OK);
  t.is(client.DoFastShutdown(), MAPI_E_NO_SUPPORT);
  t.deepEqual(fake.calls, ['NotifyProcessShutdown']);
});

test('by the strict reading, Do reports that a provider failed, after all have been told', (t) => {
  const fakes = [new FakeModule('transport', { behaviour: 'throws' }), new FakeModule('address-book')];
  const subsystem = subsystemWith(t, fakes, { coordinator: { doResult: 'strict' } });
  const client = clientShutdown(logOn(subsystem));
  t.is(client.DoFastShutdown(), MAPI_E_CALL_FAILED);
  t.true(fakes[1]?.calls.includes('DoFastShutdown'));
});

test('by the strict reading, Do is S_OK when nobody failed', (t) => {
  const fakes = [
    new FakeModule('transport', { behaviour: 'S_FALSE' }),
    new FakeModule('address-book', { behaviour: 'none' }),
  ];
  const subsystem = subsystemWith(t, fakes, { coordinator: { doResult: 'strict' } });
  t.is(clientShutdown(logOn(subsystem)).DoFastShutdown(), S_OK);
});

test('Notify and Do without a query reach the providers, and so do Notify and Do after a refusal', (t) => {
  const fake = new FakeModule('address-book', { behaviour: 'out' });
  const client = clientShutdown(logOn(subsystemWith(t, [fake])));
  fake.calls.length = 0;
  client.NotifyProcessShutdown();
  client.DoFastShutdown();
  t.is(client.QueryFastShutdown(), MAPI_E_NO_SUPPORT);
  client.NotifyProcessShutdown();
  client.DoFastShutdown();
  t.deepEqual(fake.calls, [
    'NotifyProcessShutdown',
    'DoFastShutdown',
    'QueryFastShutdown',
    'NotifyProcessShutdown',
    'DoFastShutdown',
  ]);
});

test('QueryInterface of a provider that fails with another code counts as no interface', (t) => {
  const provider = new FakeProvider(new FakeModule('store'), 1);
  sinon.stub(provider, 'QueryInterface').returns({ hr: MAPI_E_NOT_ENOUGH_DISK, value: null });
  const identity = { kind: 'store', name: 'odd', session: 1, instance: 1 } as const;
  const answer = (option: FastShutdownOption) =>
    new FastShutdownCoordinator({
      policy: fixedPolicy(option),
      providers: () => [{ identity, object: provider }],
    }).QueryFastShutdown();
  t.is(answer(1), S_OK);
  t.is(answer(2), MAPI_E_NO_SUPPORT);
});

test('QueryInterface of a provider that throws or returns a promise counts as no interface', (t) => {
  const identity = { kind: 'store', name: 'odd', session: 1, instance: 1 } as const;
  for (const query of [sinon.stub().throws(new Error('no')), sinon.stub().resolves({ hr: S_OK, value: null })]) {
    const object = { QueryInterface: query, AddRef: () => 1, Release: () => 0 };
    for (const observer of [undefined, {}]) {
      const coordinator = new FastShutdownCoordinator({
        policy: fixedPolicy(2),
        providers: () => [{ identity, object }],
        observer,
      });
      t.is(coordinator.QueryFastShutdown(), MAPI_E_NO_SUPPORT);
      t.is(coordinator.DoFastShutdown(), S_OK);
    }
    sinon.assert.callCount(query, 4);
  }
});

const outcomes: readonly (readonly [Behaviour, ProviderOutcome['kind']])[] = [
  ['in', 'returned'],
  ['S_FALSE', 'returned'],
  ['throws', 'threw'],
  ['promise', 'promise'],
  ['undefined', 'not-an-hresult'],
];
const observes = test.macro({
  exec(t, behaviour: Behaviour, kind: ProviderOutcome['kind']) {
    const seen: [ProviderCall, ProviderOutcome][] = [];
    const fake = new FakeModule('store', { behaviour });
    const calling = sinon.spy();
    const observer = {
      calling,
      returned: (call: ProviderCall, outcome: ProviderOutcome) => seen.push([call, outcome]),
    };
    const client = clientShutdown(logOnWithStores(subsystemWith(t, [fake], { observer })));
    seen.length = 0;
    calling.resetHistory();
    client.DoFastShutdown();
    t.deepEqual(
      seen.map(([{ interfaceName, method }]) => `${interfaceName}::${method}`),
      ['IUnknown::QueryInterface', 'IMAPIProviderShutdown::DoFastShutdown', 'IMAPIProviderShutdown::Release'],
    );
    t.is(calling.callCount, 3);
    t.is(seen[1]?.[1].kind, kind);
    t.like(seen[1]?.[0].provider, { kind: 'store', name: 'store 1', session: 1, instance: 1 });
  },
  title: (_, behaviour) => `the observer sees what a provider that is "${behaviour}" answered`,
});
for (const [behaviour, kind] of outcomes) test(observes, behaviour, kind);

test('the observer gets the message and the stack of an exception, and the code of S_FALSE', (t) => {
  const seen: ProviderOutcome[] = [];
  const observer = {
    returned: (call: ProviderCall, outcome: ProviderOutcome) => {
      if (call.method === 'QueryFastShutdown') seen.push(outcome);
    },
  };
  for (const behaviour of ['throws', 'S_FALSE'] as const) {
    clientShutdown(
      logOn(subsystemWith(t, [new FakeModule('transport', { behaviour })], { observer })),
    ).QueryFastShutdown();
  }
  t.like(seen[0], { kind: 'threw', message: 'QueryFastShutdown went wrong' });
  t.regex((seen[0] as { stack: string }).stack, /fake-provider/);
  t.deepEqual(seen[1], { kind: 'returned', hr: S_FALSE });
});
