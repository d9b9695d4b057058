import {
  CALLBACK_DISCONTINUE,
  COPY_SUBFOLDERS,
  FOLDER_MOVE,
  fnevNewMail,
  fnevObjectModified,
  guid,
  guidToBytes,
  IID_IMAPIProp,
  IID_IMessage,
  type IMAPIAdviseSink,
  type IMAPIFolder,
  type IMAPIProp,
  type IMAPISupport,
  type IMessage,
  LOGOFF_ABORT,
  LOGOFF_COMPLETE,
  LOGOFF_ORDERLY,
  MAPI_E_INVALID_OBJECT,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_FOUND,
  MAPI_E_UNKNOWN_FLAGS,
  MAPI_ONE_OFF_NO_RICH_INFO,
  MAPI_ONE_OFF_UID,
  MAPI_P1,
  MAPI_SUBMITTED,
  MAPI_TO,
  MAPI_W_PARTIAL_COMPLETION,
  MESSAGE_MOVE,
  MSGFLAG_RESEND,
  MSGFLAG_SUBMIT,
  NEEDS_SPOOLER,
  NOTIFY_CANCELED,
  NOTIFY_NEWMAIL,
  NOTIFY_SYNC,
  PR_ATTACH_FILENAME_W,
  PR_COMMENT_W,
  PR_DELETE_AFTER_SUBMIT,
  PR_DISPLAY_NAME_W,
  PR_MESSAGE_FLAGS,
  PR_PARENT_ENTRYID,
  PR_RECIPIENT_TYPE,
  PR_RESPONSIBILITY,
  PR_ROWID,
  PR_SENTMAIL_ENTRYID,
  PR_SUBJECT_W,
  S_OK,
  type SRow,
} from '@mapi-kit/sdk';
import type { ProviderIdentity, ProviderKind, SubsystemObserver } from '@mapi-kit/sdk/subsystem';
import test, { type ExecutionContext } from 'ava';
import sinon from 'sinon';
import { FakeFolder, FakeMessage, FakeProps, idOf } from './support/fake-folder.js';
import { FakeLogon, FakeModule } from './support/fake-provider.js';
import { logOnWithStores, must, subsystemWith } from './support/fixture.js';

function supportOf(t: ExecutionContext, kind: ProviderKind, observer?: SubsystemObserver): IMAPISupport {
  const fake = new FakeModule(kind);
  logOnWithStores(subsystemWith(t, [fake], { observer }));
  const support = fake.providers[0]?.logons[0]?.support;
  if (support === undefined) throw new Error('the provider was not logged on');
  return support;
}

const folderOf = (folder: FakeFolder) => folder as unknown as IMAPIFolder;
const messageOf = (message: FakeMessage) => message as unknown as IMessage;

const refused = test.macro({
  exec(t, kind: ProviderKind, call: (support: IMAPISupport) => number | { hr: number }) {
    const seen: unknown[] = [];
    const observer = { supportCall: (_: ProviderIdentity, method: string, hr: number) => seen.push([method, hr]) };
    const support = supportOf(t, kind, observer);
    seen.length = 0;
    const answer = call(support);
    t.is(typeof answer === 'number' ? answer : answer.hr, MAPI_E_NO_SUPPORT);
    t.is(seen.length, 1);
    t.is((seen[0] as unknown[])[1], MAPI_E_NO_SUPPORT);
  },
  title: (title, kind) => `${title} on the support object of a ${kind} is MAPI_E_NO_SUPPORT, on record`,
});
const bytes = Uint8Array.of(1);
test('SetProviderUID', refused, 'transport', (support) => support.SetProviderUID(MAPI_ONE_OFF_UID, 0));
test('ModifyProfile', refused, 'address-book', (support) => support.ModifyProfile(0));
test('SpoolerNotify', refused, 'address-book', (support) => support.SpoolerNotify(NOTIFY_NEWMAIL, null));
test('SpoolerYield', refused, 'store', (support) => support.SpoolerYield(0));
test('StoreLogoffTransports', refused, 'transport', (support) => support.StoreLogoffTransports(LOGOFF_ABORT));
test('ExpandRecips', refused, 'transport', (support) => support.ExpandRecips(messageOf(new FakeMessage()), 0));
test('GetOneOffTable', refused, 'store', (support) => support.GetOneOffTable(0));
test('a dialog', refused, 'address-book', (support) => support.Details(0, bytes, 0));
test('the property sheet', refused, 'store', (support) =>
  support.DoConfigPropsheet(0, 0, '', null as never, null as never, 0),
);
test('UpdatePAB', refused, 'store', (support) => support.UpdatePAB(0, messageOf(new FakeMessage())));
test('GetMemAllocRoutines', refused, 'store', (support) => support.GetMemAllocRoutines());

