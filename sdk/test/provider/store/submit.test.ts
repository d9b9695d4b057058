import {
  type IMessage,
  KEEP_OPEN_READWRITE,
  MAPI_BEST_ACCESS,
  MAPI_E_NO_ACCESS,
  MAPI_E_NO_RECIPIENTS,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_ENOUGH_DISK,
  MAPI_E_NOT_IN_QUEUE,
  MAPI_E_SUBMITTED,
  MAPI_E_UNABLE_TO_ABORT,
  MAPI_MODIFY,
  MAPI_W_PARTIAL_COMPLETION,
  MapiError,
  MSGFLAG_RESEND,
  MSGFLAG_SUBMIT,
  MSGFLAG_UNSENT,
  NEEDS_PREPROCESSING,
  NOTIFY_READYTOSEND,
  PR_CLIENT_SUBMIT_TIME,
  PR_DELETE_AFTER_SUBMIT,
  PR_DISPLAY_NAME_W,
  PR_IPM_OUTBOX_ENTRYID,
  PR_IPM_SENTMAIL_ENTRYID,
  PR_MESSAGE_FLAGS,
  PR_RESPONSIBILITY,
  PR_SENTMAIL_ENTRYID,
  PR_SUBJECT_W,
  PR_SUBMIT_FLAGS,
  propValue,
  S_OK,
  SUBMITFLAG_LOCKED,
  SUBMITFLAG_PREPROCESS,
} from '@mapi-kit/sdk';
import type { StoredObject } from '@mapi-kit/sdk/store';
import test from 'ava';
import {
  type Client,
  column,
  entryIdOf,
  get,
  logOn,
  logOnSpooler,
  newFolder,
  newMessage,
  ok,
  okay,
  openFolder,
  openMessage,
  saveMessage,
  subjects,
} from './support/client.js';
import { MemoryStore } from './support/memory-store.js';

function outbox(client: Client): ReturnType<typeof openFolder> {
  return openFolder(client.store, get(client.store, PR_IPM_OUTBOX_ENTRYID) as Uint8Array);
}

function draft(client: Client, subject: string): IMessage {
  const message = newMessage(outbox(client), subject);
  okay(message.ModifyRecipients(0, [[propValue(PR_DISPLAY_NAME_W, 'Ada'), propValue(PR_RESPONSIBILITY, true)]]));
  return message;
}

/** Submits a message and gives its entry id. */
function submit(client: Client, subject: string): Uint8Array {
  const message = draft(client, subject);
  const entryId = entryIdOf(message);
  okay(message.SubmitMessage(0));
  message.Release();
  return entryId;
}

function queue(client: Client): unknown[] {
  return column(ok(logOnSpooler(client).store.GetOutgoingQueue(0)), PR_SUBJECT_W);
}

test('A submitted message is saved, flagged and queued', (t) => {
  const client = logOn();
  const entryId = submit(client, 'out');
  const message = openMessage(client.store, entryId, 0);
  t.not((get(message, PR_MESSAGE_FLAGS) as number) & MSGFLAG_SUBMIT, 0);
  t.is(typeof get(message, PR_CLIENT_SUBMIT_TIME), 'bigint');
  t.deepEqual(column(ok(message.GetRecipientTable(0)), PR_RESPONSIBILITY), [false]);
  t.deepEqual(queue(client), ['out']);
});

test('The spooler is told once, the recipients are expanded each time', (t) => {
  const client = logOn();
  submit(client, 'a');
  submit(client, 'b');
  t.deepEqual(client.support.callsOf('SpoolerNotify'), [`SpoolerNotify ${NOTIFY_READYTOSEND}`]);
  t.is(client.support.callsOf('ExpandRecips').length, 2);
  t.deepEqual(client.support.callsOf('PrepareSubmit'), []);
});

test('A message that is sent again is prepared', (t) => {
  const client = logOn();
  const message = draft(client, 'again');
  ok(message.SetProps([propValue(PR_MESSAGE_FLAGS, MSGFLAG_RESEND)]));
  const entryId = entryIdOf(message);
  okay(message.SubmitMessage(0));
  message.Release();
  t.is(client.support.callsOf('PrepareSubmit').length, 1);

  // Taken back and submitted once more, it goes to whom it was prepared for.
  okay(client.store.AbortSubmit(entryId, 0));
  const taken = openMessage(client.store, entryId, MAPI_MODIFY);
  t.is((get(taken, PR_MESSAGE_FLAGS) as number) & MSGFLAG_RESEND, 0);
  okay(taken.SubmitMessage(0));
  t.is(client.support.callsOf('PrepareSubmit').length, 1);
});

