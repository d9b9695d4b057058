import {
  END_DONT_RESEND,
  END_RESEND_LATER,
  END_RESEND_NOW,
  findValue,
  guid,
  guidToBytes,
  MAPI_E_BUSY,
  MAPI_E_CALL_FAILED,
  MAPI_E_CANCEL,
  MAPI_E_NETWORK_ERROR,
  MAPI_E_NOT_ENOUGH_DISK,
  MAPI_E_NOT_ME,
  MAPI_E_UNABLE_TO_ABORT,
  MAPI_E_WAIT,
  MAPI_P1,
  MAPI_TO,
  NOTIFY_CRITICAL_ERROR,
  NOTIFY_SENTDEFERRED,
  PR_ADDRTYPE_W,
  PR_DELETE_AFTER_SUBMIT,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_IPM_OUTBOX_ENTRYID,
  PR_IPM_SENTMAIL_ENTRYID,
  PR_RECIPIENT_TYPE,
  PR_RESOURCE_FLAGS,
  PR_RESPONSIBILITY,
  PR_SENTMAIL_ENTRYID,
  PR_SUBJECT_W,
  propValue,
  S_OK,
  STATUS_XP_PREFER_LAST,
} from '@mapi-kit/sdk';
import test from 'ava';
import { FakeTransport, recipientsOf, take } from '../support/fake-transport.js';
import { must } from '../support/fixture.js';
import { contents, inbox, mailWith, openFolder, openMessage, propOf, submit } from '../support/mail-fixture.js';

const UID = guid('{00000000-0000-0000-0000-00000000ABCD}');

test('a message goes to the transport for its address type, then leaves the queue', (t) => {
  const fax = new FakeTransport({ addressTypes: ['FAX'] });
  const smtp = new FakeTransport({ addressTypes: ['smtp'] });
  const { subsystem, store } = mailWith(t, [fax, smtp]);
  const entryId = submit(store, 'hello', ['ada@x', 'bob@x']);
  const round = subsystem.spooler.run();
  t.is(round.finished, 1);
  t.is(round.failures, 0);
  t.deepEqual(smtp.opened, ['ada@x bob@x']);
  t.deepEqual(fax.offers, []);
  t.deepEqual(smtp.calls.slice(-2), ['SubmitMessage hello', 'EndMessage right']);
  const rows = recipientsOf(openMessage(store, entryId));
  t.deepEqual(
    rows.map((row) => findValue(row, PR_RESPONSIBILITY)),
    [true, true],
  );
  t.is(subsystem.spooler.run().finished, 0);
  t.is(smtp.offers.length, 1);
});

test('messages go out in the order of submission', (t) => {
  const smtp = new FakeTransport();
  const { subsystem, store } = mailWith(t, [smtp]);
  for (const subject of ['c', 'a', 'b']) submit(store, subject, ['ada@x']);
  subsystem.spooler.run();
  t.deepEqual(
    smtp.offers.map(({ subject }) => subject),
    ['c', 'a', 'b'],
  );
});

test('each transport sees only its own recipients as open', (t) => {
  const smtp = new FakeTransport({ addressTypes: ['SMTP'] });
  const fax = new FakeTransport({ addressTypes: ['FAX'] });
  const { subsystem, store } = mailWith(t, [smtp, fax]);
  submit(store, 'both', ['ada@x', 'FAX:1', 'bob@x']);
  t.is(subsystem.spooler.run().finished, 1);
  t.deepEqual(smtp.opened, ['ada@x bob@x']);
  t.deepEqual(fax.opened, ['FAX:1']);
});

test('a uid in the entry id beats the address type, whatever the order of the transports', (t) => {
  const byType = new FakeTransport({ addressTypes: ['SMTP'] });
  const byUid = new FakeTransport({ addressTypes: [], uids: [UID] });
  const { subsystem, store } = mailWith(t, [byType, byUid]);
  const outbox = openFolder(store, propOf(store, PR_IPM_OUTBOX_ENTRYID) ?? new Uint8Array());
  const message = must(outbox.CreateMessage(null, 0));
  const entryId = Uint8Array.from([0, 0, 0, 0, ...guidToBytes(UID), 1]);
  message.ModifyRecipients(0, [[propValue(PR_ENTRYID, entryId)]]);
  t.is(message.SubmitMessage(0), S_OK);
  subsystem.spooler.run();
  t.is(byUid.offers.length, 1);
  t.is(byType.offers.length, 0);
});