test('OpenAddressBook gives providers of every kind the address book over all address books', (t) => {
  for (const kind of ['store', 'transport', 'address-book'] as const) {
    const support = supportOf(t, kind);
    t.is(support.OpenAddressBook(null, 0).value?.Release(), 0);
    t.is(support.OpenAddressBook(null, 1).hr, MAPI_E_UNKNOWN_FLAGS);
  }
});

test('every call is reported with its result, and a wrong argument is a code and no exception', (t) => {
  const seen: unknown[] = [];
  const support = supportOf(t, 'store', {
    supportCall: ({ name }, method, hr) => seen.push([name, method, hr]),
  });
  seen.length = 0;
  support.NewUID();
  t.is(support.CompareEntryIDs(null as never, null as never, 0).hr, MAPI_E_INVALID_PARAMETER);
  t.deepEqual(seen, [
    ['store 1', 'NewUID', S_OK],
    ['store 1', 'CompareEntryIDs', MAPI_E_INVALID_PARAMETER],
  ]);
});

test('NewUID never gives the same twice', (t) => {
  const support = supportOf(t, 'transport');
  t.not(must(support.NewUID()), must(support.NewUID()));
});

test('CreateOneOff gives an entry id of the one-off form', (t) => {
  const support = supportOf(t, 'transport');
  const entryId = Buffer.from(must(support.CreateOneOff('Ann', 'SMTP', 'ann@a.b', 0)));
  t.deepEqual([...entryId.subarray(0, 4)], [0, 0, 0, 0]);
  t.deepEqual(new Uint8Array(entryId.subarray(4, 20)), guidToBytes(MAPI_ONE_OFF_UID));
  t.is(entryId.readUInt16LE(20), 0);
  t.is(entryId.readUInt16LE(22), 0x8000);
  t.is(entryId.subarray(24).toString('utf16le'), 'Ann\0SMTP\0ann@a.b\0');
  const plain = Buffer.from(must(support.CreateOneOff('', 'SMTP', 'x', MAPI_ONE_OFF_NO_RICH_INFO)));
  t.is(plain.readUInt16LE(22), 0x8001);
  t.is(support.CreateOneOff('', 'SMTP', 'x', 2).hr, MAPI_E_UNKNOWN_FLAGS);
});

test('WrapStoreEntryID wraps once, with the name of the DLL, padded to four bytes', (t) => {
  const support = supportOf(t, 'store');
  const wrapped = must(support.WrapStoreEntryID(Uint8Array.of(9, 8, 7)));
  t.is(Buffer.from(wrapped).subarray(22, 28).toString(), 'fake-1');
  t.is((wrapped.length - 3) % 4, 0);
  t.deepEqual([...wrapped.slice(-3)], [9, 8, 7]);
  t.deepEqual(must(support.WrapStoreEntryID(wrapped)), wrapped);
});

test('StoreLogoffTransports takes exactly one flag, and has nothing to wait for', (t) => {
  const support = supportOf(t, 'store');
  t.deepEqual(support.StoreLogoffTransports(LOGOFF_ORDERLY), { hr: S_OK, value: LOGOFF_COMPLETE });
  t.is(support.StoreLogoffTransports(0).hr, MAPI_E_INVALID_PARAMETER);
  t.is(support.StoreLogoffTransports(LOGOFF_ORDERLY | LOGOFF_ABORT).hr, MAPI_E_INVALID_PARAMETER);
});

