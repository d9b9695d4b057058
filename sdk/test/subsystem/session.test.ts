import {
  E_NOINTERFACE,
  findValue,
  fnevNewMail,
  fnevTableModified,
  type Guid,
  guid,
  guidToBytes,
  IID_IMAPIClientShutdown,
  IID_IMAPISession,
  IID_IMSProvider,
  IID_IUnknown,
  type IMAPIAdviseSink,
  type IMAPISession,
  type IMAPITable,
  MAPI_DEFAULT_STORE,
  MAPI_E_INVALID_ENTRYID,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_FOUND,
  MAPI_E_UNKNOWN_ENTRYID,
  MAPI_MODIFY,
  MAPI_ONE_OFF_UID,
  MAPI_SIMPLE_STORE_TEMPORARY,
  MAPI_SPOOLER,
  MAPI_STATUS,
  MAPI_STORE,
  MAPI_SUBSYSTEM,
  MAPI_TRANSPORT_PROVIDER,
  MAPI_W_NO_SERVICE,
  PR_DEFAULT_STORE,
  PR_DISPLAY_NAME_W,
  PR_ENTRYID,
  PR_IDENTITY_ENTRYID,
  PR_MDB_PROVIDER,
  PR_OBJECT_TYPE,
  PR_RECORD_KEY,
  PR_RESOURCE_FLAGS,
  PR_RESOURCE_TYPE,
  PR_STATUS_CODE,
  S_OK,
  type SRow,
  STATUS_AVAILABLE,
  STATUS_DEFAULT_STORE,
  STATUS_OFFLINE,
  STATUS_PRIMARY_IDENTITY,
  STATUSROW_UPDATE,
} from '@mapi-kit/sdk';
import test from 'ava';
import sinon from 'sinon';
import { FakeModule } from './support/fake-provider.js';
import { dllName, logOn, logOnWithStores, must, storeIds, subsystemWith } from './support/fixture.js';

const UID = guid('{6F1B0A0E-58E4-4C8A-9F53-0B6C5C4B7D11}');

function entryId(uid: Guid, ...data: number[]): Uint8Array {
  return new Uint8Array([0, 0, 0, 0, ...guidToBytes(uid), ...data]);
}

function rowsOf(table: IMAPITable): SRow[] {
  return [...must(table.QueryRows(100, 0))];
}

test('the session and its IMAPIClientShutdown are one object', (t) => {
  const session = logOn(subsystemWith(t, []));
  const shutdown = must(session.QueryInterface(IID_IMAPIClientShutdown));
  t.is(must(shutdown.QueryInterface(IID_IUnknown)), must(session.QueryInterface(IID_IUnknown)));
  t.is(must(shutdown.QueryInterface(IID_IMAPISession)), session);
  t.is(session.QueryInterface(IID_IMSProvider).hr, E_NOINTERFACE);
  t.is(shutdown.Release(), 4);
});

test('the store table lists the stores with what their sections say, the first as the default', (t) => {
  const fake = new FakeModule('store');
  fake.options.onLogon = (support) => {
    const section = must(support.OpenProfileSection(null, MAPI_MODIFY));
    section.SetProps([
      { tag: PR_DISPLAY_NAME_W, value: 'My box' },
      { tag: PR_ENTRYID, value: must(support.WrapStoreEntryID(Uint8Array.of(1, 2, 3))) },
      { tag: PR_RECORD_KEY, value: Uint8Array.of(5) },
      { tag: PR_MDB_PROVIDER, value: Uint8Array.of(6) },
    ]);
    section.Release();
  };
  const session = logOn(subsystemWith(t, [fake, new FakeModule('store'), new FakeModule('transport')]));
  const table = must(session.GetMsgStoresTable(0));
  const changes = sinon.spy();
  const sink = { AddRef: () => 2, Release: () => 1, OnNotify: changes } as unknown as IMAPIAdviseSink;
  table.Advise(fnevTableModified, sink);
  must(session.OpenMsgStore(0, storeIds(session)[0] as Uint8Array, null, 0));
  t.is(changes.callCount, 1);
  const [first, second, ...others] = rowsOf(table);
  t.deepEqual(others, []);
  t.is(findValue(first ?? [], PR_DISPLAY_NAME_W), 'My box');
  t.deepEqual([...(findValue(first ?? [], PR_ENTRYID) ?? [])].slice(-3), [1, 2, 3]);
  t.deepEqual(findValue(first ?? [], PR_RECORD_KEY), Uint8Array.of(5));
  t.deepEqual(findValue(first ?? [], PR_MDB_PROVIDER), Uint8Array.of(6));
  t.is(findValue(first ?? [], PR_OBJECT_TYPE), MAPI_STORE);
  t.is(findValue(second ?? [], PR_DISPLAY_NAME_W), 'store 2');
  t.deepEqual(
    [first, second].map((row) => findValue(row ?? [], PR_DEFAULT_STORE)),
    [true, false],
  );
});