test('the first transport of the profile is asked first, one with STATUS_XP_PREFER_LAST last', (t) => {
  const first = new FakeTransport({
    onLogon: (support) => support.ModifyStatusRow([propValue(PR_RESOURCE_FLAGS, STATUS_XP_PREFER_LAST)], 0),
  });
  const [second, third] = [new FakeTransport({ answers: [{ hr: MAPI_E_NOT_ME }] }), new FakeTransport()];
  const { subsystem, store } = mailWith(t, [first, second, third]);
  submit(store, 'x', ['ada@x']);
  subsystem.spooler.run();
  t.deepEqual(
    [first, second, third].map(({ offers }) => offers.length),
    [0, 1, 1],
  );
});

test('MAPI_E_NOT_ME goes on to the next transport, without EndMessage', (t) => {
  const refuses = new FakeTransport({ answers: [{ hr: MAPI_E_NOT_ME }] });
  const takes = new FakeTransport();
  const { subsystem, store } = mailWith(t, [refuses, takes]);
  submit(store, 'x', ['ada@x']);
  t.is(subsystem.spooler.run().finished, 1);
  t.false(refuses.calls.some((call) => call.startsWith('EndMessage')));
  t.deepEqual(takes.opened, ['ada@x']);
});

test('recipients that a transport leaves open go to the next one', (t) => {
  const some = new FakeTransport({ answers: [{ takes: ['ada@x'] }] });
  const rest = new FakeTransport();
  const { subsystem, store } = mailWith(t, [some, rest]);
  submit(store, 'x', ['ada@x', 'bob@x']);
  t.is(subsystem.spooler.run().finished, 1);
  t.deepEqual(rest.opened, ['bob@x']);
});

test('MAPI_E_BUSY asks the same transport in a later round, and the message can be taken back meanwhile', (t) => {
  const busy = new FakeTransport({ answers: [{ hr: MAPI_E_BUSY }, {}] });
  const other = new FakeTransport();
  const { subsystem, store } = mailWith(t, [busy, other]);
  submit(store, 'x', ['ada@x']);
  const entryId = submit(store, 'y', ['ada@x']);
  busy.options.answers = [{ hr: MAPI_E_BUSY }];
  const round = subsystem.spooler.run();
  t.deepEqual([round.finished, round.waiting], [0, 2]);
  t.false(busy.calls.some((call) => call.startsWith('EndMessage')));
  t.is(store.AbortSubmit(entryId, 0), S_OK);
  busy.options.answers = [{}];
  t.is(subsystem.spooler.run().finished, 1);
  t.deepEqual(
    busy.offers.map(({ subject }) => subject),
    ['x', 'y', 'x'],
  );
  t.is(other.offers.length, 0);
});

for (const [name, hr] of [
  ['MAPI_E_WAIT', MAPI_E_WAIT],
  ['MAPI_E_NETWORK_ERROR', MAPI_E_NETWORK_ERROR],
] as const) {
  test(`${name} offers the message again after the seconds that the transport named`, (t) => {
    const smtp = new FakeTransport({ answers: [{ hr, retrySeconds: 30 }, {}] });
    const { subsystem, store, pass } = mailWith(t, [smtp]);
    submit(store, 'x', ['ada@x']);
    subsystem.spooler.run();
    const dueAt = subsystem.spooler.dueAt ?? 0;
    pass(29);
    t.is(subsystem.spooler.run().waiting, 1);
    t.is(smtp.offers.length, 1);
    pass(1);
    t.is(subsystem.spooler.run().finished, 1);
    t.is(smtp.offers.length, 2);
    t.is(dueAt, 1_700_000_030_000);
    t.is(subsystem.spooler.dueAt, undefined);
  });
}

test('a deferred message stays locked until the transport names it, and is then offered with BEGIN_DEFERRED', (t) => {
  const smtp = new FakeTransport({ answers: [{ endFlags: END_DONT_RESEND }, {}] });
  const { subsystem, store } = mailWith(t, [smtp]);
  const entryId = submit(store, 'x', ['ada@x']);
  const round = subsystem.spooler.run();
  t.deepEqual([round.finished, round.deferred, round.waiting], [0, 1, 0]);
  t.is(store.AbortSubmit(entryId, 0), MAPI_E_UNABLE_TO_ABORT);
  t.is(subsystem.spooler.run().deferred, 1);
  t.is(smtp.offers.length, 1);
  t.is(smtp.support?.SpoolerNotify(NOTIFY_SENTDEFERRED, entryId), S_OK);
  t.is(subsystem.spooler.run().finished, 1);
  t.deepEqual(
    smtp.offers.map(({ flags }) => flags),
    [0, 1],
  );
  t.deepEqual(smtp.opened, ['ada@x', 'ada@x']);
});

