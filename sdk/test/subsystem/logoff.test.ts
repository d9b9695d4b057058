import {
  fnevCriticalError,
  fnevExtended,
  fnevNewMail,
  type IMAPIAdviseSink,
  type IMAPISession,
  MAPI_ALLOW_OTHERS,
  MAPI_E_INVALID_OBJECT,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NO_SUPPORT,
  MAPI_E_UNKNOWN_FLAGS,
  MAPI_LOGOFF_SHARED,
  NOTIFY_CRITICAL_ERROR,
  S_OK,
} from '@mapi-kit/sdk';
import type { ProviderCall, ProviderIdentity, SubsystemObserver } from '@mapi-kit/sdk/subsystem';
import test from 'ava';
import sinon from 'sinon';
import { FakeModule } from './support/fake-provider.js';
import { logOn, logOnWithStores, must, subsystemWith } from './support/fixture.js';

function sinkOf(onNotify: sinon.SinonSpy = sinon.spy()) {
  const counts = { references: 1 };
  const sink = {
    AddRef: () => ++counts.references,
    Release: () => --counts.references,
    OnNotify: onNotify,
  };
  return { sink: sink as unknown as IMAPIAdviseSink, onNotify, counts };
}

const order = test.macro({
  exec(t, kind: 'store' | 'transport' | 'address-book', logoff: string) {
    const fake = new FakeModule(kind);
    const session = logOnWithStores(subsystemWith(t, [fake]));
    fake.calls.length = 0;
    t.is(session.Logoff(0, 0, 0), S_OK);
    t.deepEqual(fake.calls, [`${logoff}(0)`, 'logon gone', 'Shutdown(0)', 'provider gone']);
  },
  title: (_, kind) => `${kind}: Logoff, release of the logon object, Shutdown, release of the provider object`,
});
test(order, 'store', 'Logoff');
test(order, 'address-book', 'Logoff');
test(order, 'transport', 'TransportLogoff');

test('the observer sees every call of a logoff, and the release of the support object inside the logoff method', (t) => {
  const seen: string[] = [];
  const observer: SubsystemObserver = {
    calling: ({ interfaceName, method }: ProviderCall) => seen.push(`> ${interfaceName}::${method}`),
    returned: ({ interfaceName, method }: ProviderCall) => seen.push(`< ${interfaceName}::${method}`),
    supportReference: (_: ProviderIdentity, change, count) => seen.push(`support ${change} ${count}`),
  };
  const fake = new FakeModule('address-book');
  const session = logOn(subsystemWith(t, [fake], { observer }));
  t.deepEqual(seen, [
    '> entry point::ABProviderInit',
    '< entry point::ABProviderInit',
    '> IABProvider::Logon',
    'support AddRef 2',
    '< IABProvider::Logon',
    'support Release 1',
  ]);
  seen.length = 0;
  session.Logoff(0, 0, 0);
  t.deepEqual(seen, [
    '> IABLogon::Logoff',
    'support Release 0',
    '< IABLogon::Logoff',
    '> IABLogon::Release',
    '< IABLogon::Release',
    '> IABProvider::Shutdown',
    '< IABProvider::Shutdown',
    '> IABProvider::Release',
    '< IABProvider::Release',
  ]);
});

test('closing a store logs it off inside the release of its support object, and keeps the provider object', (t) => {
  const fake = new FakeModule('store', { uid: '{00000000-0000-0000-0000-00000000ABCD}' as never });
  const session = logOnWithStores(subsystemWith(t, [fake]));
  fake.calls.length = 0;
  fake.providers[0]?.logons[0]?.store.Release();
  t.deepEqual(fake.calls, ['store gone', 'Logoff(0)', 'logon gone']);
  fake.calls.length = 0;
  session.Logoff(0, 0, 0);
  t.deepEqual(fake.calls, ['Shutdown(0)', 'provider gone']);
});

test('the ledger names a support object that a provider did not give back', (t) => {
  const fake = new FakeModule('store');
  const subsystem = subsystemWith(t, [fake]);
  const session = logOnWithStores(subsystem);
  fake.providers[0]?.logons[0]?.support.AddRef();
  session.Logoff(0, 0, 0);
  session.Release();
  t.deepEqual(
    subsystem.ledger.leaks().map(({ object }) => object),
    ['support object of store 1 (session 1)'],
  );
});

test('the ledger names a support object that is used or released once too often', (t) => {
  const fake = new FakeModule('transport');
  const subsystem = subsystemWith(t, [fake]);
  const session = logOn(subsystem);
  session.Logoff(0, 0, 0);
  const support = fake.providers[0]?.logons[0]?.support;
  t.is(support?.NewUID().hr, MAPI_E_INVALID_OBJECT);
  support?.Release();
  t.deepEqual(
    subsystem.ledger.violations.map(({ kind }) => kind),
    ['use-after-release', 'over-release'],
  );
});

test('after a proper exit the ledger is even', (t) => {
  const subsystem = subsystemWith(t, [new FakeModule('store'), new FakeModule('transport')]);
  const session = logOn(subsystem);
  session.Logoff(0, 0, 0);
  session.Release();
  t.deepEqual(subsystem.ledger.leaks(), []);
  t.deepEqual(subsystem.ledger.violations, []);
});