test('a store opens by the id it had before it chose one, and by the chosen one', (t) => {
  const seen: unknown[] = [];
  const fake = new FakeModule('store');
  fake.options.onLogon = (support) => {
    const section = must(support.OpenProfileSection(null, MAPI_MODIFY));
    section.SetProps([{ tag: PR_ENTRYID, value: must(support.WrapStoreEntryID(Uint8Array.of(7))) }]);
    section.Release();
  };
  const subsystem = subsystemWith(t, [fake], {
    observer: {
      calling: ({ method }) => {
        if (method === 'Logon') seen.push(method);
      },
    },
  });
  const session = logOn(subsystem);
  const placeholder = storeIds(session)[0] as Uint8Array;
  const store = must(session.OpenMsgStore(0, placeholder, null, 0));
  const chosen = storeIds(session)[0] as Uint8Array;
  t.notDeepEqual(chosen, placeholder);
  t.is(must(session.OpenMsgStore(0, chosen, null, 0)), store);
  t.is(must(session.OpenMsgStore(0, placeholder, null, 0)), store);
  t.is(seen.length, 3);
  t.is(storeIds(session).length, 1);
});

test('the private id that Logon gets is null until the store has chosen one, then unwrapped', (t) => {
  const fake = new FakeModule('store');
  const subsystem = subsystemWith(t, [fake]);
  const session = logOnWithStores(subsystem);
  const provider = fake.providers[0] as never as { Logon: (...args: unknown[]) => unknown };
  const logon = sinon.spy(provider, 'Logon');
  const wrap = (data: number) =>
    must(fake.providers[0]?.logons[0]?.support.WrapStoreEntryID(Uint8Array.of(data)) ?? { hr: S_OK, value: null });
  must(session.OpenMsgStore(0, storeIds(session)[0] as Uint8Array, null, 0));
  must(session.OpenMsgStore(0, wrap(9), null, 0));
  t.deepEqual(
    logon.args.map((args) => args[3]),
    [null, Uint8Array.of(9)],
  );
});

test('a store that the profile does not list is temporary, unless ModifyProfile is called', (t) => {
  const stores = (modify: boolean): number[] => {
    const fake = new FakeModule('store');
    const subsystem = subsystemWith(t, [fake]);
    const session = logOnWithStores(subsystem);
    const support = fake.providers[0]?.logons[0]?.support;
    fake.options.onLogon = (own) => {
      if (modify) own.ModifyProfile(0);
    };
    must(
      session.OpenMsgStore(0, must(support?.WrapStoreEntryID(Uint8Array.of(1)) ?? { hr: S_OK, value: null }), null, 0),
    );
    const during = storeIds(session).length;
    session.Logoff(0, 0, 0);
    return [during, storeIds(logOn(subsystem)).length];
  };
  t.deepEqual(stores(false), [2, 1]);
  t.deepEqual(stores(true), [2, 2]);
});

test('SetDefaultStore moves the mark, for the next session too', (t) => {
  const subsystem = subsystemWith(t, [new FakeModule('store'), new FakeModule('store')]);
  const session = logOn(subsystem);
  const defaults = (of: IMAPISession) =>
    rowsOf(must(of.GetMsgStoresTable(0))).map((row) => findValue(row, PR_DEFAULT_STORE));
  t.is(session.SetDefaultStore(MAPI_DEFAULT_STORE, storeIds(session)[1] as Uint8Array), S_OK);
  t.deepEqual(defaults(session), [false, true]);
  t.deepEqual(defaults(logOn(subsystem)), [false, true]);
  t.is(
    (findValue(rowsOf(must(session.GetMsgStoresTable(0)))[1] ?? [], PR_RESOURCE_FLAGS) ?? 0) & STATUS_DEFAULT_STORE,
    STATUS_DEFAULT_STORE,
  );
  t.is(session.SetDefaultStore(9, storeIds(session)[1] as Uint8Array), MAPI_E_INVALID_PARAMETER);
  t.is(session.SetDefaultStore(MAPI_SIMPLE_STORE_TEMPORARY, storeIds(session)[1] as Uint8Array), MAPI_E_NO_SUPPORT);
  t.is(session.SetDefaultStore(MAPI_DEFAULT_STORE, entryId(UID)), MAPI_E_INVALID_ENTRYID);
});