test('while one transport keeps a message, the others get it for their recipients', (t) => {
  const smtp = new FakeTransport({ answers: [{ endFlags: END_DONT_RESEND }, {}] });
  const fax = new FakeTransport({ addressTypes: ['FAX'] });
  const { subsystem, store } = mailWith(t, [smtp, fax]);
  const entryId = submit(store, 'x', ['ada@x', 'FAX:1']);
  t.is(subsystem.spooler.run().deferred, 1);
  t.deepEqual(fax.opened, ['FAX:1']);
  smtp.support?.SpoolerNotify(NOTIFY_SENTDEFERRED, entryId);
  t.is(subsystem.spooler.run().finished, 1);
  t.deepEqual(smtp.opened, ['ada@x', 'ada@x']);
  t.is(fax.offers.length, 1);
});

test('a transport that answers MAPI_E_CANCEL to BEGIN_DEFERRED keeps the message, and the rest goes on', (t) => {
  const smtp = new FakeTransport({ answers: [{ endFlags: END_DONT_RESEND }, { hr: MAPI_E_CANCEL }, {}] });
  const { subsystem, store } = mailWith(t, [smtp]);
  const first = submit(store, 'x', ['ada@x']);
  subsystem.spooler.run();
  smtp.support?.SpoolerNotify(NOTIFY_SENTDEFERRED, first);
  submit(store, 'y', ['ada@x']);
  const round = subsystem.spooler.run();
  t.deepEqual([round.finished, round.deferred, round.failures], [1, 1, 0]);
});

test('END_RESEND_LATER offers the message again in a later round', (t) => {
  const smtp = new FakeTransport({ answers: [{ endFlags: END_RESEND_LATER }, {}] });
  const { subsystem, store } = mailWith(t, [smtp]);
  submit(store, 'x', ['ada@x']);
  t.is(subsystem.spooler.run().waiting, 1);
  t.is(smtp.offers.length, 1);
  t.is(subsystem.spooler.run().finished, 1);
});

test('END_RESEND_NOW offers the message again at once, but not for ever', (t) => {
  const smtp = new FakeTransport({ answers: [{ endFlags: END_RESEND_NOW }, {}] });
  const { subsystem, store } = mailWith(t, [smtp]);
  submit(store, 'x', ['ada@x']);
  t.is(subsystem.spooler.run().finished, 1);
  t.is(smtp.offers.length, 2);
  smtp.options.answers = [{ endFlags: END_RESEND_NOW }];
  submit(store, 'y', ['ada@x']);
  t.is(subsystem.spooler.run().waiting, 1);
  t.is(smtp.offers.length, 6);
});

test('after another error the message is released unsaved, gets no EndMessage, and is offered again', (t) => {
  const smtp = new FakeTransport({
    answers: [{ hr: MAPI_E_NOT_ENOUGH_DISK, during: (_, message) => take(message) }, {}],
  });
  const { subsystem, store } = mailWith(t, [smtp]);
  submit(store, 'x', ['ada@x']);
  const round = subsystem.spooler.run();
  t.deepEqual([round.finished, round.waiting, round.failures], [0, 1, 1]);
  t.false(smtp.calls.some((call) => call.startsWith('EndMessage')));
  t.is(subsystem.spooler.run().finished, 1);
  t.deepEqual(smtp.opened, ['ada@x', 'ada@x']);
});

test('the failure of one transport does not keep the message from another for its recipients', (t) => {
  const smtp = new FakeTransport({ answers: [{ hr: MAPI_E_CALL_FAILED }, {}] });
  const fax = new FakeTransport({ addressTypes: ['FAX'] });
  const { subsystem, store } = mailWith(t, [smtp, fax]);
  submit(store, 'x', ['ada@x', 'FAX:1']);
  subsystem.spooler.run();
  t.deepEqual(fax.opened, ['FAX:1']);
  t.is(subsystem.spooler.run().finished, 1);
  t.is(fax.offers.length, 1);
  t.deepEqual(smtp.opened, ['ada@x', 'ada@x']);
});

test('after NOTIFY_CRITICAL_ERROR a transport is only released, and its message waits for the next session', (t) => {
  const critical = (transport: FakeTransport) => transport.support?.SpoolerNotify(NOTIFY_CRITICAL_ERROR, null);
  const smtp = new FakeTransport({ answers: [{ hr: MAPI_E_CALL_FAILED, during: critical }] });
  const { subsystem, session, store } = mailWith(t, [smtp]);
  submit(store, 'x', ['ada@x']);
  submit(store, 'y', ['ada@x']);
  const round = subsystem.spooler.run();
  t.deepEqual([round.finished, round.waiting, round.reports], [0, 2, 0]);
  smtp.calls.length = 0;
  subsystem.spooler.run();
  session.Logoff(0, 0, 0);
  t.deepEqual(smtp.calls, []);
});

