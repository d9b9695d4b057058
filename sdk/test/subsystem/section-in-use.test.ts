import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  guid,
  type HRESULT,
  type IMAPISession,
  type IProfSect,
  MAPI_E_FAILONEPROVIDER,
  MAPI_E_NO_ACCESS,
  MAPI_E_NOT_FOUND,
  MAPI_EXTENDED,
  MAPI_MODIFY,
  MAPI_NEW_SESSION,
  MAPI_W_ERRORS_RETURNED,
  type MAPIUID,
  PR_COMMENT_W,
  propValue,
  S_OK,
} from '@mapi-kit/sdk';
import { addressBookProvider } from '@mapi-kit/sdk/address-book';
import { messageStoreProvider } from '@mapi-kit/sdk/store';
import { Subsystem } from '@mapi-kit/sdk/subsystem';
import anyTest, { type ExecutionContext } from 'ava';
import sinon from 'sinon';
import { bookOver, newBox } from '../provider/address-book/support/book.js';
import { MemoryStore } from '../provider/store/support/memory-store.js';
import { must, storeIds, temporaryFolder } from './support/fixture.js';

/** Registers a test of which warnings are seen, of those that run one after the other: warnings are the process's. */
function test(title: string, implementation: (t: ExecutionContext) => void): void {
  anyTest.serial(title, (t) => {
    sinon.stub(process, 'emitWarning');
    t.teardown(() => sinon.restore());
    implementation(t);
  });
}

interface Work {
  readonly uid: MAPIUID;
  readonly session: IMAPISession;
  readonly logOn: () => IMAPISession;
}

/** A profile with one provider, of the SDK's base classes, and a first session with it. */
function work(t: ExecutionContext, kind: 'store' | 'address-book'): Work {
  const folder = temporaryFolder(t);
  const dataDirectory = join(folder, 'data');
  mkdirSync(dataDirectory);
  const providerUid = guid('{11111111-2222-3333-4444-555555555555}');
  const modules = new Map([
    ['store', { MSProviderInit: messageStoreProvider(MemoryStore) }],
    [
      'address-book',
      { ABProviderInit: addressBookProvider(bookOver(newBox()), { displayName: 'Cards', providerUid }) },
    ],
  ]);
  const subsystem = new Subsystem({ profileDirectory: folder, modules });
  subsystem.profiles.createProfile('work');
  const uid = subsystem.profiles.addProvider('work', { kind, dllName: kind, displayName: 'Box', dataDirectory });
  subsystem.MAPIInitialize(null);
  const logOn = () => must(subsystem.MAPILogonEx(0, 'work', null, MAPI_EXTENDED | MAPI_NEW_SESSION));
  return { uid, session: logOn(), logOn };
}

function section(session: IMAPISession, uid: MAPIUID, flags: number): IProfSect {
  return must(session.OpenProfileSection(uid, null, flags));
}

function openStore(session: IMAPISession): HRESULT {
  const [entryId] = storeIds(session);
  return entryId === undefined ? MAPI_E_NOT_FOUND : session.OpenMsgStore(0, entryId, null, 0).hr;
}

/** What the warnings were about, of which there are some in each test. */
function warnings(): string[] {
  return (process.emitWarning as sinon.SinonStub).args.map(([message]) => String(message));
}

test('a store whose section somebody reads at its first logon is not disabled', (t) => {
  const { session, uid } = work(t, 'store');
  const reader = section(session, uid, 0);
  t.is(openStore(session), MAPI_E_FAILONEPROVIDER);
  t.regex(warnings().join(), /^the profile section cannot be written at the moment/);
  reader.Release();
  t.is(openStore(session), S_OK);
});

test('a store opens while somebody reads its section, when all that it writes is there', (t) => {
  const { session, uid, logOn } = work(t, 'store');
  t.is(openStore(session), S_OK);
  const next = logOn();
  const reader = section(next, uid, 0);
  t.is(openStore(next), S_OK);
  t.is(reader.SetProps([propValue(PR_COMMENT_W, 'x')]).hr, MAPI_E_NO_ACCESS, 'it was a reader until now');
  t.deepEqual(warnings(), []);
});

test('a store whose section somebody writes is not disabled', (t) => {
  const { session, uid } = work(t, 'store');
  const writer = section(session, uid, MAPI_MODIFY);
  t.is(openStore(session), MAPI_E_FAILONEPROVIDER);
  t.regex(warnings().join(), /^somebody else writes the profile section/);
  writer.Release();
  t.is(openStore(session), S_OK);
});

test('an address book whose section somebody reads or writes is not disabled', (t) => {
  const { session, uid, logOn } = work(t, 'address-book');
  const reader = section(session, uid, 0);
  t.is(logOn().OpenAddressBook(0, null, 0).hr, S_OK);
  t.deepEqual(warnings(), []);
  reader.Release();
  const writer = section(session, uid, MAPI_MODIFY);
  const next = logOn();
  t.is(next.OpenAddressBook(0, null, 0).hr, MAPI_W_ERRORS_RETURNED);
  t.regex(warnings().join(), /^somebody else writes the profile section/);
  writer.Release();
  t.is(next.OpenAddressBook(0, null, 0).hr, S_OK);
});
