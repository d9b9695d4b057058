import {
  ComObject,
  fnevNewMail,
  fnevObjectCopied,
  fnevObjectCreated,
  fnevObjectDeleted,
  fnevObjectModified,
  fnevObjectMoved,
  fnevTableModified,
  type Guid,
  IID_IMAPIAdviseSink,
  type IMAPIAdviseSink,
  MAPI_E_NOT_FOUND,
  type NOTIFICATION,
  PR_SUBJECT_W,
  propValue,
  S_OK,
} from '@mapi-kit/sdk';
import test from 'ava';
import { entryIdOf, logOn, logOnSpooler, newMessage, ok, okay, openMessage, saveMessage } from './support/client.js';

class Sink extends ComObject implements IMAPIAdviseSink {
  readonly seen: NOTIFICATION[] = [];
  onNotify: () => void = () => {};

  protected override interfaces(): readonly Guid[] {
    return [IID_IMAPIAdviseSink];
  }

  get referenceCount(): number {
    return this.references;
  }

  get events(): number[] {
    return this.seen.map(({ eventType }) => eventType);
  }

  OnNotify(notifications: readonly NOTIFICATION[]): number {
    this.seen.push(...notifications);
    this.onNotify();
    return 0;
  }
}

const objectEvents = fnevObjectCreated | fnevObjectModified | fnevObjectDeleted | fnevObjectMoved | fnevObjectCopied;

test('A sink of a folder hears of its messages, after the save', (t) => {
  const { store, inbox, root } = logOn();
  const sink = new Sink();
  ok(store.Advise(entryIdOf(inbox), objectEvents & ~fnevObjectModified, sink));
  const message = newMessage(inbox, 'x');
  t.deepEqual(sink.events, []);
  okay(message.SaveChanges(0));
  t.deepEqual(sink.events, [fnevObjectCreated]);
  t.deepEqual(sink.seen[0]?.entryId, entryIdOf(message));
  t.deepEqual(sink.seen[0]?.parentId, entryIdOf(inbox));
  okay(inbox.CopyMessages([entryIdOf(message)], null, inbox, 0, null, 0));
  okay(inbox.DeleteMessages([entryIdOf(message)], 0, null, 0));
  saveMessage(root, 'elsewhere');
  t.deepEqual(sink.events, [fnevObjectCreated, fnevObjectCopied, fnevObjectDeleted]);
});

test('A sink of the store hears of everything in its mask, and nothing after Unadvise', (t) => {
  const { store, inbox, root } = logOn();
  const sink = new Sink();
  const connection = ok(store.Advise(null, fnevObjectMoved, sink));
  t.not(connection, 0);
  t.is(sink.referenceCount, 2);
  const entryId = saveMessage(inbox, 'x');
  okay(inbox.CopyMessages([entryId], null, root, 0, null, 1));
  t.deepEqual(sink.events, [fnevObjectMoved]);
  t.is(store.Unadvise(connection), S_OK);
  t.is(sink.referenceCount, 1);
  okay(root.CopyMessages([entryId], null, inbox, 0, null, 1));
  t.is(sink.seen.length, 1);
  t.is(store.Unadvise(connection), MAPI_E_NOT_FOUND);
});

test('A sink of a message hears of its changes', (t) => {
  const { store, inbox } = logOn();
  const entryId = saveMessage(inbox, 'v1');
  const sink = new Sink();
  ok(store.Advise(entryId, objectEvents, sink));
  const message = openMessage(store, entryId);
  ok(message.SetProps([propValue(PR_SUBJECT_W, 'v2')]));
  t.deepEqual(sink.events, []);
  okay(message.SaveChanges(0));
  t.deepEqual(sink.events, [fnevObjectModified]);
});

test('A sink that throws does no harm', (t) => {
  const { store, inbox } = logOn();
  const sink = new Sink();
  sink.onNotify = () => {
    throw new Error('not today');
  };
  ok(store.Advise(null, objectEvents, sink));
  t.is(newMessage(inbox, 'x').SaveChanges(0), S_OK);
});

test('Sinks are released at logoff', (t) => {
  const { store, logon } = logOn();
  const sink = new Sink();
  ok(store.Advise(null, objectEvents, sink));
  logon.Logoff(0);
  t.is(sink.referenceCount, 1);
});

test('The spooler tells clients of new mail', (t) => {
  const client = logOn();
  const sink = new Sink();
  ok(client.store.Advise(entryIdOf(client.inbox), fnevNewMail, sink));
  const entryId = saveMessage(client.inbox, 'mail');
  const notification = { eventType: fnevNewMail, entryId, parentId: entryIdOf(client.inbox), messageClass: 'IPM.Note' };
  t.is(logOnSpooler(client).store.NotifyNewMail(notification), S_OK);
  t.deepEqual(sink.seen, [notification]);
});

test('An open table tells of changes and shows them', (t) => {
  const { inbox } = logOn();
  const table = ok(inbox.GetContentsTable(0));
  t.is(ok(table.GetRowCount(0)), 0);
  const sink = new Sink();
  ok(table.Advise(fnevTableModified, sink));
  saveMessage(inbox, 'x');
  t.deepEqual(sink.events, [fnevTableModified]);
  t.is(ok(table.GetRowCount(0)), 1);
});

test('Advise for an object that is not there fails', (t) => {
  const { store, inbox } = logOn();
  const entryId = saveMessage(inbox, 'x');
  okay(inbox.DeleteMessages([entryId], 0, null, 0));
  t.is(store.Advise(entryId, objectEvents, new Sink()).hr, MAPI_E_NOT_FOUND);
});
