import {
  CURRENT_SPI_VERSION,
  E_UNEXPECTED,
  formatHresult,
  type HRESULT,
  type IMAPISession,
  MAPI_E_FAILONEPROVIDER,
  MAPI_E_INVALID_ENTRYID,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_LOGON_FAILED,
  MAPI_E_NOT_FOUND,
  MAPI_E_NOT_INITIALIZED,
  MAPI_E_UNCONFIGURED,
  MAPI_E_UNKNOWN_CPID,
  MAPI_E_UNKNOWN_FLAGS,
  MAPI_E_VERSION,
  MAPI_MULTITHREAD_NOTIFICATIONS,
  MAPI_NEW_SESSION,
  MAPI_NO_MAIL,
  RPC_E_SERVERFAULT,
  S_OK,
} from '@mapi-kit/sdk';
import { Subsystem } from '@mapi-kit/sdk/subsystem';
import test from 'ava';
import sinon from 'sinon';
import { FakeModule, FakeProvider } from './support/fake-provider.js';
import { logOn, logOnWithStores, must, storeIds, subsystemWith, temporaryFolder } from './support/fixture.js';

function openFirst(session: IMAPISession): HRESULT {
  return session.OpenMsgStore(0, storeIds(session)[0] ?? new Uint8Array(0), null, 0).hr;
}

test('MAPIInitialize checks version and flags', (t) => {
  const subsystem = new Subsystem({ profileDirectory: temporaryFolder(t), modules: new Map() });
  t.is(subsystem.MAPIInitialize({ version: 1, flags: 0 }), MAPI_E_INVALID_PARAMETER);
  t.is(subsystem.MAPIInitialize({ version: 0, flags: 0x100 }), MAPI_E_UNKNOWN_FLAGS);
  t.is(subsystem.MAPILogonEx(0, 'work', null, 0).hr, MAPI_E_NOT_INITIALIZED);
  t.is(subsystem.MAPIInitialize({ version: 0, flags: MAPI_MULTITHREAD_NOTIFICATIONS }), S_OK);
  t.is(subsystem.MAPILogonEx(0, 'work', null, 0).hr, MAPI_E_LOGON_FAILED);
});

test('MAPIInitialize and MAPIUninitialize are counted', (t) => {
  const subsystem = subsystemWith(t, []);
  subsystem.MAPIInitialize(null);
  const session = logOn(subsystem);
  subsystem.MAPIUninitialize();
  t.is(session.GetStatusTable(0).hr, S_OK);
  subsystem.MAPIUninitialize();
  t.is(session.GetStatusTable(0).hr, MAPI_E_NOT_INITIALIZED);
  t.is(subsystem.MAPILogonEx(0, 'work', null, 0).hr, MAPI_E_NOT_INITIALIZED);
});

test('MAPILogonEx takes no password and no unknown flags', (t) => {
  const subsystem = subsystemWith(t, []);
  t.is(subsystem.MAPILogonEx(0, 'work', 'secret', 0).hr, MAPI_E_INVALID_PARAMETER);
  t.is(subsystem.MAPILogonEx(0, 'work', null, 0x80000).hr, MAPI_E_UNKNOWN_FLAGS);
  t.is(subsystem.MAPILogonEx(0, '', null, 0).hr, MAPI_E_LOGON_FAILED);
  t.is(subsystem.MAPILogonEx(0, 'work', null, MAPI_NEW_SESSION).hr, S_OK);
});

test('address books, then transports, log on with the session, transports are asked for their address types; stores wait', (t) => {
  const calls: string[] = [];
  const fakes = (['store', 'transport', 'address-book'] as const).map(
    (kind) => new FakeModule(kind, { onCall: (method) => calls.push(`${kind} ${method}`) }),
  );
  logOn(subsystemWith(t, fakes));
  t.deepEqual(calls, ['address-book Logon', 'transport Logon', 'transport AddressTypes']);
});

test('MAPI_NO_MAIL leaves the transports out', (t) => {
  const fakes = [new FakeModule('transport'), new FakeModule('address-book')];
  subsystemWith(t, fakes).MAPILogonEx(0, 'work', null, MAPI_NO_MAIL);
  t.deepEqual(
    fakes.map(({ calls }) => calls.length),
    [0, 1],
  );
});

test('each session gets a provider object of its own', (t) => {
  const fake = new FakeModule('store');
  const subsystem = subsystemWith(t, [fake]);
  logOnWithStores(subsystem);
  logOnWithStores(subsystem);
  t.is(fake.providers.length, 2);
});

test('a DLL that stands twice in a profile has one provider object a session, and a logon for each', (t) => {
  const fake = new FakeModule('address-book');
  const subsystem = subsystemWith(t, [fake]);
  subsystem.profiles.addProvider('work', { kind: 'address-book', dllName: 'fake-1', displayName: 'again' });
  logOn(subsystem);
  t.is(fake.providers.length, 1);
  t.is(fake.providers[0]?.logons.length, 2);
});

test('a store that is open already gives the same store and no new logon', (t) => {
  const fake = new FakeModule('store');
  const subsystem = subsystemWith(t, [fake]);
  const session = logOn(subsystem);
  const entryId = storeIds(session)[0] ?? new Uint8Array(0);
  const one = must(session.OpenMsgStore(0, entryId, null, 0));
  const two = must(session.OpenMsgStore(0, entryId, null, 0));
  t.is(one, two);
  one.Release();
  t.false(fake.calls.includes('Logoff(0)'));
  two.Release();
  t.deepEqual(fake.calls.slice(-3), ['store gone', 'Logoff(0)', 'logon gone']);
  t.deepEqual(
    subsystem.ledger.leaks().map(({ object }) => object),
    ['session 1'],
  );
});

