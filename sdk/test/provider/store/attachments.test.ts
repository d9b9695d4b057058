import {
  ATTACH_BY_VALUE,
  ATTACH_EMBEDDED_MSG,
  type IAttach,
  IID_IMAPITable,
  IID_IMessage,
  type IMessage,
  KEEP_OPEN_READWRITE,
  MAPI_CREATE,
  MAPI_E_NO_ACCESS,
  MAPI_E_NOT_FOUND,
  MAPI_E_OBJECT_CHANGED,
  MAPI_E_OBJECT_DELETED,
  MAPI_MODIFY,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_DATA_OBJ,
  PR_ATTACH_LONG_FILENAME_W,
  PR_ATTACH_METHOD,
  PR_ATTACH_NUM,
  PR_DISPLAY_NAME_W,
  PR_HASATTACH,
  PR_MESSAGE_ATTACHMENTS,
  PR_SUBJECT_W,
  propValue,
  S_OK,
} from '@mapi-kit/sdk';
import test from 'ava';
import { column, entryIdOf, get, logOn, newMessage, ok, okay, openMessage } from './support/client.js';

function attach(message: IMessage, name: string, bytes: Uint8Array = Uint8Array.from([1, 2, 3])): IAttach {
  const { attach } = ok(message.CreateAttach(null, 0));
  ok(
    attach.SetProps([
      propValue(PR_ATTACH_METHOD, ATTACH_BY_VALUE),
      propValue(PR_ATTACH_LONG_FILENAME_W, name),
      propValue(PR_ATTACH_DATA_BIN, bytes),
    ]),
  );
  return attach;
}

function names(message: IMessage): unknown[] {
  return column(ok(message.GetAttachmentTable(0)), PR_ATTACH_LONG_FILENAME_W);
}

test('An attachment is part of the message after both have been saved, in this order', (t) => {
  const { inbox, store } = logOn();
  const message = newMessage(inbox, 'x');
  const file = attach(message, 'a.txt');
  t.deepEqual(names(message), []);
  okay(file.SaveChanges(KEEP_OPEN_READWRITE));
  t.deepEqual(names(message), ['a.txt']);
  okay(message.SaveChanges(KEEP_OPEN_READWRITE));
  const again = openMessage(store, entryIdOf(message));
  t.deepEqual(names(again), ['a.txt']);
  t.is(get(again, PR_HASATTACH), true);
  t.deepEqual(get(ok(again.OpenAttach(0, null, 0)), PR_ATTACH_DATA_BIN), Uint8Array.from([1, 2, 3]));
});

test('An attachment that is not saved, or whose message is not saved, is lost', (t) => {
  const { inbox, store } = logOn();
  const message = newMessage(inbox, 'x');
  attach(message, 'unsaved.txt');
  okay(message.SaveChanges(KEEP_OPEN_READWRITE));
  okay(attach(message, 'saved.txt').SaveChanges(0));
  t.deepEqual(names(openMessage(store, entryIdOf(message))), []);
});

test('A deleted attachment is gone when the message has been saved', (t) => {
  const { inbox, store } = logOn();
  const message = newMessage(inbox, 'x');
  okay(attach(message, 'a').SaveChanges(0));
  okay(message.SaveChanges(KEEP_OPEN_READWRITE));
  okay(message.DeleteAttach(0, 0, null, 0));
  t.deepEqual(names(openMessage(store, entryIdOf(message))), ['a']);
  okay(message.SaveChanges(KEEP_OPEN_READWRITE));
  const again = openMessage(store, entryIdOf(message));
  t.deepEqual(names(again), []);
  t.is(get(again, PR_HASATTACH), false);
  t.is(again.OpenAttach(0, null, 0).hr, MAPI_E_NOT_FOUND);
  t.is(again.DeleteAttach(0, 0, null, 0), MAPI_E_NOT_FOUND);
});

test('Two openings of one attachment do not overwrite each other', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  okay(attach(message, 'a').SaveChanges(0));
  const [a, b] = [ok(message.OpenAttach(0, null, MAPI_MODIFY)), ok(message.OpenAttach(0, null, MAPI_MODIFY))];
  ok(a.SetProps([propValue(PR_ATTACH_LONG_FILENAME_W, 'from a')]));
  ok(b.SetProps([propValue(PR_ATTACH_LONG_FILENAME_W, 'from b')]));
  t.is(a.SaveChanges(0), S_OK);
  t.is(b.SaveChanges(0), MAPI_E_OBJECT_CHANGED);
  okay(message.DeleteAttach(0, 0, null, 0));
  t.is(b.SaveChanges(0), MAPI_E_OBJECT_DELETED);
});

