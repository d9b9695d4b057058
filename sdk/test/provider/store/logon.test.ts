import {
  CURRENT_SPI_VERSION,
  E_NOINTERFACE,
  E_UNEXPECTED,
  findValue,
  guid,
  guidToBytes,
  IID_IMAPIProviderShutdown,
  IID_IMSProvider,
  IID_IUnknown,
  MAPI_E_CORRUPT_DATA,
  MAPI_E_INVALID_OBJECT,
  MAPI_E_UNCONFIGURED,
  MAPI_E_VERSION,
  MAPI_UNICODE,
  MapiError,
  MDB_TEMPORARY,
  PR_DISPLAY_NAME_W,
  PR_ENTRYID,
  PR_MDB_PROVIDER,
  PR_PROVIDER_DISPLAY_W,
  PR_RECORD_KEY,
  PROP_ID,
  propValue,
  S_OK,
} from '@mapi-kit/sdk';
import { AbstractMessageStore, messageStoreProvider, type StoredObject } from '@mapi-kit/sdk/store';
import test from 'ava';
import {
  entryIdOf,
  get,
  logOn,
  logOnSpooler,
  makeProvider,
  newMessage,
  ok,
  okay,
  openFolder,
  saveMessage,
  sectionFor,
  subjects,
} from './support/client.js';
import { FakeSection, FakeSupport } from './support/fake-support.js';
import { MemoryStore } from './support/memory-store.js';

const uid = guid('{0BADCAFE-0000-4000-8000-000000000001}');

test('Each call of the entry point makes a new provider object', (t) => {
  const init = messageStoreProvider(MemoryStore);
  const first = ok(init({ flags: 0, mapiVersion: CURRENT_SPI_VERSION }));
  const second = ok(init({ flags: 0, mapiVersion: CURRENT_SPI_VERSION }));
  t.not(first.provider, second.provider);
  t.is(first.providerVersion, CURRENT_SPI_VERSION);
});

test('The entry point refuses a MAPI that is older than the provider', (t) => {
  t.deepEqual(messageStoreProvider(MemoryStore)({ flags: 0, mapiVersion: 0x00010008 }), {
    hr: MAPI_E_VERSION,
    value: null,
  });
});

test('The provider object is one identity with two interfaces', (t) => {
  const provider = makeProvider();
  const shutdown = ok(provider.QueryInterface(IID_IMAPIProviderShutdown));
  t.is(ok(shutdown.QueryInterface(IID_IMSProvider)), provider);
  t.is(ok(shutdown.QueryInterface(IID_IUnknown)), provider);
  t.is(provider.QueryInterface(guid('{00000000-1111-2222-3333-444444444444}') as never).hr, E_NOINTERFACE);
});

test('A class that is no message store is refused with a TypeError that says so', (t) => {
  t.throws(() => messageStoreProvider(class {} as never), {
    instanceOf: TypeError,
    message: /extends AbstractMessageStore/,
  });
  t.throws(() => messageStoreProvider(undefined as never), { instanceOf: TypeError, message: /got undefined/ });
});

test('A class that lacks a hook is refused with a TypeError that names it', (t) => {
  const Incomplete = class Incomplete extends (AbstractMessageStore as unknown as new () => object) {
    read(): undefined {}
    write(): void {}
    remove(): void {}
  };
  t.throws(() => messageStoreProvider(Incomplete as never), {
    instanceOf: TypeError,
    message: /Incomplete lacks list\(\)/,
  });
});

test('Logon writes what identifies the store into its profile section', (t) => {
  const provider = makeProvider(MemoryStore, { displayName: 'Box', providerUid: uid });
  const { section, store } = logOn({ provider });
  const written = (tag: number): unknown => section.values.get(PROP_ID(tag))?.value;
  t.is(written(PR_DISPLAY_NAME_W), 'Box');
  t.is(written(PR_PROVIDER_DISPLAY_W), 'Box');
  t.deepEqual(written(PR_MDB_PROVIDER), guidToBytes(uid));
  t.deepEqual(written(PR_RECORD_KEY), get(store, PR_RECORD_KEY));
  t.deepEqual(written(PR_ENTRYID), get(store, PR_ENTRYID));
  t.is((written(PR_ENTRYID) as Uint8Array)[0], 0xaa, 'the wrapped form');
});

test('Logon keeps one reference to the support object and none to the section', (t) => {
  const { support, section } = logOn();
  t.is(support.referenceCount, 2);
  t.is(section.openReferences, 0);
  t.deepEqual(support.callsOf('SetProviderUID').length, 1);
  t.deepEqual(support.callsOf('ModifyProfile'), ['ModifyProfile 0']);
  t.deepEqual(support.callsOf('ModifyStatusRow'), ['ModifyStatusRow 0']);
});

test('A temporary logon leaves the profile as it is', (t) => {
  const support = new FakeSupport(sectionFor('/data/temporary'));
  ok(makeProvider().Logon(support.asSupport, 0, 'profile', null, MDB_TEMPORARY, null));
  t.deepEqual(support.callsOf('ModifyProfile'), []);
});