test('a provider that keeps no reference to its support object is logged off all the same, once', (t) => {
  const fake = new FakeModule('store', { keepsSupport: false });
  const session = logOnWithStores(subsystemWith(t, [fake]));
  t.false(fake.calls.includes('Logoff(0)'));
  session.Logoff(0, 0, 0);
  t.is(fake.calls.filter((call) => call === 'Logoff(0)').length, 1);
});

test('a provider whose logoff and Shutdown throw does not keep the others from being logged off', (t) => {
  const bad = new FakeModule('address-book', {
    onCall: (method) => {
      if (/Logoff|Shutdown/.test(method)) throw new Error(method);
    },
  });
  const good = new FakeModule('transport');
  const session = logOn(subsystemWith(t, [bad, good]));
  t.is(session.Logoff(0, 0, 0), S_OK);
  t.true(good.calls.includes('provider gone'));
});

test('a transport that reported a critical error gets nothing but Release', (t) => {
  const fake = new FakeModule('transport');
  const session = logOn(subsystemWith(t, [fake]));
  fake.providers[0]?.logons[0]?.support.SpoolerNotify(NOTIFY_CRITICAL_ERROR, null);
  fake.calls.length = 0;
  session.Logoff(0, 0, 0);
  t.deepEqual(fake.calls, ['logon gone', 'provider gone']);
});

test('a session that is released without Logoff logs off', (t) => {
  const fake = new FakeModule('address-book');
  logOn(subsystemWith(t, [fake])).Release();
  t.deepEqual(fake.calls.slice(-2), ['Shutdown(0)', 'provider gone']);
});

test('Logoff checks its arguments', (t) => {
  const session = logOn(subsystemWith(t, []));
  t.is(session.Logoff(0, 0, 1), MAPI_E_INVALID_PARAMETER);
  t.is(session.Logoff(0, 0x10, 0), MAPI_E_UNKNOWN_FLAGS);
  t.is(session.GetStatusTable(0).hr, S_OK);
});

test('after Logoff everything but Release gives MAPI_E_INVALID_OBJECT', (t) => {
  const session = logOn(subsystemWith(t, []));
  session.Logoff(0, 0, 0);
  const shutdown = session as IMAPISession & { QueryFastShutdown(): number; DoFastShutdown(): number };
  for (const hr of [
    session.GetMsgStoresTable(0).hr,
    session.OpenEntry(null, null, 0).hr,
    session.Unadvise(1),
    session.Logoff(0, 0, 0),
    shutdown.QueryFastShutdown(),
    shutdown.DoFastShutdown(),
  ]) {
    t.is(hr, MAPI_E_INVALID_OBJECT);
  }
  t.is(session.Release(), 0);
});

test('a sink for the session gets fnevExtended at logoff, and is released', (t) => {
  const session = logOn(subsystemWith(t, []));
  const { sink, onNotify, counts } = sinkOf();
  t.true(must(session.Advise(null, fnevExtended, sink)) > 0);
  t.is(counts.references, 2);
  session.Logoff(0, 0, 0);
  sinon.assert.calledOnce(onNotify);
  t.is((onNotify.firstCall.args[0] as { eventType: number }[])[0]?.eventType, fnevExtended);
  t.is(counts.references, 1);
});

test('a sink that was taken back hears nothing, and one that throws does no harm', (t) => {
  const session = logOn(subsystemWith(t, []));
  const quiet = sinkOf();
  const loud = sinkOf(
    sinon.spy(() => {
      throw new Error('no');
    }),
  );
  const connection = must(session.Advise(null, fnevExtended, quiet.sink));
  must(session.Advise(null, fnevExtended | fnevCriticalError, loud.sink));
  t.is(session.Unadvise(connection), S_OK);
  t.is(quiet.counts.references, 1);
  t.is(session.Unadvise(connection), MAPI_E_INVALID_PARAMETER);
  t.is(session.Logoff(0, 0, 0), S_OK);
  sinon.assert.notCalled(quiet.onNotify);
  sinon.assert.calledOnce(loud.onNotify);
});

test('a session has only the events that it has', (t) => {
  const session = logOn(subsystemWith(t, []));
  const { sink } = sinkOf();
  t.is(session.Advise(null, fnevNewMail, sink).hr, MAPI_E_NO_SUPPORT);
  t.is(session.Advise(null, 0, sink).hr, MAPI_E_INVALID_PARAMETER);
});

test('MAPI_LOGOFF_SHARED tells the other clients of a shared session, and nobody else', (t) => {
  const subsystem = subsystemWith(t, []);
  const shared = () => must(subsystem.MAPILogonEx(0, 'work', null, MAPI_ALLOW_OTHERS));
  const leaving = shared();
  const told = sinkOf();
  const spared = sinkOf();
  must(shared().Advise(null, fnevCriticalError, told.sink));
  must(logOn(subsystem).Advise(null, fnevCriticalError, spared.sink));
  leaving.Logoff(0, MAPI_LOGOFF_SHARED, 0);
  t.is(told.onNotify.callCount, 1);
  t.is(spared.onNotify.callCount, 0);
});
