import {
  E_FAIL,
  END_DONT_RESEND,
  type HRESULT,
  MAPI_E_BUSY,
  MAPI_E_NOT_IN_QUEUE,
  MAPI_E_UNABLE_TO_ABORT,
  MSGFLAG_SUBMIT,
  NOTIFY_ABORT_DEFERRED,
  NOTIFY_CANCEL_MESSAGE,
  NOTIFY_SENTDEFERRED,
  PR_MESSAGE_FLAGS,
  S_OK,
} from '@mapi-kit/sdk';
import test from 'ava';
import { FakeTransport } from '../support/fake-transport.js';
import { logOn } from '../support/fixture.js';
import { mailWith, openMessage, openStore, propOf, submit } from '../support/mail-fixture.js';

const deferring = { answers: [{ endFlags: END_DONT_RESEND, takes: [] }] };
const CANCELLED = `TransportNotify(0x${((NOTIFY_ABORT_DEFERRED | NOTIFY_CANCEL_MESSAGE) >>> 0).toString(16)})`;

function cancellations({ calls }: FakeTransport): string[] {
  return calls.filter((call) => call.startsWith(CANCELLED));
}

test('A deferred message that the user cancels leaves the queue, and its transport is told', (t) => {
  const smtp = new FakeTransport(deferring);
  const { subsystem, store } = mailWith(t, [smtp]);
  const entryId = submit(store, 'x', ['ada@x']);
  submit(store, 'y', ['ada@x']);
  t.is(subsystem.spooler.run().deferred, 2);
  t.is(subsystem.spooler.cancel(entryId), S_OK);
  t.deepEqual(cancellations(smtp), [`${CANCELLED} ${Buffer.from(entryId).toString('hex').slice(-8)}`]);
  const message = openMessage(store, entryId);
  t.is((propOf(message, PR_MESSAGE_FLAGS) ?? 0) & MSGFLAG_SUBMIT, 0);
  message.Release();
  t.is(subsystem.spooler.cancel(entryId), MAPI_E_NOT_IN_QUEUE);
  t.is(subsystem.spooler.run().deferred, 1, 'the other one');
});

test('A transport that names a cancelled message is not offered it again, until it is submitted again', (t) => {
  const smtp = new FakeTransport({ answers: [{ endFlags: END_DONT_RESEND, takes: [] }, {}] });
  const { subsystem, store } = mailWith(t, [smtp]);
  const entryId = submit(store, 'x', ['ada@x']);
  subsystem.spooler.run();
  subsystem.spooler.cancel(entryId);
  t.is(smtp.support?.SpoolerNotify(NOTIFY_SENTDEFERRED, entryId), S_OK);
  subsystem.spooler.run();
  t.is(smtp.offers.length, 1);
  const message = openMessage(store, entryId, 1);
  t.is(message.SubmitMessage(0), S_OK);
  message.Release();
  t.is(subsystem.spooler.run().finished, 1);
  t.deepEqual(
    smtp.offers.map(({ flags }) => flags),
    [0, 0],
  );
});

test('A transport that does not go along keeps the message, and the store has it locked', (t) => {
  const smtp = new FakeTransport({ answers: [{ endFlags: END_DONT_RESEND, takes: [] }, {}] });
  const { subsystem, store } = mailWith(t, [smtp]);
  const entryId = submit(store, 'x', ['ada@x']);
  subsystem.spooler.run();
  smtp.options.notifyResult = E_FAIL;
  t.is(subsystem.spooler.cancel(entryId), MAPI_E_UNABLE_TO_ABORT);
  t.is(store.AbortSubmit(entryId, 0), MAPI_E_UNABLE_TO_ABORT);
  smtp.support?.SpoolerNotify(NOTIFY_SENTDEFERRED, entryId);
  t.is(subsystem.spooler.run().finished, 1);
});

test('What nobody has been offered is taken back without a word to the transports', (t) => {
  const smtp = new FakeTransport();
  const { subsystem, store } = mailWith(t, [smtp]);
  const entryId = submit(store, 'x', ['ada@x']);
  t.is(subsystem.spooler.cancel(entryId), S_OK);
  t.is(subsystem.spooler.run().finished, 0);
  t.deepEqual([smtp.offers.length, cancellations(smtp)], [0, []]);
});

test('What has left the queue cannot be taken back', (t) => {
  const { subsystem, store } = mailWith(t, [new FakeTransport()]);
  const entryId = submit(store, 'x', ['ada@x']);
  t.is(subsystem.spooler.run().finished, 1);
  t.is(subsystem.spooler.cancel(entryId), MAPI_E_NOT_IN_QUEUE);
});

test('In the middle of a round nothing is cancelled', (t) => {
  let answer: HRESULT | undefined;
  const smtp = new FakeTransport({ answers: [{ during: (_, message) => cancel(message) }] });
  const { subsystem, store } = mailWith(t, [smtp]);
  const cancel = (_: unknown): void => {
    answer = subsystem.spooler.cancel(entryId);
  };
  const entryId = submit(store, 'x', ['ada@x']);
  t.is(subsystem.spooler.run().finished, 1);
  t.is(answer, MAPI_E_BUSY);
});

test('A message of a store that two sessions have open is cancelled once', (t) => {
  const smtp = new FakeTransport(deferring);
  const { subsystem, session, store } = mailWith(t, [smtp]);
  const entryId = submit(store, 'x', ['ada@x']);
  subsystem.spooler.run();
  const other = logOn(subsystem);
  openStore(other, 0);
  t.is(subsystem.spooler.cancel(entryId), S_OK);
  t.is(cancellations(smtp).length, 1);
  t.not(other, session);
});