test('Logon without a data directory is MAPI_E_UNCONFIGURED and keeps nothing', (t) => {
  const support = new FakeSupport(new FakeSection());
  t.is(makeProvider().Logon(support.asSupport, 0, 'profile', null, 0, null).hr, MAPI_E_UNCONFIGURED);
  t.is(support.referenceCount, 1);
  t.is(support.section.openReferences, 0);
});

test('The code of an open hook that fails is the code of the logon', (t) => {
  class Broken extends MemoryStore {
    protected override open(): void {
      throw new MapiError(MAPI_E_CORRUPT_DATA, 'the index is damaged');
    }
  }
  const support = new FakeSupport(sectionFor('/data/broken'));
  t.is(makeProvider(Broken).Logon(support.asSupport, 0, 'profile', null, 0, null).hr, MAPI_E_CORRUPT_DATA);
  t.is(support.referenceCount, 1);
});

test('An author reads the data directory and the settings from open() on', (t) => {
  const seen: unknown[] = [];
  class Curious extends MemoryStore {
    constructor() {
      super();
      t.throws(() => this.dataDirectory, { instanceOf: TypeError });
    }
    protected override open(): void {
      super.open();
      seen.push(this.dataDirectory, this.setting('host'), this.setting('query'), this.setting('none'));
    }
  }
  logOn({ provider: makeProvider(Curious), section: sectionFor('/data/curious', ['host=localhost', 'query=a=b']) });
  t.deepEqual(seen, ['/data/curious', 'localhost', 'a=b', undefined]);
});

test('A second logon at an open store gives the same store and no logon object', (t) => {
  const client = logOn();
  const support = new FakeSupport(client.section);
  const again = ok(client.provider.Logon(support.asSupport, 0, 'profile', null, 0, null));
  t.is(again.logon, null);
  t.is(again.store, client.store);
  t.is(support.referenceCount, 1);
  client.store.Release();
  t.deepEqual(subjects(client.inbox), [], 'the second client has it open still');
});

test('The spooler has a store object of its own over the same store', (t) => {
  const client = logOn();
  const spooler = logOnSpooler(client);
  t.not(spooler.store, client.store);
  newMessage(client.inbox, 'seen by both').SaveChanges(0);
  t.deepEqual(subjects(openFolder(spooler.store, entryIdOf(client.inbox))), ['seen by both']);
  client.store.Release();
  t.is(client.inbox.GetContentsTable(0).hr, MAPI_E_INVALID_OBJECT);
  t.deepEqual(subjects(openFolder(spooler.store, null)), []);
  t.is(spooler.store.Release(), 0);
  t.is(spooler.support.referenceCount, 1);
});

test('A renamed store has its new name in the profile section as well', (t) => {
  const { store, section, provider, logon } = logOn();
  okay(store.SetProps([propValue(PR_DISPLAY_NAME_W, 'My mail')]).hr);
  t.is(section.values.get(PROP_ID(PR_DISPLAY_NAME_W))?.value, 'My mail');
  logon.Logoff(0);
  t.is(get(logOn({ provider, section }).store, PR_DISPLAY_NAME_W), 'My mail');
});

test('CompareStoreIDs knows a store by its unwrapped entry id', (t) => {
  const { provider, store } = logOn();
  const other = logOn({ provider });
  const [a, b] = [entryIdOf(store).slice(2), entryIdOf(other.store).slice(2)];
  t.true(ok(provider.CompareStoreIDs(a, a, 0)));
  t.false(ok(provider.CompareStoreIDs(a, b, 0)));
});

test('A hook that returns a promise is E_UNEXPECTED with an explanation', (t) => {
  class Async extends MemoryStore {
    protected override remove(id: string): undefined {
      super.remove(id);
      return Promise.resolve() as never;
    }
  }
  const { inbox } = logOn({ storeClass: Async });
  t.is(inbox.DeleteMessages([saveMessage(inbox, 'x')], 0, null, 0), E_UNEXPECTED);
  t.regex(ok(inbox.GetLastError(E_UNEXPECTED, 0)).error, /remove\(\) returned a promise; MAPI is synchronous/);
});

test('A list hook that is an asynchronous generator is E_UNEXPECTED as well', (t) => {
  class Async extends MemoryStore {
    protected override list(): Iterable<StoredObject> {
      return (async function* () {})() as never;
    }
  }
  const { inbox } = logOn({ storeClass: Async });
  t.is(ok(inbox.GetContentsTable(0)).QueryRows(1, 0).hr, E_UNEXPECTED);
});

test('An exception of a hook is MAPI_E_CALL_FAILED with its message in GetLastError', (t) => {
  class Full extends MemoryStore {
    protected override write(object: StoredObject): void {
      if (object.kind === 'message') throw new Error('no space left');
      super.write(object);
    }
  }
  const { inbox } = logOn({ storeClass: Full });
  const message = newMessage(inbox, 'x');
  const hr = message.SaveChanges(0);
  t.is(hr >>> 0, 0x80004005);
  t.is(ok(message.GetLastError(hr, 0)).error, 'no space left');
  t.is(message.GetLastError(S_OK, 0).value, null);
  t.is(findValue(ok(message.GetProps(null, MAPI_UNICODE)), PR_DISPLAY_NAME_W), undefined);
});