test('a reference is reported with the count, whoever changes it', (t) => {
  const seen: string[] = [];
  const support = supportOf(t, 'store', { supportReference: (_, change, count) => seen.push(`${change} ${count}`) });
  support.AddRef();
  support.Release();
  t.deepEqual(seen, ['AddRef 2', 'Release 1', 'AddRef 2', 'Release 1']);
});

function sinkOf(answer = 0) {
  const spies = {
    AddRef: sinon.stub().returns(2),
    Release: sinon.stub().returns(1),
    OnNotify: sinon.stub().returns(answer),
  };
  return { spies, sink: spies as unknown as IMAPIAdviseSink };
}

test('a synchronous subscriber hears of the events of its key and mask inside Notify', (t) => {
  const support = supportOf(t, 'store');
  const { spies, sink } = sinkOf();
  const key = Uint8Array.of(1, 2);
  const connection = must(support.Subscribe(key, fnevNewMail, NOTIFY_SYNC, sink));
  t.true(connection > 0);
  const events = [{ eventType: fnevNewMail }, { eventType: fnevObjectModified }];
  t.deepEqual(support.Notify(Uint8Array.of(1, 2), events, 0), { hr: S_OK, value: 0 });
  support.Notify(Uint8Array.of(1, 3), events, 0);
  support.Notify(key, [{ eventType: fnevObjectModified }], 0);
  t.deepEqual(spies.OnNotify.args, [[[{ eventType: fnevNewMail }]]]);
  t.is(support.Unsubscribe(connection), S_OK);
  t.is(support.Unsubscribe(connection), MAPI_E_NOT_FOUND);
  support.Notify(key, events, 0);
  t.deepEqual(
    [spies.AddRef, spies.OnNotify, spies.Release].map(({ callCount }) => callCount),
    [1, 1, 1],
  );
  t.is(support.Notify(key, events, 1).hr, MAPI_E_UNKNOWN_FLAGS);
  t.is(support.Subscribe(key, fnevNewMail, 1, sink).hr, MAPI_E_UNKNOWN_FLAGS);
});

test('a synchronous subscriber can stop a notification', (t) => {
  const support = supportOf(t, 'store');
  const first = sinkOf(CALLBACK_DISCONTINUE | 0);
  const second = sinkOf();
  for (const { sink } of [first, second]) support.Subscribe(bytes, fnevNewMail, NOTIFY_SYNC, sink);
  t.is(must(support.Notify(bytes, [{ eventType: fnevNewMail }], 0)), NOTIFY_CANCELED);
  t.is(second.spies.OnNotify.callCount, 0);
});

test('any other subscriber hears of it when the call has ended, unless it has unsubscribed', async (t) => {
  const support = supportOf(t, 'store');
  const stays = sinkOf();
  const leaves = sinkOf();
  support.Subscribe(bytes, fnevNewMail, 0, stays.sink);
  const connection = must(support.Subscribe(bytes, fnevNewMail, 0, leaves.sink));
  support.Notify(bytes, [{ eventType: fnevNewMail }], 0);
  t.is(stays.spies.OnNotify.callCount, 0);
  support.Unsubscribe(connection);
  await Promise.resolve();
  t.is(stays.spies.OnNotify.callCount, 1);
  t.is(leaves.spies.OnNotify.callCount, 0);
});

test('subscriptions end with the support object they were made through', (t) => {
  const fake = new FakeModule('store');
  const session = logOnWithStores(subsystemWith(t, [fake]));
  const { spies, sink } = sinkOf();
  fake.providers[0]?.logons[0]?.support.Subscribe(bytes, fnevNewMail, NOTIFY_SYNC, sink);
  session.Logoff(0, 0, 0);
  t.is(spies.Release.callCount, 1);
});

