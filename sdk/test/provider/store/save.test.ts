import {
  FORCE_SAVE,
  IID_IMAPIContainer,
  IID_IMAPIFolder,
  IID_IMAPIProp,
  IID_IMessage,
  IID_IMsgStore,
  KEEP_OPEN_READONLY,
  KEEP_OPEN_READWRITE,
  MAPI_E_INTERFACE_NOT_SUPPORTED,
  MAPI_E_NO_ACCESS,
  MAPI_E_NOT_ENOUGH_DISK,
  MAPI_E_NOT_FOUND,
  MAPI_E_OBJECT_CHANGED,
  MAPI_E_OBJECT_DELETED,
  MapiError,
  MSGFLAG_UNMODIFIED,
  PR_COMMENT_W,
  PR_MESSAGE_FLAGS,
  PR_SUBJECT_W,
  propValue,
  S_OK,
} from '@mapi-kit/sdk';
import type { StoredObject } from '@mapi-kit/sdk/store';
import test from 'ava';
import {
  entryIdOf,
  get,
  logOn,
  newFolder,
  newMessage,
  ok,
  okay,
  openMessage,
  saveMessage,
  subjects,
} from './support/client.js';
import { disks, MemoryStore } from './support/memory-store.js';

test('A new message is seen by nobody before it is saved', (t) => {
  const { inbox, store } = logOn();
  const message = newMessage(inbox, 'draft');
  t.deepEqual(subjects(inbox), []);
  t.is(store.OpenEntry(entryIdOf(message), null, 0).hr, MAPI_E_NOT_FOUND);
  okay(message.SaveChanges(0));
  t.deepEqual(subjects(inbox), ['draft']);
});

test('A change is seen by nobody before it is saved, and lost without a save', (t) => {
  const { inbox, store } = logOn();
  const entryId = saveMessage(inbox, 'v1');
  const message = openMessage(store, entryId);
  ok(message.SetProps([propValue(PR_SUBJECT_W, 'v2')]));
  t.deepEqual(subjects(inbox), ['v1']);
  message.Release();
  t.is(get(openMessage(store, entryId), PR_SUBJECT_W), 'v1');
});

test('What is saved is there after a restart', (t) => {
  const first = logOn();
  const entryId = saveMessage(first.inbox, 'kept');
  first.logon.Logoff(0);
  const second = logOn({ section: first.section });
  t.is(get(openMessage(second.store, entryId), PR_SUBJECT_W), 'kept');
});

test('The second of two writers gets MAPI_E_OBJECT_CHANGED, and wins with FORCE_SAVE', (t) => {
  const { inbox, store } = logOn();
  const entryId = saveMessage(inbox, 'v0');
  const [a, b] = [openMessage(store, entryId), openMessage(store, entryId)];
  ok(a.SetProps([propValue(PR_SUBJECT_W, 'a')]));
  ok(b.SetProps([propValue(PR_SUBJECT_W, 'b')]));
  t.is(a.SaveChanges(KEEP_OPEN_READWRITE), S_OK);
  t.is(b.SaveChanges(KEEP_OPEN_READWRITE), MAPI_E_OBJECT_CHANGED);
  t.deepEqual(subjects(inbox), ['a']);
  t.is(b.SaveChanges(KEEP_OPEN_READWRITE | FORCE_SAVE), S_OK);
  t.deepEqual(subjects(inbox), ['b']);
});

test('A message that was deleted in the meantime cannot be saved, not even by force', (t) => {
  const { inbox, store } = logOn();
  const entryId = saveMessage(inbox, 'gone');
  const message = openMessage(store, entryId);
  ok(message.SetProps([propValue(PR_SUBJECT_W, 'back')]));
  okay(inbox.DeleteMessages([entryId], 0, null, 0));
  t.is(message.SaveChanges(0), MAPI_E_OBJECT_DELETED);
  t.is(message.SaveChanges(FORCE_SAVE), MAPI_E_OBJECT_DELETED);
  t.deepEqual(subjects(inbox), []);
});

test('A new message whose folder has been deleted cannot be saved', (t) => {
  const { root } = logOn();
  const folder = newFolder(root, 'short-lived');
  const message = newMessage(folder, 'x');
  okay(root.DeleteFolder(entryIdOf(folder), 0, null, 0));
  t.is(message.SaveChanges(0), MAPI_E_OBJECT_DELETED);
});