test('The queue keeps the order of submission, also over a restart', (t) => {
  const first = logOn();
  const drafts = ['c', 'a', 'b'].map((subject) => draft(first, subject));
  for (const message of [drafts[1], drafts[2], drafts[0]]) okay(message?.SubmitMessage(0) ?? MAPI_E_NO_ACCESS);
  t.deepEqual(queue(first), ['a', 'b', 'c']);
  first.provider.Shutdown(0);
  t.deepEqual(queue(logOn({ section: first.section })), ['a', 'b', 'c']);
});

test('A message without recipients is not submitted', (t) => {
  const client = logOn();
  const message = newMessage(client.inbox, 'to nobody');
  t.is(message.SubmitMessage(0), MAPI_E_NO_RECIPIENTS);
  t.is(message.SetProps([propValue(PR_SUBJECT_W, 'still open')]).hr, S_OK);
  t.deepEqual(queue(client), []);
});

test('A submission that cannot be saved leaves message and queue as they were', (t) => {
  let full = false;
  class Full extends MemoryStore {
    protected override write(object: StoredObject): void {
      if (full && object.kind === 'message') throw new MapiError(MAPI_E_NOT_ENOUGH_DISK, 'full');
      super.write(object);
    }
  }
  const client = logOn({ storeClass: Full });
  const message = draft(client, 'x');
  okay(message.SaveChanges(KEEP_OPEN_READWRITE));
  full = true;
  t.is(message.SubmitMessage(0), MAPI_E_NOT_ENOUGH_DISK);
  t.deepEqual(queue(client), []);
  t.is((get(message, PR_MESSAGE_FLAGS) as number) & MSGFLAG_SUBMIT, 0);
  full = false;
  t.is(message.SubmitMessage(0), S_OK);
  t.deepEqual(queue(client), ['x']);
});

test('A queued message is read-only for clients, and closed while it is locked', (t) => {
  const client = logOn();
  const entryId = submit(client, 'x');
  t.is(client.store.OpenEntry(entryId, null, MAPI_MODIFY).hr, MAPI_E_SUBMITTED);
  const reader = openMessage(client.store, entryId, MAPI_BEST_ACCESS);
  t.is(reader.SetProps([propValue(PR_SUBJECT_W, 'y')]).hr, MAPI_E_NO_ACCESS);
  const spooler = logOnSpooler(client).store;
  const sending = openMessage(spooler, entryId);
  t.is(spooler.SetLockState(sending, 1), S_OK);
  t.not((get(sending, PR_SUBMIT_FLAGS) as number) & SUBMITFLAG_LOCKED, 0);
  t.is(client.store.OpenEntry(entryId, null, 0).hr, MAPI_E_NO_ACCESS);
  t.is(spooler.SetLockState(sending, 0), S_OK);
  t.is(client.store.OpenEntry(entryId, null, 0).hr, S_OK);
});

test('A queued message can be neither moved nor deleted', (t) => {
  const client = logOn();
  const entryId = submit(client, 'x');
  t.is(outbox(client).DeleteMessages([entryId], 0, null, 0), MAPI_W_PARTIAL_COMPLETION);
  t.is(outbox(client).CopyMessages([entryId], null, client.inbox, 0, null, 1), MAPI_W_PARTIAL_COMPLETION);
  t.deepEqual(queue(client), ['x']);
});

test('A copy of a queued message is not queued', (t) => {
  const client = logOn();
  const entryId = submit(client, 'x');
  okay(outbox(client).CopyMessages([entryId], null, client.inbox, 0, null, 0));
  const [flags] = column(ok(client.inbox.GetContentsTable(0)), PR_MESSAGE_FLAGS) as number[];
  t.is((flags ?? MSGFLAG_SUBMIT) & MSGFLAG_SUBMIT, 0);
  t.deepEqual(subjects(client.inbox), ['x']);
  t.deepEqual(queue(client), ['x']);
});

test('AbortSubmit takes a message back unless it is being sent', (t) => {
  const client = logOn();
  const [a, b] = [submit(client, 'a'), submit(client, 'b')];
  const spooler = logOnSpooler(client).store;
  okay(spooler.SetLockState(openMessage(spooler, b), 1));
  t.is(client.store.AbortSubmit(a, 0), S_OK);
  t.is(client.store.AbortSubmit(b, 0), MAPI_E_UNABLE_TO_ABORT);
  t.is(client.store.AbortSubmit(a, 0), MAPI_E_NOT_IN_QUEUE);
  t.is(client.store.AbortSubmit(saveMessage(client.inbox, 'never'), 0), MAPI_E_NOT_IN_QUEUE);
  okay(openMessage(client.store, a).SetProps([propValue(PR_SUBJECT_W, 'edited')]).hr);
  t.deepEqual(column(ok(spooler.GetOutgoingQueue(0)), PR_SUBJECT_W), ['b']);
});