test('isDefault makes a later store the default one', (t) => {
  const subsystem = subsystemWith(t, [new FakeModule('store')]);
  subsystem.profiles.addProvider('work', { kind: 'store', dllName: dllName(0), displayName: 'b', isDefault: true });
  const rows = rowsOf(must(logOn(subsystem).GetMsgStoresTable(0)));
  t.deepEqual(
    rows.map((row) => findValue(row, PR_DEFAULT_STORE)),
    [false, true],
  );
});

test('the status table has the subsystem, the spooler, and what providers write; it tells of changes', (t) => {
  const fake = new FakeModule('transport');
  fake.options.onLogon = (support) => support.ModifyStatusRow([{ tag: PR_STATUS_CODE, value: STATUS_AVAILABLE }], 0);
  const session = logOn(subsystemWith(t, [fake]));
  const table = must(session.GetStatusTable(0));
  const types = () => rowsOf(must(session.GetStatusTable(0))).map((row) => findValue(row, PR_RESOURCE_TYPE));
  t.deepEqual(types(), [MAPI_SUBSYSTEM, MAPI_SPOOLER, MAPI_TRANSPORT_PROVIDER]);
  t.is(findValue(rowsOf(table)[2] ?? [], PR_DISPLAY_NAME_W), 'transport 1');
  const changes = sinon.spy();
  table.Advise(fnevTableModified, {
    AddRef: () => 2,
    Release: () => 1,
    OnNotify: changes,
  } as unknown as IMAPIAdviseSink);
  const support = fake.providers[0]?.logons[0]?.support;
  support?.ModifyStatusRow([{ tag: PR_DISPLAY_NAME_W, value: 'Post' }], STATUSROW_UPDATE);
  support?.ModifyStatusRow([{ tag: PR_STATUS_CODE, value: STATUS_OFFLINE }], STATUSROW_UPDATE);
  t.is(changes.callCount, 2);
  table.SeekRow(0, 0);
  const row = rowsOf(table)[2] ?? [];
  t.is(findValue(row, PR_DISPLAY_NAME_W), 'Post');
  t.is(findValue(row, PR_STATUS_CODE), STATUS_OFFLINE);
  fake.providers[0]?.logons[0]?.letGo();
  t.deepEqual(types(), [MAPI_SUBSYSTEM, MAPI_SPOOLER]);
});

test('the entry id of a status row opens the status object of its provider', (t) => {
  const fake = new FakeModule('transport');
  fake.options.onLogon = (support) => support.ModifyStatusRow([], 0);
  const session = logOn(subsystemWith(t, [fake]));
  const row = rowsOf(must(session.GetStatusTable(0)))[2] ?? [];
  const opened = must(session.OpenEntry(findValue(row, PR_ENTRYID) ?? null, null, 0));
  t.is(opened.objectType, MAPI_STATUS);
  t.true(fake.calls.includes('OpenStatusEntry'));
  const own = findValue(rowsOf(must(session.GetStatusTable(0)))[0] ?? [], PR_ENTRYID) ?? null;
  t.is(session.OpenEntry(own, null, 0).hr, MAPI_E_NOT_FOUND);
});

test('OpenEntry goes to the provider that registered the uid, and stops there when the provider has gone', (t) => {
  const fakes = [
    new FakeModule('store', { uid: UID }),
    new FakeModule('address-book', { uid: guid(crypto.randomUUID()) }),
  ];
  const session = logOnWithStores(subsystemWith(t, fakes));
  const opened = must(session.OpenEntry(entryId(UID, 1, 2), null, 0));
  t.is(opened.objectType, 22);
  t.deepEqual(
    fakes.map(({ calls }) => calls.includes('OpenEntry')),
    [true, false],
  );
  opened.unknown.Release();
  fakes[0]?.providers[0]?.logons[0]?.store.Release();
  t.is(session.OpenEntry(entryId(UID, 1), null, 0).hr, MAPI_E_UNKNOWN_ENTRYID);
});

test('two logons with one uid are tried in turn', (t) => {
  const fakes = [new FakeModule('store', { uid: UID }), new FakeModule('store', { uid: UID })];
  const session = logOnWithStores(subsystemWith(t, fakes));
  const first = fakes[0]?.providers[0]?.logons[0];
  if (first === undefined) return t.fail('no logon');
  const unknown = sinon.stub(first, 'OpenEntry').returns({ hr: MAPI_E_UNKNOWN_ENTRYID, value: null });
  t.is(session.OpenEntry(entryId(UID, 1), null, 0).hr, S_OK);
  unknown.returns({ hr: MAPI_E_NO_SUPPORT, value: null });
  t.is(session.OpenEntry(entryId(UID, 1), null, 0).hr, MAPI_E_NO_SUPPORT);
});