test('MakeInvalid turns an object into a stub, AddRef and Release aside', (t) => {
  const fake = new FakeModule('transport');
  logOnWithStores(subsystemWith(t, [fake]));
  const logon = fake.providers[0]?.logons[0];
  const support = logon?.support as IMAPISupport;
  const object = new FakeLogon(fake, support);
  t.is(support.MakeInvalid(1, object, 1, 10), MAPI_E_UNKNOWN_FLAGS);
  t.is(support.MakeInvalid(0, object, 1, 2), MAPI_E_INVALID_PARAMETER);
  t.is(support.MakeInvalid(0, Object.freeze(new FakeProps()), 1, 3), MAPI_E_NO_SUPPORT);
  t.is(support.MakeInvalid(0, object, 1, 12), S_OK);
  t.is(support.MakeInvalid(0, object, 1, 12), S_OK);
  t.is(object.TransportLogoff(0), MAPI_E_INVALID_OBJECT);
  t.deepEqual(object.AddressTypes(), { hr: MAPI_E_INVALID_OBJECT, value: null });
  t.is(object.QueryInterface(IID_IMAPIProp).hr, MAPI_E_INVALID_OBJECT);
  t.is(object.AddRef(), 2);
  t.is(object.Release(), 1);
});

function letter(subject: string): FakeMessage {
  const message = new FakeMessage([{ tag: PR_SUBJECT_W, value: subject }]);
  message.recipients = [
    [
      { tag: PR_ROWID, value: 1 },
      { tag: PR_DISPLAY_NAME_W, value: 'Ann' },
    ],
  ];
  message.attachments.push(new FakeProps([{ tag: PR_ATTACH_FILENAME_W, value: 'a.txt' }]));
  return message;
}

test('DoCopyTo copies properties, recipients and attachments of a message, but what is excluded and its identity', (t) => {
  const support = supportOf(t, 'store');
  const source = letter('hello');
  source.SetProps([{ tag: PR_COMMENT_W, value: 'secret' }]);
  const target = new FakeMessage();
  const ownId = idOf(target);
  const answer = support.DoCopyTo(IID_IMessage, source, [], [PR_COMMENT_W], 0, null, IID_IMessage, target, 0);
  t.deepEqual(answer, { hr: S_OK, value: [] });
  t.is(target.value(PR_SUBJECT_W), 'hello');
  t.is(target.value(PR_COMMENT_W), undefined);
  t.is(idOf(target), ownId);
  t.deepEqual(target.recipients, source.recipients);
  t.is(target.attachments[0]?.value(PR_ATTACH_FILENAME_W), 'a.txt');
  t.deepEqual(
    [source, target, ...source.attachments].map(({ count }) => count),
    [1, 1, 1],
  );
});

test('DoCopyProps copies what is listed', (t) => {
  const support = supportOf(t, 'store');
  const target = new FakeProps();
  const source = letter('hello') as unknown as IMAPIProp;
  const tags = [PR_COMMENT_W, PR_SUBJECT_W];
  const answer = support.DoCopyProps(IID_IMAPIProp, source, tags, 0, null, IID_IMAPIProp, target, 0);
  t.deepEqual(answer.value, [{ index: 0, tag: PR_COMMENT_W, scode: MAPI_E_NOT_FOUND }]);
  t.is(target.value(PR_SUBJECT_W), 'hello');
});

const copyMessages = (support: IMAPISupport, from: FakeFolder, ids: Uint8Array[], to: FakeFolder, flags: number) =>
  support.CopyMessages(null, folderOf(from), ids, null, folderOf(to), 0, null, flags);

test('CopyMessages copies and saves, and with MESSAGE_MOVE removes the source', (t) => {
  const support = supportOf(t, 'store');
  const [from, to] = [new FakeFolder('from'), new FakeFolder('to')];
  from.messages.push(letter('one'), letter('two'));
  const ids = from.messages.map(idOf);
  t.is(copyMessages(support, from, ids, to, 0), S_OK);
  t.deepEqual(
    to.messages.map((message) => [message.value(PR_SUBJECT_W), message.saved, message.count]),
    [
      ['one', true, 1],
      ['two', true, 1],
    ],
  );
  t.is(copyMessages(support, from, ids.slice(0, 1), to, MESSAGE_MOVE), S_OK);
  t.deepEqual(
    from.messages.map((message) => message.value(PR_SUBJECT_W)),
    ['two'],
  );
  t.is(copyMessages(support, from, [ids[1] as Uint8Array, bytes], to, 0), MAPI_W_PARTIAL_COMPLETION);
  t.is(copyMessages(support, from, [Uint8Array.of(0)], to, 0), MAPI_E_NOT_FOUND);
  t.is(copyMessages(support, from, ids, to, 0x100), MAPI_E_UNKNOWN_FLAGS);
});