test('The methods of the spooler are MAPI_E_NO_SUPPORT for clients', (t) => {
  const client = logOn();
  const entryId = submit(client, 'x');
  t.is(client.store.GetOutgoingQueue(0).hr, MAPI_E_NO_SUPPORT);
  t.is(client.store.SetLockState(openMessage(client.store, entryId, 0), 1), MAPI_E_NO_SUPPORT);
  t.is(client.store.FinishedMsg(0, entryId), MAPI_E_NO_SUPPORT);
  t.is(client.store.NotifyNewMail({ eventType: 2 }), MAPI_E_NO_SUPPORT);
});

test('A sent message moves to the folder for sent copies', (t) => {
  const client = logOn();
  const message = draft(client, 'sent');
  const sentItems = get(client.store, PR_IPM_SENTMAIL_ENTRYID) as Uint8Array;
  ok(message.SetProps([propValue(PR_SENTMAIL_ENTRYID, sentItems)]));
  const entryId = entryIdOf(message);
  okay(message.SubmitMessage(0));
  const spooler = logOnSpooler(client);
  okay(spooler.store.SetLockState(openMessage(spooler.store, entryId), 1));
  t.is(spooler.store.FinishedMsg(0, entryId), S_OK);
  t.deepEqual(subjects(openFolder(client.store, sentItems)), ['sent']);
  t.deepEqual(subjects(outbox(client)), []);
  t.is((get(openMessage(client.store, entryId), PR_MESSAGE_FLAGS) as number) & (MSGFLAG_SUBMIT | MSGFLAG_UNSENT), 0);
  t.deepEqual(spooler.support.callsOf('DoSentMail'), ['DoSentMail']);
  t.is(spooler.store.FinishedMsg(0, entryId), MAPI_E_NOT_IN_QUEUE);
});

test('A sent message stays when the folder for sent copies is gone', (t) => {
  const client = logOn();
  const folder = newFolder(client.root, 'Sent elsewhere');
  const message = draft(client, 'sent');
  ok(message.SetProps([propValue(PR_SENTMAIL_ENTRYID, entryIdOf(folder))]));
  const entryId = entryIdOf(message);
  okay(message.SubmitMessage(0));
  okay(client.root.DeleteFolder(entryIdOf(folder), 0, null, 0));
  t.is(logOnSpooler(client).store.FinishedMsg(0, entryId), S_OK);
  t.deepEqual(subjects(outbox(client)), ['sent']);
});

test('A message that is to be deleted after it was sent is gone', (t) => {
  const client = logOn();
  const message = draft(client, 'sent');
  ok(message.SetProps([propValue(PR_DELETE_AFTER_SUBMIT, true)]));
  const entryId = entryIdOf(message);
  okay(message.SubmitMessage(0));
  t.is(logOnSpooler(client).store.FinishedMsg(0, entryId), S_OK);
  t.deepEqual(subjects(outbox(client)), []);
  t.deepEqual(queue(client), []);
});

test('A message that needs preprocessing is submitted once more by the spooler', (t) => {
  const client = logOn();
  client.support.expandRecips = NEEDS_PREPROCESSING;
  const entryId = submit(client, 'x');
  t.is(get(openMessage(client.store, entryId, 0), PR_SUBMIT_FLAGS), SUBMITFLAG_PREPROCESS);
  const spooler = logOnSpooler(client).store;
  t.is(openMessage(spooler, entryId).SubmitMessage(0), S_OK);
  t.is(get(openMessage(client.store, entryId, 0), PR_SUBMIT_FLAGS), 0);
  t.deepEqual(queue(client), ['x']);
});

test('The spooler may change a queued message', (t) => {
  const client = logOn();
  const entryId = submit(client, 'x');
  const spooler = logOnSpooler(client).store;
  const message = openMessage(spooler, entryId);
  okay(message.ModifyRecipients(0, [[propValue(PR_DISPLAY_NAME_W, 'Ada'), propValue(PR_RESPONSIBILITY, true)]]));
  t.is(message.SaveChanges(KEEP_OPEN_READWRITE), S_OK);
  t.deepEqual(queue(client), ['x']);
});

test('A lock does not outlive its session', (t) => {
  const first = logOn();
  const entryId = submit(first, 'x');
  const spooler = logOnSpooler(first).store;
  okay(spooler.SetLockState(openMessage(spooler, entryId), 1));
  first.provider.Shutdown(0);
  t.is(logOn({ section: first.section }).store.AbortSubmit(entryId, 0), S_OK);
});