const versions = test.macro({
  exec(t, version: number, hr: HRESULT) {
    const fake = new FakeModule('store', { version });
    const session = logOn(subsystemWith(t, [fake]));
    t.is(openFirst(session), hr);
    t.deepEqual(fake.calls, hr === S_OK ? ['Logon'] : ['provider gone']);
    if (hr !== S_OK) t.regex(session.GetLastError(hr, 0).value?.error ?? '', /SPI version 0x/);
  },
  title: (_, version: number, hr: HRESULT) =>
    `a provider of SPI version 0x${version.toString(16)} gives ${formatHresult(hr)}`,
});
test(versions, CURRENT_SPI_VERSION, S_OK);
test(versions, 0x00010000, S_OK);
test(versions, CURRENT_SPI_VERSION + 1, MAPI_E_VERSION);
test(versions, 0x0000ffff, MAPI_E_VERSION);

const logons = test.macro({
  exec(t, results: readonly HRESULT[], expected: readonly HRESULT[], calls: number) {
    const fake = new FakeModule('store', { logonResults: [...results] });
    const session = logOn(subsystemWith(t, [fake]));
    t.deepEqual(
      expected.map(() => openFirst(session)),
      expected,
    );
    t.is(fake.calls.filter((call) => call === 'Logon').length, calls);
    t.is(fake.providers.length, 1);
  },
  title: (title) => `a store logon: ${title}`,
});
test('MAPI_E_UNCONFIGURED is tried once more', logons, [MAPI_E_UNCONFIGURED], [S_OK], 2);
test(
  'MAPI_E_UNCONFIGURED twice disables the provider for the session',
  logons,
  [MAPI_E_UNCONFIGURED, MAPI_E_UNCONFIGURED],
  [MAPI_E_UNCONFIGURED, MAPI_E_LOGON_FAILED],
  2,
);
test('MAPI_E_FAILONEPROVIDER may be tried again', logons, [MAPI_E_FAILONEPROVIDER], [MAPI_E_FAILONEPROVIDER, S_OK], 2);
test(
  'another error disables the provider for the session',
  logons,
  [MAPI_E_UNKNOWN_CPID],
  [MAPI_E_UNKNOWN_CPID, MAPI_E_LOGON_FAILED],
  1,
);

test('a provider that was disabled is there again in the next session', (t) => {
  const fake = new FakeModule('store', { logonResults: [MAPI_E_UNKNOWN_CPID] });
  const subsystem = subsystemWith(t, [fake]);
  t.is(openFirst(logOn(subsystem)), MAPI_E_UNKNOWN_CPID);
  t.is(openFirst(logOn(subsystem)), S_OK);
});

test('a logon that throws fails the store and not the session', (t) => {
  const throwing = new FakeModule('store', {
    onLogon: () => {
      throw new Error('no');
    },
  });
  const session = logOn(subsystemWith(t, [throwing]));
  t.is(openFirst(session), RPC_E_SERVERFAULT);
});

test('a logon that returns success without a logon object is E_UNEXPECTED, with details', (t) => {
  const fake = new FakeModule('store');
  const subsystem = subsystemWith(t, [fake]);
  const session = logOn(subsystem);
  sinon.stub(FakeProvider.prototype, 'Logon').returns({ hr: S_OK, value: null });
  t.teardown(() => sinon.restore());
  t.is(openFirst(session), E_UNEXPECTED);
  t.regex(session.GetLastError(E_UNEXPECTED, 0).value?.error ?? '', /success without a logon object/);
});

test('an entry point that returns a promise is E_UNEXPECTED', (t) => {
  const module = { MSProviderInit: async () => ({ hr: S_OK, value: null }) };
  const subsystem = subsystemWith(t, [new FakeModule('store')], { modules: new Map([['fake-1', module as never]]) });
  t.is(openFirst(logOn(subsystem)), E_UNEXPECTED);
});

test('an entry point that returns success without a provider object is E_UNEXPECTED, with details', (t) => {
  const module = { MSProviderInit: () => ({ hr: S_OK, value: null }) };
  const subsystem = subsystemWith(t, [new FakeModule('store')], { modules: new Map([['fake-1', module]]) });
  const session = logOn(subsystem);
  t.is(openFirst(session), E_UNEXPECTED);
  t.regex(session.GetLastError(E_UNEXPECTED, 0).value?.error ?? '', /without a provider object/);
});

test('a module that is not loaded, or lacks the entry point, is told by name', (t) => {
  for (const [modules, message] of [
    [new Map(), /No provider module is loaded under the name "fake-1", which store 1 needs/],
    [new Map([['fake-1', {}]]), /"fake-1" has no MSProviderInit/],
  ] as const) {
    const session = logOn(subsystemWith(t, [new FakeModule('store')], { modules }));
    t.is(openFirst(session), MAPI_E_NOT_FOUND);
    t.regex(session.GetLastError(MAPI_E_NOT_FOUND, 0).value?.error ?? '', message);
    t.is(session.GetLastError(S_OK, 0).value, null);
  }
});

test('an entry id that is no store is refused', (t) => {
  const session = logOn(subsystemWith(t, [new FakeModule('store')]));
  t.is(session.OpenMsgStore(0, new Uint8Array(0), null, 0).hr, MAPI_E_INVALID_ENTRYID);
  t.is(session.OpenMsgStore(0, new Uint8Array(40), null, 0).hr, MAPI_E_INVALID_ENTRYID);
});

test('a failing address book or transport does not fail the session', (t) => {
  const fakes = (['address-book', 'transport'] as const).map(
    (kind) => new FakeModule(kind, { logonResults: [MAPI_E_LOGON_FAILED] }),
  );
  const session = logOn(subsystemWith(t, fakes));
  t.deepEqual(must(session.EnumAdrTypes(0)), []);
});
