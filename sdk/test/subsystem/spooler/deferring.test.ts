import {
  END_DONT_RESEND,
  type IMessage,
  MAPI_E_NOT_ME,
  NOTIFY_CRITICAL_ERROR,
  NOTIFY_SENTDEFERRED,
  S_OK,
} from '@mapi-kit/sdk';
import test from 'ava';
import { FakeTransport, take } from '../support/fake-transport.js';
import { mailWith, submit } from '../support/mail-fixture.js';

/** Marks some recipients, all unless given, and defers the message. */
function marks(addresses?: readonly string[]) {
  return {
    endFlags: END_DONT_RESEND,
    during: (_: FakeTransport, message: IMessage) => take(message, addresses),
  };
}

test('whom a transport has marked is done with, although it defers the message', (t) => {
  const smtp = new FakeTransport({ answers: [marks(['ada@x', 'eve@x']), {}] });
  const { subsystem, store } = mailWith(t, [smtp]);
  const entryId = submit(store, 'x', ['ada@x', 'bob@x', 'eve@x']);
  t.is(subsystem.spooler.run().deferred, 1);
  t.is(smtp.support?.SpoolerNotify(NOTIFY_SENTDEFERRED, entryId), S_OK);
  const round = subsystem.spooler.run();
  t.deepEqual([round.finished, round.reports], [1, 0]);
  t.deepEqual(smtp.opened, ['ada@x bob@x eve@x', 'bob@x']);
});

test('a deferred message whose recipients are all marked stays until it is reported, and is offered once more', (t) => {
  const smtp = new FakeTransport({ answers: [marks(), { hr: MAPI_E_NOT_ME }] });
  const { subsystem, store } = mailWith(t, [smtp]);
  const entryId = submit(store, 'x', ['ada@x']);
  t.is(subsystem.spooler.run().deferred, 1);
  t.is(subsystem.spooler.run().deferred, 1);
  t.is(smtp.offers.length, 1);
  smtp.support?.SpoolerNotify(NOTIFY_SENTDEFERRED, entryId);
  const round = subsystem.spooler.run();
  t.deepEqual([round.finished, round.reports], [1, 0]);
  t.deepEqual(
    smtp.offers.map(({ flags, open }) => [flags, open.length]),
    [
      [0, 1],
      [1, 0],
    ],
  );
});

test('a deferred message whose recipients are all marked does not wait for a transport that is lost', (t) => {
  const smtp = new FakeTransport({ answers: [marks()] });
  const { subsystem, store } = mailWith(t, [smtp]);
  submit(store, 'x', ['ada@x']);
  t.is(subsystem.spooler.run().deferred, 1);
  smtp.support?.SpoolerNotify(NOTIFY_CRITICAL_ERROR, null);
  const round = subsystem.spooler.run();
  t.deepEqual([round.finished, round.deferred, round.reports], [1, 0, 0]);
});