test('a transport that fails for good leaves its recipients to the next one', (t) => {
  const critical = (transport: FakeTransport) => transport.support?.SpoolerNotify(NOTIFY_CRITICAL_ERROR, null);
  const broken = new FakeTransport({ answers: [{ hr: MAPI_E_CALL_FAILED, during: critical }] });
  const works = new FakeTransport();
  const { subsystem, store } = mailWith(t, [broken, works]);
  submit(store, 'x', ['ada@x']);
  t.is(subsystem.spooler.run().finished, 1);
  t.deepEqual(works.opened, ['ada@x']);
});

test('a sent message moves to the folder for sent copies, or is deleted', (t) => {
  const { subsystem, store } = mailWith(t, [new FakeTransport()]);
  const sentMail = propOf(store, PR_IPM_SENTMAIL_ENTRYID) ?? new Uint8Array();
  submit(store, 'kept', ['ada@x'], [propValue(PR_SENTMAIL_ENTRYID, sentMail)]);
  submit(store, 'deleted', ['ada@x'], [propValue(PR_DELETE_AFTER_SUBMIT, true)]);
  submit(store, 'stays', ['ada@x']);
  t.is(subsystem.spooler.run().finished, 3);
  const subjects = (folder: Uint8Array) => contents(store, folder).map((row) => findValue(row, PR_SUBJECT_W));
  t.deepEqual(subjects(sentMail), ['kept']);
  t.deepEqual(subjects(propOf(store, PR_IPM_OUTBOX_ENTRYID) ?? new Uint8Array()), ['stays']);
  t.deepEqual(inbox(store), []);
});

test('a transport that throws is treated as one that failed', (t) => {
  const smtp = new FakeTransport({
    answers: [
      {
        during: () => {
          throw new Error('no');
        },
      },
      {},
    ],
  });
  const { subsystem, store } = mailWith(t, [smtp]);
  submit(store, 'x', ['ada@x']);
  t.is(subsystem.spooler.run().failures, 1);
  t.is(subsystem.spooler.run().finished, 1);
});

test('of recipients with MAPI_P1 only PR_RESPONSIBILITY says whether they have got the message', (t) => {
  const smtp = new FakeTransport();
  const { subsystem, store } = mailWith(t, [smtp]);
  const outbox = openFolder(store, propOf(store, PR_IPM_OUTBOX_ENTRYID) ?? new Uint8Array());
  const message = must(outbox.CreateMessage(null, 0));
  const row = (address: string, type: number, isResponsible: boolean) => [
    propValue(PR_ADDRTYPE_W, 'SMTP'),
    propValue(PR_EMAIL_ADDRESS_W, address),
    propValue(PR_RECIPIENT_TYPE, type),
    propValue(PR_RESPONSIBILITY, isResponsible),
  ];
  message.ModifyRecipients(0, [
    row('has-it@x', MAPI_TO | MAPI_P1, true),
    row('lacks-it@x', MAPI_TO | MAPI_P1, false),
    row('bob@x', MAPI_TO, true),
  ]);
  t.is(message.SubmitMessage(0), S_OK);
  t.is(subsystem.spooler.run().finished, 1);
  t.deepEqual(smtp.opened, ['lacks-it@x bob@x']);
});

test('a message to a recipient with MAPI_P1 alone does not end before somebody has taken it', (t) => {
  const { subsystem, store } = mailWith(t, []);
  const outbox = openFolder(store, propOf(store, PR_IPM_OUTBOX_ENTRYID) ?? new Uint8Array());
  const message = must(outbox.CreateMessage(null, 0));
  must(message.SetProps([propValue(PR_SUBJECT_W, 'x')]));
  const type = propValue(PR_RECIPIENT_TYPE, MAPI_TO | MAPI_P1);
  message.ModifyRecipients(0, [[propValue(PR_ADDRTYPE_W, 'SMTP'), propValue(PR_EMAIL_ADDRESS_W, 'ada@x'), type]]);
  t.is(message.SubmitMessage(0), S_OK);
  t.is(subsystem.spooler.run().reports, 1);
  t.deepEqual(inbox(store), ['REPORT.IPM.Note.NDR: Undeliverable: x']);
});
