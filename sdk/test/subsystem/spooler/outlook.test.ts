import {
  END_DONT_RESEND,
  END_RESEND_LATER,
  END_RESEND_NOW,
  FLUSH_DOWNLOAD,
  type IMessage,
  LOGON_SP_POLL,
  MAPI_E_CANCEL,
  MAPI_E_NETWORK_ERROR,
  MAPI_E_WAIT,
  NOTIFY_NEWMAIL,
  NOTIFY_SENTDEFERRED,
  PR_STATUS_CODE,
  propValue,
  S_OK,
  STATUS_INBOUND_FLUSH,
} from '@mapi-kit/sdk';
import type { SpoolerModel } from '@mapi-kit/sdk/subsystem';
import test, { type ExecutionContext } from 'ava';
import { FakeTransport, take } from '../support/fake-transport.js';
import { inbox, type Mail, mailWith, submit } from '../support/mail-fixture.js';

const START = 1_700_000_000_000;
const REPORT = 'REPORT.IPM.Note.NDR: Undeliverable: x';

/** A session whose spooler is of the given model, with a clock that can be set. */
function modelled(t: ExecutionContext, model: SpoolerModel, transports: readonly FakeTransport[]): Mail {
  let now = START;
  const mail = mailWith(t, transports, { spooler: { model, clock: () => now } });
  return { ...mail, pass: (seconds) => (now += 1000 * seconds) };
}

/** Answers with END_ flags, having marked some recipients. */
function ends(endFlags: number, addresses: readonly string[]) {
  return { endFlags, during: (_: FakeTransport, message: IMessage) => take(message, addresses) };
}

for (const [name, endFlags] of Object.entries({ END_DONT_RESEND, END_RESEND_LATER, END_RESEND_NOW })) {
  test(`Outlook reports whom a transport has not marked, whatever it means by ${name}`, (t) => {
    const smtp = new FakeTransport({ answers: [ends(endFlags, ['ada@x']), {}] });
    const { subsystem, store } = modelled(t, 'outlook-2002', [smtp]);
    submit(store, 'x', ['ada@x', 'bob@x']);
    const { finished, deferred, waiting, reports } = subsystem.spooler.run();
    t.deepEqual({ finished, deferred, waiting, reports }, { finished: 1, deferred: 0, waiting: 0, reports: 1 });
    t.deepEqual(inbox(store), [REPORT]);
    t.deepEqual(smtp.opened, ['ada@x bob@x']);
  });
}

test('Outlook is done with a message that a transport defers with everybody marked', (t) => {
  const smtp = new FakeTransport({ answers: [ends(END_DONT_RESEND, ['ada@x'])] });
  const { subsystem, store } = modelled(t, 'outlook-2002', [smtp]);
  submit(store, 'x', ['ada@x']);
  const { finished, deferred, reports } = subsystem.spooler.run();
  t.deepEqual({ finished, deferred, reports }, { finished: 1, deferred: 0, reports: 0 });
  t.deepEqual(inbox(store), []);
});

test('Outlook asks the next transport about whom one has not marked, before it reports', (t) => {
  const first = new FakeTransport({ answers: [ends(END_DONT_RESEND, [])] });
  const second = new FakeTransport();
  const { subsystem, store } = modelled(t, 'outlook-2002', [first, second]);
  submit(store, 'x', ['ada@x']);
  const { finished, reports } = subsystem.spooler.run();
  t.deepEqual({ finished, reports }, { finished: 1, reports: 0 });
  t.deepEqual(second.opened, ['ada@x']);
});

test('Outlook offers no message with BEGIN_DEFERRED, whatever NOTIFY_SENTDEFERRED names', (t) => {
  const smtp = new FakeTransport({ answers: [{ hr: MAPI_E_WAIT, retrySeconds: 30 }, {}] });
  const { subsystem, store, pass } = modelled(t, 'outlook-2002', [smtp]);
  const entryId = submit(store, 'x', ['ada@x']);
  subsystem.spooler.run();
  t.is(smtp.support?.SpoolerNotify(NOTIFY_SENTDEFERRED, entryId), S_OK);
  t.true(
    subsystem.spooler.notices.some(({ flags }) => flags === NOTIFY_SENTDEFERRED),
    'it is heard all the same',
  );
  pass(30);
  t.is(subsystem.spooler.run().finished, 1);
  t.deepEqual(
    smtp.offers.map(({ flags }) => flags),
    [0, 0],
  );
});

test('Outlook has no deferred message that MAPI_E_CANCEL could mean', (t) => {
  const smtp = new FakeTransport({ answers: [{ hr: MAPI_E_CANCEL }] });
  const { subsystem, store } = modelled(t, 'outlook-2002', [smtp]);
  submit(store, 'x', ['ada@x']);
  const { finished, deferred, reports } = subsystem.spooler.run();
  t.deepEqual({ finished, deferred, reports }, { finished: 1, deferred: 0, reports: 1 });
});

for (const [name, hr] of Object.entries({ MAPI_E_WAIT, MAPI_E_NETWORK_ERROR })) {
  test(`after ${name} Outlook asks about that message again, and reports all others`, (t) => {
    const smtp = new FakeTransport({ answers: [{ hr, retrySeconds: 30 }, {}] });
    const { subsystem, store, pass } = modelled(t, 'outlook-2002', [smtp]);
    submit(store, 'first', ['ada@x']);
    t.is(subsystem.spooler.run().waiting, 1);
    submit(store, 'x', ['ada@x']);
    const { finished, waiting, reports } = subsystem.spooler.run();
    t.deepEqual({ finished, waiting, reports }, { finished: 1, waiting: 1, reports: 1 });
    t.deepEqual(inbox(store), [REPORT]);
    pass(30);
    t.is(subsystem.spooler.run().finished, 1);
    t.deepEqual(
      smtp.offers.map(({ subject }) => subject),
      ['first', 'first'],
    );
  });
}

test('Outlook hears of new mail from those alone that it polls, or flushes', (t) => {
  const quiet = new FakeTransport({
    mail: ['told'],
    onFlush: (transport) => {
      transport.support?.ModifyStatusRow([propValue(PR_STATUS_CODE, STATUS_INBOUND_FLUSH)], 0);
      return S_OK;
    },
  });
  const polled = new FakeTransport({ flags: LOGON_SP_POLL, mail: ['polled'] });
  const { subsystem, store } = modelled(t, 'outlook-2002', [quiet, polled]);
  subsystem.spooler.run();
  quiet.support?.SpoolerNotify(NOTIFY_NEWMAIL, null);
  subsystem.spooler.run();
  t.deepEqual(inbox(store), ['IPM.Note: polled']);
  subsystem.spooler.FlushQueues(FLUSH_DOWNLOAD);
  t.deepEqual(inbox(store), ['IPM.Note: polled', 'IPM.Note: told']);
});

test('the spooler of the reference is played unless Outlook is asked for', (t) => {
  const smtp = new FakeTransport({ answers: [ends(END_DONT_RESEND, [])] });
  const { subsystem, store } = mailWith(t, [smtp], { spooler: {} });
  submit(store, 'x', ['ada@x']);
  const { deferred, reports } = subsystem.spooler.run();
  t.deepEqual({ deferred, reports }, { deferred: 1, reports: 0 });
});
