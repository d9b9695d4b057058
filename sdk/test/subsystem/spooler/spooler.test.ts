import { END_DONT_RESEND, FLUSH_UPLOAD, NOTIFY_NEWMAIL, NOTIFY_READYTOSEND, S_OK } from '@mapi-kit/sdk';
import test from 'ava';
import sinon from 'sinon';
import { FakeTransport } from '../support/fake-transport.js';
import { clientShutdown, logOn } from '../support/fixture.js';
import { mailWith, openStore, submit } from '../support/mail-fixture.js';

test('a round covers all sessions', (t) => {
  const smtp = new FakeTransport();
  const { subsystem, store } = mailWith(t, [smtp], { stores: 2 });
  const second = openStore(logOn(subsystem), 1);
  submit(store, 'a', ['ada@x']);
  submit(second, 'b', ['ada@x']);
  t.is(subsystem.spooler.run().finished, 2);
});

test('the notices of providers are kept', (t) => {
  const smtp = new FakeTransport();
  const { subsystem, store } = mailWith(t, [smtp]);
  smtp.support?.SpoolerNotify(NOTIFY_NEWMAIL, null);
  submit(store, 'x', ['ada@x']);
  t.deepEqual(
    subsystem.spooler.notices.map(({ provider, flags }) => [provider.kind, flags]),
    [
      ['transport', NOTIFY_NEWMAIL],
      ['store', NOTIFY_READYTOSEND],
    ],
  );
});

test('nothing is done after DoFastShutdown', (t) => {
  const smtp = new FakeTransport();
  const { subsystem, session, store } = mailWith(t, [smtp]);
  submit(store, 'x', ['ada@x']);
  const shutdown = clientShutdown(session);
  shutdown.QueryFastShutdown();
  shutdown.NotifyProcessShutdown();
  t.is(shutdown.DoFastShutdown(), S_OK);
  smtp.calls.length = 0;
  t.is(subsystem.spooler.run().finished, 0);
  t.is(subsystem.spooler.FlushQueues(FLUSH_UPLOAD), S_OK);
  t.deepEqual(smtp.calls, []);
});

test('between NotifyProcessShutdown and DoFastShutdown rounds go on, in case that the shutdown is given up', (t) => {
  const { subsystem, session, store } = mailWith(t, [new FakeTransport()]);
  const shutdown = clientShutdown(session);
  shutdown.QueryFastShutdown();
  shutdown.NotifyProcessShutdown();
  submit(store, 'x', ['ada@x']);
  t.is(subsystem.spooler.run().finished, 1);
});

test.serial('the timer runs rounds until it is stopped, or DoFastShutdown was called', (t) => {
  const clock = sinon.useFakeTimers();
  t.teardown(() => clock.restore());
  const smtp = new FakeTransport();
  const { subsystem, session, store } = mailWith(t, [smtp]);
  subsystem.spooler.start({ intervalSeconds: 2 });
  submit(store, 'a', ['ada@x']);
  clock.tick(1999);
  t.is(smtp.offers.length, 0);
  clock.tick(1);
  t.is(smtp.offers.length, 1);
  subsystem.spooler.stop();
  submit(store, 'b', ['ada@x']);
  clock.tick(10_000);
  t.is(smtp.offers.length, 1);
  subsystem.spooler.start();
  t.true(subsystem.spooler.isStarted);
  const shutdown = clientShutdown(session);
  shutdown.QueryFastShutdown();
  shutdown.NotifyProcessShutdown();
  shutdown.DoFastShutdown();
  clock.tick(10_000);
  t.is(smtp.offers.length, 1);
  t.false(subsystem.spooler.isStarted);
  t.throws(() => subsystem.spooler.start({ intervalSeconds: 0 }), { instanceOf: TypeError });
});

test('dueAt is undefined while messages are deferred only', (t) => {
  const { subsystem, store } = mailWith(t, [new FakeTransport({ answers: [{ endFlags: END_DONT_RESEND }] })]);
  submit(store, 'x', ['ada@x']);
  subsystem.spooler.run();
  t.is(subsystem.spooler.dueAt, undefined);
});