function tree(): { parent: FakeFolder; folder: FakeFolder; child: FakeFolder } {
  const [parent, folder, child] = [new FakeFolder('parent'), new FakeFolder('folder'), new FakeFolder('child')];
  parent.folders.push(folder);
  folder.folders.push(child);
  folder.messages.push(letter('in folder'));
  folder.hidden.push(letter('hidden'));
  folder.SetProps([{ tag: PR_COMMENT_W, value: 'mine' }]);
  child.messages.push(letter('in child'));
  return { parent, folder, child };
}

const copyFolder = (
  support: IMAPISupport,
  from: FakeFolder,
  what: FakeFolder,
  to: FakeFolder,
  name: string | null,
  flags: number,
) => support.CopyFolder(null, folderOf(from), idOf(what), null, folderOf(to), name, 0, null, flags);

test('CopyFolder copies a folder with its messages, under a new name, and its subfolders when asked to', (t) => {
  const support = supportOf(t, 'store');
  const { parent, folder, child } = tree();
  const to = new FakeFolder('to');
  t.is(copyFolder(support, parent, folder, to, null, 0), S_OK);
  t.is(copyFolder(support, parent, folder, to, 'new', COPY_SUBFOLDERS), S_OK);
  const [plain, deep] = to.folders;
  t.is(plain?.value(PR_DISPLAY_NAME_W), 'folder');
  t.is(plain?.value(PR_COMMENT_W), 'mine');
  t.deepEqual([plain?.messages.length, plain?.hidden.length, plain?.folders.length], [1, 1, 0]);
  t.is(deep?.value(PR_DISPLAY_NAME_W), 'new');
  t.is(deep?.folders[0]?.messages[0]?.value(PR_SUBJECT_W), 'in child');
  t.deepEqual(
    [parent, folder, child].map(({ count }) => count),
    [1, 1, 1],
  );
});

test('CopyFolder moves a folder with all that is in it', (t) => {
  const support = supportOf(t, 'store');
  const { parent, folder } = tree();
  const to = new FakeFolder('to');
  t.is(copyFolder(support, parent, folder, to, null, FOLDER_MOVE), S_OK);
  t.is(parent.folders.length, 0);
  t.is(to.folders[0]?.folders[0]?.messages.length, 1);
});

test('CopyFolder into the folder itself ends', (t) => {
  const support = supportOf(t, 'store');
  const { parent, folder, child } = tree();
  t.is(copyFolder(support, parent, folder, child, 'copy', COPY_SUBFOLDERS), S_OK);
  t.is(child.folders[0]?.folders[0]?.folders.length, 0);
});

test('CopyFolder that fails inside copies the rest and moves nothing away', (t) => {
  const support = supportOf(t, 'store');
  const { parent, folder } = tree();
  const bad = folder.messages[0] as FakeMessage;
  sinon.stub(bad, 'GetRecipientTable').throws(new Error('broken'));
  const to = new FakeFolder('to');
  t.is(copyFolder(support, parent, folder, to, null, FOLDER_MOVE), MAPI_W_PARTIAL_COMPLETION);
  t.is(parent.folders.length, 1);
  t.is(to.folders[0]?.hidden.length, 1);
  t.is(copyFolder(support, parent, new FakeFolder('nowhere'), to, null, 0), MAPI_E_NOT_FOUND);
});

test('CopyFolder leaves what is in the outgoing queue where it is when it moves, for a copy would never be sent', (t) => {
  const support = supportOf(t, 'store');
  const { parent, folder } = tree();
  const queued = letter('queued');
  queued.SetProps([{ tag: PR_MESSAGE_FLAGS, value: MSGFLAG_SUBMIT }]);
  folder.messages.push(queued);
  const [moved, copied] = [new FakeFolder('moved'), new FakeFolder('copied')];
  t.is(copyFolder(support, parent, folder, moved, null, FOLDER_MOVE), MAPI_W_PARTIAL_COMPLETION);
  t.deepEqual(
    moved.folders[0]?.messages.map((message) => message.value(PR_SUBJECT_W)),
    ['in folder'],
  );
  t.deepEqual(parent.folders, [folder]);
  t.true(folder.messages.includes(queued));
  t.is(copyFolder(support, parent, folder, copied, null, 0), S_OK);
  t.is(copied.folders[0]?.messages.length, 2);
});