test('OpenEntry refuses what leads nowhere', (t) => {
  const session = logOn(subsystemWith(t, []));
  t.is(session.OpenEntry(null, null, 0).hr, MAPI_E_INVALID_PARAMETER);
  t.is(session.OpenEntry(Uint8Array.of(1), null, 0).hr, MAPI_E_INVALID_ENTRYID);
  t.is(session.OpenEntry(entryId(UID), null, 0).hr, MAPI_E_UNKNOWN_ENTRYID);
  t.is(session.OpenEntry(entryId(MAPI_ONE_OFF_UID), null, 0).hr, MAPI_E_NO_SUPPORT);
});

test('OpenEntry opens a store by its wrapped id', (t) => {
  const session = logOn(subsystemWith(t, [new FakeModule('store')]));
  const opened = must(session.OpenEntry(storeIds(session)[0] ?? null, null, 0));
  t.is(opened.objectType, MAPI_STORE);
});

test('CompareEntryIDs asks the provider, and ids of different providers differ', (t) => {
  const fake = new FakeModule('store', { uid: UID });
  const session = logOnWithStores(subsystemWith(t, [fake]));
  const compare = (a: Uint8Array, b: Uint8Array) => session.CompareEntryIDs(a, b, 0);
  t.deepEqual(compare(entryId(UID, 1, 9), entryId(UID, 2, 9)), { hr: S_OK, value: true });
  t.deepEqual(compare(entryId(UID, 1, 9), entryId(UID, 1, 8)), { hr: S_OK, value: false });
  t.deepEqual(compare(entryId(UID, 1), entryId(MAPI_ONE_OFF_UID, 1)), { hr: S_OK, value: false });
  t.is(compare(entryId(guid(crypto.randomUUID()), 1), Uint8Array.of(1)).hr, MAPI_E_INVALID_ENTRYID);
  const wrap = (data: number) =>
    must(fake.providers[0]?.logons[0]?.support.WrapStoreEntryID(Uint8Array.of(data)) ?? { hr: S_OK, value: null });
  t.is(compare(wrap(1), wrap(1)).value, true);
  t.is(compare(wrap(1), wrap(2)).value, false);
});

test('Advise for an object goes to its provider, and so does Unadvise', (t) => {
  const fake = new FakeModule('store', { uid: UID });
  const session = logOnWithStores(subsystemWith(t, [fake]));
  const sink = { AddRef: () => 1, Release: () => 1, OnNotify: () => 0 } as unknown as IMAPIAdviseSink;
  const connection = must(session.Advise(entryId(UID, 1), fnevNewMail, sink));
  t.is(session.Unadvise(connection), S_OK);
  t.deepEqual(fake.calls.slice(-2), ['Advise', 'Unadvise(77)']);
  t.is(session.Advise(entryId(MAPI_ONE_OFF_UID), fnevNewMail, sink).hr, MAPI_E_UNKNOWN_ENTRYID);
});

test('EnumAdrTypes joins the types of all transports, in order', (t) => {
  const fakes = [
    ['SMTP', 'FAX'],
    ['X400', 'SMTP'],
  ].map((addressTypes) => new FakeModule('transport', { addressTypes }));
  t.deepEqual(must(logOn(subsystemWith(t, fakes)).EnumAdrTypes(0)), ['SMTP', 'FAX', 'X400']);
});

test('QueryIdentity is the marked identity, else the first, else a warning', (t) => {
  const identity = (...rows: (readonly [number, number])[]) => {
    const fakes = rows.map(([name, flags]) => {
      const fake = new FakeModule('transport');
      fake.options.onLogon = (support) => {
        const columns = [{ tag: PR_RESOURCE_FLAGS, value: flags }];
        if (name !== 0) columns.push({ tag: PR_IDENTITY_ENTRYID, value: Uint8Array.of(name) } as never);
        support.ModifyStatusRow(columns, 0);
      };
      return fake;
    });
    return logOn(subsystemWith(t, fakes)).QueryIdentity();
  };
  t.deepEqual(identity([1, 0], [2, STATUS_PRIMARY_IDENTITY]).value, Uint8Array.of(2));
  t.deepEqual(identity([1, 0], [2, 0]).value, Uint8Array.of(1));
  t.deepEqual(identity([0, 0]), { hr: MAPI_W_NO_SERVICE, value: null });
});

test('what the session does not offer is MAPI_E_NO_SUPPORT', (t) => {
  const session = logOn(subsystemWith(t, []));
  t.is(session.AdminServices(0).hr, MAPI_E_NO_SUPPORT);
  t.is(session.QueryDefaultMessageOpt('SMTP', 0).hr, MAPI_E_NO_SUPPORT);
});