test('Attachments of a message that is open for reading cannot be changed', (t) => {
  const { inbox, store } = logOn();
  const message = newMessage(inbox, 'x');
  okay(attach(message, 'a').SaveChanges(0));
  okay(message.SaveChanges(0));
  const reader = openMessage(store, entryIdOf(message), 0);
  t.is(reader.CreateAttach(null, 0).hr, MAPI_E_NO_ACCESS);
  t.is(reader.OpenAttach(0, null, MAPI_MODIFY).hr, MAPI_E_NO_ACCESS);
  t.is(ok(reader.OpenAttach(0, null, 0)).SaveChanges(0), MAPI_E_NO_ACCESS);
});

test('An attachment may be a message, with attachments of its own', (t) => {
  const { inbox, store } = logOn();
  const message = newMessage(inbox, 'outer');
  const { attach: holder } = ok(message.CreateAttach(null, 0));
  const inner = ok(holder.OpenProperty(PR_ATTACH_DATA_OBJ, IID_IMessage, 0, MAPI_CREATE | MAPI_MODIFY));
  ok(inner.SetProps([propValue(PR_SUBJECT_W, 'inner')]));
  okay(inner.ModifyRecipients(0, [[propValue(PR_DISPLAY_NAME_W, 'Ada')]]));
  okay(attach(inner, 'deep.txt').SaveChanges(0));
  okay(inner.SaveChanges(0));
  okay(holder.SaveChanges(0));
  okay(message.SaveChanges(0));

  const again = ok(openMessage(store, entryIdOf(message)).OpenAttach(0, null, 0));
  t.is(get(again, PR_ATTACH_METHOD), ATTACH_EMBEDDED_MSG);
  const read = ok(again.OpenProperty(PR_ATTACH_DATA_OBJ, IID_IMessage, 0, 0));
  t.is(get(read, PR_SUBJECT_W), 'inner');
  t.deepEqual(names(read), ['deep.txt']);
  t.deepEqual(column(ok(read.GetRecipientTable(0)), PR_DISPLAY_NAME_W), ['Ada']);
  t.is(read.SaveChanges(0), MAPI_E_NO_ACCESS);
});

test('CopyTo takes attachments and embedded messages along', (t) => {
  const { inbox } = logOn();
  const other = logOn();
  const source = newMessage(inbox, 'x');
  okay(attach(source, 'a.txt').SaveChanges(0));
  const { attach: holder } = ok(source.CreateAttach(null, 0));
  const inner = ok(holder.OpenProperty(PR_ATTACH_DATA_OBJ, IID_IMessage, 0, MAPI_CREATE | MAPI_MODIFY));
  ok(inner.SetProps([propValue(PR_SUBJECT_W, 'inner')]));
  okay(inner.SaveChanges(0));
  okay(holder.SaveChanges(0));
  const target = ok(other.inbox.CreateMessage(null, 0));
  ok(source.CopyTo([], null, 0, null, IID_IMessage, target, 0));
  okay(target.SaveChanges(KEEP_OPEN_READWRITE));
  t.deepEqual(column(ok(target.OpenProperty(PR_MESSAGE_ATTACHMENTS, IID_IMAPITable, 0, 0)), PR_ATTACH_NUM), [0, 1]);
  const copied = ok(ok(target.OpenAttach(1, null, 0)).OpenProperty(PR_ATTACH_DATA_OBJ, IID_IMessage, 0, 0));
  t.is(get(copied, PR_SUBJECT_W), 'inner');
});

test('CopyTo leaves out what is excluded', (t) => {
  const { inbox } = logOn();
  const source = newMessage(inbox, 'x');
  okay(attach(source, 'a.txt').SaveChanges(0));
  const target = ok(inbox.CreateMessage(null, 0));
  ok(source.CopyTo([], [PR_MESSAGE_ATTACHMENTS], 0, null, IID_IMessage, target, 0));
  t.deepEqual(names(target), []);
});