test('PrepareSubmit leaves an ordinary message alone, and of one sent again only the marked recipients get it', (t) => {
  const support = supportOf(t, 'store');
  const recipient = (id: number, type: number): SRow => [
    { tag: PR_ROWID, value: id },
    { tag: PR_RECIPIENT_TYPE, value: type | 0 },
  ];
  const message = new FakeMessage([{ tag: PR_MESSAGE_FLAGS, value: 0 }]);
  message.recipients = [recipient(1, MAPI_TO), recipient(2, MAPI_TO | MAPI_SUBMITTED)];
  const before = message.recipients;
  t.deepEqual(support.PrepareSubmit(messageOf(message), 0), { hr: S_OK, value: 0 });
  t.is(message.recipients, before);
  message.SetProps([{ tag: PR_MESSAGE_FLAGS, value: MSGFLAG_RESEND }]);
  support.PrepareSubmit(messageOf(message), 0);
  const seen = message.recipients.map((row) =>
    [PR_ROWID, PR_RECIPIENT_TYPE, PR_RESPONSIBILITY].map((tag) => row.find((one) => one.tag === tag)?.value),
  );
  t.deepEqual(seen, [
    [1, MAPI_TO | MAPI_P1, true],
    [2, MAPI_TO, false],
  ]);
});

test('ExpandRecips says that the spooler is needed when there is a recipient', (t) => {
  const support = supportOf(t, 'store');
  t.is(must(support.ExpandRecips(messageOf(new FakeMessage()), 0)), 0);
  t.is(must(support.ExpandRecips(messageOf(letter('x')), 0)), NEEDS_SPOOLER);
});

test('DoSentMail moves, deletes or leaves a sent message', (t) => {
  const fake = new FakeModule('store', { uid: guid('{6F1B0A0E-58E4-4C8A-9F53-0B6C5C4B7D11}') });
  logOnWithStores(subsystemWith(t, [fake]));
  const logon = fake.providers[0]?.logons[0] as FakeLogon;
  const id = (last: number) =>
    new Uint8Array([0, 0, 0, 0, ...guidToBytes(guid('{6F1B0A0E-58E4-4C8A-9F53-0B6C5C4B7D11}')), last]);
  const [outbox, sent] = [new FakeFolder('outbox'), new FakeFolder('sent')];
  sinon.stub(logon, 'OpenEntry').callsFake((entryId: Uint8Array) => {
    const folder = entryId.at(-1) === 1 ? outbox : sent;
    folder.AddRef();
    return { hr: S_OK, value: { objectType: 3, unknown: folder } };
  });
  const message = new FakeMessage([{ tag: PR_PARENT_ENTRYID, value: id(1) }]);
  outbox.messages.push(message);
  t.is(logon.support.DoSentMail(0, messageOf(message)), S_OK);
  t.deepEqual(outbox.log, []);
  message.SetProps([{ tag: PR_SENTMAIL_ENTRYID, value: id(2) }]);
  t.is(logon.support.DoSentMail(0, messageOf(message)), S_OK);
  t.deepEqual(outbox.log, [`CopyMessages 1 to sent flags ${MESSAGE_MOVE}`]);
  message.SetProps([{ tag: PR_SENTMAIL_ENTRYID, value: id(1) }]);
  t.is(logon.support.DoSentMail(0, messageOf(message)), S_OK);
  t.is(outbox.log.length, 1);
  message.SetProps([{ tag: PR_SENTMAIL_ENTRYID, value: id(2) }]);
  message.SetProps([{ tag: PR_DELETE_AFTER_SUBMIT, value: true }]);
  t.is(logon.support.DoSentMail(0, messageOf(message)), S_OK);
  t.is(outbox.messages.length, 0);
  t.is(outbox.log.length, 1);
  t.deepEqual([outbox.count, sent.count], [1, 1]);
});
