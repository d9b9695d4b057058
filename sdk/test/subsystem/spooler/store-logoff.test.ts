import {
  END_DONT_RESEND,
  FLUSH_DOWNLOAD,
  FLUSH_UPLOAD,
  LOGOFF_ABORT,
  LOGOFF_COMPLETE,
  LOGOFF_INBOUND,
  LOGOFF_NO_WAIT,
  LOGOFF_ORDERLY,
  LOGOFF_OUTBOUND,
  LOGOFF_OUTBOUND_QUEUE,
  LOGOFF_PURGE,
  LOGOFF_QUIET,
  LOGON_SP_POLL,
  MAPI_E_BUSY,
  PR_STATUS_CODE,
  propValue,
  STATUS_INBOUND_ACTIVE,
  STATUSROW_UPDATE,
} from '@mapi-kit/sdk';
import test from 'ava';
import { FakeTransport } from '../support/fake-transport.js';
import { logOn } from '../support/fixture.js';
import { inbox, type Mail, mailWith, openStore, submit } from '../support/mail-fixture.js';

/** Closes the store with a flag. */
function close({ store }: Mail, flags: number): void {
  store.StoreLogoff(flags);
  store.Release();
}

/** What the store answers to a logoff. */
function ask({ store }: Mail, flags: number): number | null {
  return store.StoreLogoff(flags).value;
}

test('LOGOFF_ABORT sends nothing, and says that the queue is not empty', (t) => {
  const smtp = new FakeTransport();
  const mail = mailWith(t, [smtp]);
  mail.subsystem.spooler.run();
  submit(mail.store, 'x', ['ada@x']);
  t.is(ask(mail, LOGOFF_ABORT), LOGOFF_COMPLETE | LOGOFF_OUTBOUND_QUEUE);
  t.is(smtp.offers.length, 0);
});

test('LOGOFF_ORDERLY begins nothing new', (t) => {
  const smtp = new FakeTransport();
  const mail = mailWith(t, [smtp]);
  submit(mail.store, 'x', ['ada@x']);
  close(mail, LOGOFF_ORDERLY);
  t.is(smtp.offers.length, 0);
  openStore(mail.session, 0);
  t.is(mail.subsystem.spooler.run().finished, 1);
});

test('LOGOFF_NO_WAIT sends what is ready, brings in what waits, and ends reception', (t) => {
  const smtp = new FakeTransport({ flags: LOGON_SP_POLL, mail: ['in'] });
  const mail = mailWith(t, [smtp]);
  submit(mail.store, 'x', ['ada@x']);
  close(mail, LOGOFF_NO_WAIT);
  t.is(smtp.offers.length, 1);
  t.is(smtp.calls.at(-1), 'TransportNotify(0x10000)');
  t.false(smtp.calls.some((call) => call.startsWith('FlushQueues')));
  const again = openStore(mail.session, 0);
  t.deepEqual(inbox(again), ['IPM.Note: in']);
  mail.subsystem.spooler.run();
  t.is(smtp.calls.filter((call) => call === 'TransportNotify(0x1)').length, 2);
});

test('LOGOFF_NO_WAIT says when something could not be sent', (t) => {
  const mail = mailWith(t, [new FakeTransport({ answers: [{ hr: MAPI_E_BUSY }] })]);
  submit(mail.store, 'x', ['ada@x']);
  t.is(ask(mail, LOGOFF_NO_WAIT), LOGOFF_COMPLETE | LOGOFF_OUTBOUND_QUEUE);
});

test('LOGOFF_PURGE flushes the transports as well', (t) => {
  const smtp = new FakeTransport();
  const mail = mailWith(t, [smtp]);
  submit(mail.store, 'x', ['ada@x']);
  t.is(ask(mail, LOGOFF_PURGE), LOGOFF_COMPLETE);
  t.is(smtp.offers.length, 1);
  t.true(smtp.calls.includes(`FlushQueues(${FLUSH_UPLOAD | FLUSH_DOWNLOAD | 0x10})`));
});

test('LOGOFF_QUIET and LOGOFF_ABORT do not log off while a transport is active, and say what it does', (t) => {
  const smtp = new FakeTransport();
  const mail = mailWith(t, [smtp]);
  mail.subsystem.spooler.run();
  smtp.support?.ModifyStatusRow([propValue(PR_STATUS_CODE, STATUS_INBOUND_ACTIVE)], STATUSROW_UPDATE);
  t.is(ask(mail, LOGOFF_QUIET), LOGOFF_INBOUND);
  t.is(ask(mail, LOGOFF_ABORT), LOGOFF_INBOUND);
  submit(mail.store, 'x', ['ada@x']);
  t.is(mail.subsystem.spooler.run().finished, 1);
  smtp.support?.ModifyStatusRow([propValue(PR_STATUS_CODE, 0)], STATUSROW_UPDATE);
  t.is(ask(mail, LOGOFF_QUIET), LOGOFF_COMPLETE);
});

test('asked while the store has a message under way, it finishes that message and then lets go', (t) => {
  const answers: (number | null)[] = [];
  const smtp: FakeTransport = new FakeTransport({
    answers: [{ during: () => answers.push(ask(mail, LOGOFF_ABORT), ask(mail, LOGOFF_NO_WAIT)) }],
  });
  const mail = mailWith(t, [smtp]);
  submit(mail.store, 'x', ['ada@x']);
  submit(mail.store, 'y', ['ada@x']);
  t.is(mail.subsystem.spooler.run().finished, 1);
  t.deepEqual(answers, [LOGOFF_OUTBOUND, LOGOFF_OUTBOUND]);
  t.is(mail.subsystem.spooler.run().finished, 0);
  t.is(smtp.offers.length, 1);
});

test('a deferred message does not keep the store', (t) => {
  const mail = mailWith(t, [new FakeTransport({ answers: [{ endFlags: END_DONT_RESEND }] })]);
  submit(mail.store, 'x', ['ada@x']);
  mail.subsystem.spooler.run();
  t.is(ask(mail, LOGOFF_ABORT), LOGOFF_COMPLETE | LOGOFF_OUTBOUND_QUEUE);
});

test('while another session has the store open the call is ignored', (t) => {
  const smtp = new FakeTransport();
  const mail = mailWith(t, [smtp]);
  openStore(logOn(mail.subsystem), 0);
  submit(mail.store, 'x', ['ada@x']);
  t.is(ask(mail, LOGOFF_PURGE), LOGOFF_COMPLETE);
  t.is(smtp.offers.length, 0);
});
