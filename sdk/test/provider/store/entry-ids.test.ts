import {
  guid,
  guidToBytes,
  MAPI_E_INVALID_ENTRYID,
  MAPI_E_NOT_FOUND,
  MAPI_E_UNKNOWN_ENTRYID,
  MAPI_STORE,
  PR_SUBJECT_W,
  S_OK,
} from '@mapi-kit/sdk';
import test from 'ava';
import { entryIdOf, get, logOn, makeProvider, newMessage, ok, openMessage, saveMessage } from './support/client.js';
import { disks, MemoryStore } from './support/memory-store.js';

const providerUid = guid('{0BADCAFE-0000-4000-8000-000000000001}');

test('An entry id is long-term and carries the MAPIUID of the provider', (t) => {
  const entryId = saveMessage(logOn({ provider: makeProvider(MemoryStore, { providerUid }) }).inbox, 'x');
  t.deepEqual([...entryId.subarray(0, 4)], [0, 0, 0, 0]);
  t.deepEqual(entryId.slice(4, 20), guidToBytes(providerUid));
});

test('A new message has its entry id before the first save', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  const before = entryIdOf(message);
  message.SaveChanges(2);
  t.deepEqual(entryIdOf(message), before);
});

test('Entry ids are never used twice', (t) => {
  const { inbox } = logOn();
  const ids = new Set<string>();
  for (let index = 0; index < 500; index += 1) {
    const entryId = saveMessage(inbox, 'x');
    ids.add(Buffer.from(entryId).toString('hex'));
    inbox.DeleteMessages([entryId], 0, null, 0);
  }
  t.is(ids.size, 500);
});

test('CompareEntryIDs tells objects apart, and knows both forms of the store id', (t) => {
  const { store, logon, inbox } = logOn();
  const [a, b] = [saveMessage(inbox, 'a'), saveMessage(inbox, 'b')];
  t.deepEqual(store.CompareEntryIDs(a, Uint8Array.from(a), 0), { hr: S_OK, value: true });
  t.deepEqual(store.CompareEntryIDs(a, b, 0), { hr: S_OK, value: false });
  const wrapped = entryIdOf(store);
  t.true(ok(logon.CompareEntryIDs(wrapped, wrapped.slice(2), 0)));
});

test('The entry id of the store opens the store', (t) => {
  const { store } = logOn();
  const opened = ok(store.OpenEntry(entryIdOf(store), null, 0));
  t.is(opened.objectType, MAPI_STORE);
  t.is(opened.unknown, store);
});

test('What is no entry id of the store is told apart from what is not there', (t) => {
  const { store, inbox } = logOn();
  const foreign = saveMessage(logOn().inbox, 'x');
  const gone = saveMessage(inbox, 'gone');
  inbox.DeleteMessages([gone], 0, null, 0);
  t.is(store.OpenEntry(new Uint8Array(7), null, 0).hr, MAPI_E_INVALID_ENTRYID);
  t.is(store.OpenEntry(foreign, null, 0).hr, MAPI_E_UNKNOWN_ENTRYID);
  t.is(store.OpenEntry(gone, null, 0).hr, MAPI_E_NOT_FOUND);
});

test('A logon object opens entries of every store of its provider object', (t) => {
  const first = logOn();
  const second = logOn({ provider: first.provider });
  const entryId = saveMessage(second.inbox, 'in the second');
  t.is(get(ok(first.logon.OpenEntry(entryId, null, 0)).unknown as never, PR_SUBJECT_W), 'in the second');
});

test('A store whose data is lost before it was saved keeps the identity that the profile knows', (t) => {
  const first = logOn();
  const inbox = entryIdOf(first.inbox);
  first.logon.Logoff(0);
  disks.get(first.directory)?.clear();
  const second = logOn({ section: first.section });
  t.deepEqual(entryIdOf(second.inbox), inbox);
});

test('An entry id opens the same message after a restart and a move', (t) => {
  const first = logOn();
  const entryId = saveMessage(first.inbox, 'lasting');
  first.inbox.CopyMessages([entryId], null, first.root, 0, null, 1);
  first.logon.Logoff(0);
  t.is(get(openMessage(logOn({ section: first.section }).store, entryId), PR_SUBJECT_W), 'lasting');
});
