import {
  findValue,
  MAPI_E_LOGON_FAILED,
  MAPI_E_NOT_ME,
  MSGFLAG_READ,
  MSGFLAG_UNSENT,
  PR_CONTENT_UNREAD,
  PR_DELIVER_TIME,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_MESSAGE_CLASS_W,
  PR_MESSAGE_FLAGS,
  PR_NDR_REASON_CODE,
  PR_REPORT_TEXT_W,
  PR_SUBJECT_W,
  propValue,
  S_OK,
} from '@mapi-kit/sdk';
import test from 'ava';
import sinon from 'sinon';
import { FakeTransport, recipientsOf } from '../support/fake-transport.js';
import { must } from '../support/fixture.js';
import { contents, inbox, mailWith, openFolder, openMessage, propOf, submit } from '../support/mail-fixture.js';

test('recipients whom nobody takes are reported in the inbox, and the message leaves the queue', (t) => {
  const smtp = new FakeTransport();
  const { subsystem, store } = mailWith(t, [smtp]);
  const notified = sinon.spy();
  const sink = { AddRef: () => 1, Release: () => 1, OnNotify: notified };
  must(store.Advise(null, 2, sink as never));
  submit(store, 'hello', ['ada@x', 'FAX:1', 'FAX:2']);
  const round = subsystem.spooler.run();
  t.deepEqual([round.finished, round.reports], [1, 1]);
  t.deepEqual(smtp.opened, ['ada@x']);
  t.deepEqual(inbox(store), ['REPORT.IPM.Note.NDR: Undeliverable: hello']);
  const row = contents(store, must(store.GetReceiveFolder(null, 0)).entryId)[0] ?? [];
  const report = openMessage(store, findValue(row, PR_ENTRYID) ?? new Uint8Array());
  const rows = recipientsOf(report);
  t.deepEqual(
    rows.map((one) => findValue(one, PR_EMAIL_ADDRESS_W)),
    ['1', '2'],
  );
  const text = findValue(must(report.GetProps([PR_REPORT_TEXT_W], 0)), PR_REPORT_TEXT_W) ?? '';
  t.regex(text, /1: No transport provider was available/);
  t.is(notified.callCount, 1);
});

test('a report is unread, and no draft', (t) => {
  const { subsystem, store } = mailWith(t, []);
  submit(store, 'x', ['ada@x']);
  t.is(subsystem.spooler.run().reports, 1);
  const folderId = must(store.GetReceiveFolder(null, 0)).entryId;
  const [row = []] = contents(store, folderId);
  const flags = propOf(openMessage(store, findValue(row, PR_ENTRYID) ?? new Uint8Array()), PR_MESSAGE_FLAGS);
  t.is((flags ?? MSGFLAG_READ) & (MSGFLAG_READ | MSGFLAG_UNSENT), 0);
  t.is(propOf(openFolder(store, folderId), PR_CONTENT_UNREAD), 1);
});

test('a message that every transport refuses is undeliverable', (t) => {
  const refuses = () => new FakeTransport({ answers: [{ hr: MAPI_E_NOT_ME }] });
  const { subsystem, store } = mailWith(t, [refuses(), refuses()]);
  submit(store, 'x', ['ada@x']);
  t.deepEqual(subsystem.spooler.run().reports, 1);
  t.deepEqual(inbox(store), ['REPORT.IPM.Note.NDR: Undeliverable: x']);
  t.is(subsystem.spooler.run().reports, 0);
});

test('nothing is undeliverable while a transport of the profile could not be logged on', (t) => {
  const absent = new FakeTransport({ addressTypes: ['FAX'], logonResult: MAPI_E_LOGON_FAILED });
  const { subsystem, store } = mailWith(t, [absent, new FakeTransport()]);
  submit(store, 'x', ['FAX:1', 'ada@x']);
  const round = subsystem.spooler.run();
  t.deepEqual([round.finished, round.reports, round.waiting], [0, 0, 1]);
  t.deepEqual(inbox(store), []);
});

test('StatusRecips makes a report of delivery and one of failure, in the store of the message', (t) => {
  const smtp = new FakeTransport({
    answers: [
      {
        during: ({ support }, message) => {
          const [ada = [], bob = []] = recipientsOf(message);
          const delivered = [...ada, propValue(PR_DELIVER_TIME, 1n)];
          const failed = [...bob, propValue(PR_NDR_REASON_CODE, 0), propValue(PR_REPORT_TEXT_W, 'unknown here')];
          t.is(support?.StatusRecips(message, [delivered, failed]), S_OK);
        },
      },
    ],
  });
  const { subsystem, store } = mailWith(t, [smtp]);
  submit(store, 'x', ['ada@x', 'bob@x']);
  const round = subsystem.spooler.run();
  t.deepEqual([round.finished, round.reports], [1, 2]);
  t.deepEqual(inbox(store).sort(), ['REPORT.IPM.Note.DR: Delivered: x', 'REPORT.IPM.Note.NDR: Undeliverable: x']);
});

test('a report keeps the class of the message that it is about', (t) => {
  const { subsystem, store } = mailWith(t, []);
  submit(store, 'x', ['ada@x'], [propValue(PR_MESSAGE_CLASS_W, 'IPM.Task'), propValue(PR_SUBJECT_W, 'do')]);
  t.is(subsystem.spooler.run().finished, 1);
  t.deepEqual(inbox(store), ['REPORT.IPM.Task.NDR: Undeliverable: do']);
});