test('KEEP_OPEN_READONLY ends writing, KEEP_OPEN_READWRITE does not', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  t.is(message.SaveChanges(KEEP_OPEN_READWRITE), S_OK);
  okay(message.SetProps([propValue(PR_COMMENT_W, 'again')]).hr);
  t.is(message.SaveChanges(KEEP_OPEN_READONLY), S_OK);
  t.is(message.SetProps([propValue(PR_COMMENT_W, 'no more')]).hr, MAPI_E_NO_ACCESS);
});

test('A save that fails makes nothing permanent and can be tried again', (t) => {
  let full = true;
  class Full extends MemoryStore {
    protected override write(object: StoredObject): void {
      if (full && object.kind === 'message') throw new MapiError(MAPI_E_NOT_ENOUGH_DISK, 'full');
      super.write(object);
    }
  }
  const { inbox } = logOn({ storeClass: Full });
  const message = newMessage(inbox, 'patient');
  t.is(message.SaveChanges(KEEP_OPEN_READONLY), MAPI_E_NOT_ENOUGH_DISK);
  t.deepEqual(subjects(inbox), []);
  full = false;
  t.is(message.SaveChanges(0), S_OK);
  t.deepEqual(subjects(inbox), ['patient']);
});

test('A save without changes writes nothing', (t) => {
  const { inbox, store, directory } = logOn();
  const entryId = saveMessage(inbox, 'x');
  const before = [...(disks.get(directory)?.values() ?? [])];
  t.is(openMessage(store, entryId).SaveChanges(0), S_OK);
  t.deepEqual([...(disks.get(directory)?.values() ?? [])], before);
});

test('MSGFLAG_UNMODIFIED ends with the first change after the first save', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  okay(message.SaveChanges(KEEP_OPEN_READWRITE));
  t.not((get(message, PR_MESSAGE_FLAGS) as number) & MSGFLAG_UNMODIFIED, 0);
  ok(message.SetProps([propValue(PR_SUBJECT_W, 'y')]));
  okay(message.SaveChanges(KEEP_OPEN_READWRITE));
  t.is((get(message, PR_MESSAGE_FLAGS) as number) & MSGFLAG_UNMODIFIED, 0);
});

test('A save keeps the read flag and the place that the message has by now', (t) => {
  const { inbox, root, store } = logOn();
  const entryId = saveMessage(inbox, 'v1');
  const message = openMessage(store, entryId);
  okay(inbox.SetReadFlags([entryId], 0, null, 4));
  okay(inbox.CopyMessages([entryId], null, root, 0, null, 1));
  ok(message.SetProps([propValue(PR_SUBJECT_W, 'v2')]));
  t.is(message.SaveChanges(0), S_OK);
  t.deepEqual(subjects(root), ['v2']);
  t.deepEqual(subjects(inbox), []);
  t.is((get(openMessage(store, entryId), PR_MESSAGE_FLAGS) as number) & 1, 0);
});

test('Folders and the store change at once', (t) => {
  const { inbox, store } = logOn();
  ok(inbox.SetProps([propValue(PR_COMMENT_W, 'mine')]));
  t.is(get(ok(store.OpenEntry(entryIdOf(inbox), null, 0)).unknown as never, PR_COMMENT_W), 'mine');
  t.is(inbox.SaveChanges(0), S_OK);
  ok(store.SetProps([propValue(PR_COMMENT_W, 'ours')]));
  t.is(get(store, PR_COMMENT_W), 'ours');
});

test('Each object answers QueryInterface for all that it inherits', (t) => {
  const { store, inbox } = logOn();
  const message = newMessage(inbox, 'x');
  t.is(ok(store.QueryInterface(IID_IMsgStore)), store);
  t.is(ok(store.QueryInterface(IID_IMAPIProp)), store);
  t.is(ok(inbox.QueryInterface(IID_IMAPIFolder)), inbox);
  t.is(ok(inbox.QueryInterface(IID_IMAPIContainer)) as unknown, inbox);
  t.is(ok(inbox.QueryInterface(IID_IMAPIProp)) as unknown, inbox);
  t.is(ok(message.QueryInterface(IID_IMessage)), message);
  t.is(ok(message.QueryInterface(IID_IMAPIProp)) as unknown, message);
  t.is(message.QueryInterface(IID_IMAPIFolder).value, null);
});

test('An object that is opened as what it is not is MAPI_E_INTERFACE_NOT_SUPPORTED', (t) => {
  const { store, inbox } = logOn();
  t.is(store.OpenEntry(entryIdOf(inbox), IID_IMessage, 0).hr, MAPI_E_INTERFACE_NOT_SUPPORTED);
  t.is(ok(store.OpenEntry(null, IID_IMAPIFolder, 0)).objectType, 3);
});
