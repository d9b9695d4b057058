import {
  E_NOINTERFACE,
  fnevExtended,
  IID_IMAPIProviderShutdown,
  type IMAPIAdviseSink,
  type IMAPIClientShutdown,
  type IMAPISession,
  MAPI_LOGOFF_SHARED,
} from '@mapi-kit/sdk';
import { type ClientRuleWarning, fixedPolicy, type Subsystem } from '@mapi-kit/sdk/subsystem';
import test from 'ava';
import sinon from 'sinon';
import { FakeModule } from './support/fake-provider.js';
import { clientShutdown, logOn, logOnWithStores, must, subsystemWith } from './support/fixture.js';

const rules = test.macro({
  exec(
    t,
    expected: readonly string[],
    client: (shutdown: IMAPIClientShutdown, session: IMAPISession, subsystem: Subsystem) => void,
    behaviour: 'in' | 'out' = 'in',
  ) {
    const subsystem = subsystemWith(t, [new FakeModule('address-book', { behaviour })]);
    const session = logOn(subsystem);
    client(clientShutdown(session), session, subsystem);
    t.deepEqual(
      subsystem.warnings.map(({ rule }) => rule),
      expected,
    );
    t.true(subsystem.warnings.every(({ message }) => message.endsWith('.')));
  },
  title: (title) => title ?? '',
});

test('a proper fast shutdown breaks no rule', rules, [], (shutdown) => {
  shutdown.QueryFastShutdown();
  shutdown.NotifyProcessShutdown();
  shutdown.DoFastShutdown();
});
test('a proper classic exit breaks no rule', rules, [], (shutdown, session, subsystem) => {
  shutdown.QueryFastShutdown();
  shutdown.Release();
  session.Logoff(0, 0, 0);
  session.Release();
  subsystem.MAPIUninitialize();
});
test('Notify without a query is reported', rules, ['notify-without-query'], (shutdown) => {
  shutdown.NotifyProcessShutdown();
});
test(
  'Do without a query and without Notify is reported',
  rules,
  ['do-without-query', 'do-without-notify'],
  (shutdown) => {
    shutdown.DoFastShutdown();
  },
);
test('Do without Notify is reported', rules, ['do-without-notify'], (shutdown) => {
  shutdown.QueryFastShutdown();
  shutdown.DoFastShutdown();
});
test(
  'Notify and Do after a refused query are reported',
  rules,
  ['notify-after-refusal', 'do-after-refusal'],
  (shutdown) => {
    shutdown.QueryFastShutdown();
    shutdown.NotifyProcessShutdown();
    shutdown.DoFastShutdown();
  },
  'out',
);
test(
  'every call after Do is reported, MAPIUninitialize and Release among them',
  rules,
  Array.from({ length: 7 }, () => 'call-after-do'),
  (shutdown, session, subsystem) => {
    shutdown.QueryFastShutdown();
    shutdown.NotifyProcessShutdown();
    shutdown.DoFastShutdown();
    shutdown.QueryFastShutdown();
    session.GetStatusTable(0);
    session.OpenEntry(null, null, 0);
    subsystem.MAPILogonEx(0, 'work', null, 0);
    subsystem.MAPIInitialize(null);
    subsystem.MAPIUninitialize();
    session.Release();
  },
);
test('Do again after Do is reported', rules, ['call-after-do'], (shutdown) => {
  shutdown.QueryFastShutdown();
  shutdown.NotifyProcessShutdown();
  shutdown.DoFastShutdown();
  shutdown.DoFastShutdown();
});
test('MAPI_LOGOFF_SHARED is reported', rules, ['logoff-shared'], (_, session) => {
  session.Logoff(0, MAPI_LOGOFF_SHARED, 0);
});
test(
  'MAPIUninitialize without MAPIInitialize is reported',
  rules,
  ['uninitialize-without-initialize'],
  (_, __, subsystem) => {
    subsystem.MAPIUninitialize();
    subsystem.MAPIUninitialize();
  },
);

test('a client that asks for the interface of providers gets none, and a warning', (t) => {
  const subsystem = subsystemWith(t, []);
  const session = logOn(subsystem);
  t.deepEqual(session.QueryInterface(IID_IMAPIProviderShutdown), { hr: E_NOINTERFACE, value: null });
  t.like(subsystem.warnings[0], { rule: 'direct-provider-call' });
});

test('Do when fast shutdown is off is reported, and leaves the client free to go on', (t) => {
  const subsystem = subsystemWith(t, [], { fastShutdownPolicy: fixedPolicy(3) });
  const session = logOn(subsystem);
  clientShutdown(session).DoFastShutdown();
  session.Logoff(0, 0, 0);
  t.deepEqual(
    subsystem.warnings.map(({ rule }) => rule),
    ['do-without-query', 'do-when-disabled'],
  );
});

test('logging off with open objects is reported, and each of them named', (t) => {
  const subsystem = subsystemWith(t, [new FakeModule('store')]);
  const session = logOnWithStores(subsystem);
  must(session.GetStatusTable(0));
  must(session.GetMsgStoresTable(0));
  must(session.OpenProfileSection(null, null, 0));
  const sink = { AddRef: sinon.stub(), Release: sinon.stub(), OnNotify: sinon.stub() };
  must(session.Advise(null, fnevExtended, sink as unknown as IMAPIAdviseSink));
  session.Logoff(0, 0, 0);
  t.is(subsystem.warnings.length, 1);
  t.is(subsystem.warnings[0]?.rule, 'logoff-with-open-objects');
  t.regex(
    subsystem.warnings[0]?.message ?? '',
    /the store store 1, a profile section, 2 tables, a registered advise sink/,
  );
});

test('the observer gets every warning as it arises', (t) => {
  const seen: ClientRuleWarning[] = [];
  const subsystem = subsystemWith(t, [], { observer: { warning: (warning) => seen.push(warning) } });
  clientShutdown(logOn(subsystem)).NotifyProcessShutdown();
  t.is(seen.length, 1);
  t.deepEqual(seen, [...subsystem.warnings]);
});
