import test from 'ava';
import sinon from 'sinon';
import { MAPI_E_NOT_ENOUGH_DISK, S_OK } from '#src/com/hresult-codes.js';
import {
  END_DONT_RESEND,
  LOGON_NO_OUTBOUND,
  NOTIFY_ABORT_DEFERRED,
  STATUS_OFFLINE,
  STATUS_OUTBOUND_ACTIVE,
} from '#src/contract/flags.js';
import { Disk, live, offer, silent } from './support/disk-transport.js';
import { entryIdOf, makeMessage, openMailbox, pause, until } from './support/mail.js';

test('with a silent server Notify and Do return at once, and the next life sends with the same Message-ID', async (t) => {
  const disk = new Disk();
  const seen: string[] = [];
  let aborted: unknown;
  const first = live(disk, (message, signal) => {
    seen.push(message.messageId);
    signal.addEventListener('abort', () => {
      aborted = signal.reason;
    });
    return silent(message, signal);
  });
  const folder = openMailbox();
  const messages = ['1', '2', '3'].map((subject) => makeMessage(folder, subject, ['SMTP:b@x.org']));
  for (const message of messages) offer(first, message);
  await until(() => seen.length === 1);
  const begun = performance.now();
  t.is(first.shutdown.QueryFastShutdown(), S_OK);
  t.is(first.shutdown.NotifyProcessShutdown(), S_OK);
  t.true(aborted instanceof Error);
  t.is(first.shutdown.DoFastShutdown(), S_OK);
  t.true(performance.now() - begun < 1000);
  const survived = [...disk.files];
  const writes = disk.log.length;
  await pause(40);
  t.is(seen.length, 1, 'nothing is begun after Notify');
  t.is(disk.log.length, writes, 'nothing is written after Do');
  t.deepEqual([...disk.files], survived);

  const next: string[] = [];
  const second = live(disk, async ({ subject, messageId }) => {
    next.push(`${subject} ${messageId}`);
    return undefined;
  });
  await until(() => second.support.notices.length === 3);
  t.deepEqual(
    next.map((line) => line.split(' ')[0]),
    ['1', '2', '3'],
  );
  t.is(next[0], `1 ${seen[0]}`);
  // The spooler finds the messages in its queue again and offers them as if for the first time.
  for (const message of messages) t.is(offer(second, message), 0);
  t.is(disk.files.size, 0);
  t.is(next.length, 3);
});

test('a message that waits since an earlier life is not taken over twice', async (t) => {
  const disk = new Disk();
  const message = makeMessage(openMailbox(), 'one', ['SMTP:b@x.org']);
  const first = live(disk, silent);
  offer(first, message);
  first.shutdown.NotifyProcessShutdown();
  first.shutdown.DoFastShutdown();
  const second = live(disk, silent);
  t.is(offer(second, message), END_DONT_RESEND);
  t.is(disk.files.size, 1);
  t.deepEqual(disk.log, ['store waiting']);
});

test('after an abandoned Notify the deliveries resume, with the same Message-ID', async (t) => {
  const seen: string[] = [];
  const life = live(
    new Disk(),
    (message, signal) => {
      seen.push(message.messageId);
      return seen.length === 1 ? silent(message, signal) : Promise.resolve(undefined);
    },
    {},
    0,
    30,
  );
  offer(life, makeMessage(openMailbox(), 'one', ['SMTP:b@x.org']));
  await until(() => seen.length === 1);
  life.shutdown.NotifyProcessShutdown();
  await pause(10);
  t.is(seen.length, 1);
  await until(() => life.support.notices.length === 1);
  t.deepEqual(new Set(seen).size, 1);
  t.is(seen.length, 2);
  const offline = life.support.statusCodes.filter((code) => (code & STATUS_OFFLINE) !== 0);
  t.deepEqual(offline, [], 'what was aborted for a shutdown is no failure of the network');
});

test('a message that comes between Notify and Do is durable and not sent', async (t) => {
  const disk = new Disk();
  const life = live(disk, silent);
  life.shutdown.NotifyProcessShutdown();
  t.is(offer(life, makeMessage(openMailbox(), 'late', ['SMTP:b@x.org'])), END_DONT_RESEND);
  t.is(disk.records()[0]?.message.subject, 'late');
  t.is(life.shutdown.DoFastShutdown(), S_OK);
  await pause(10);
  t.is(
    life.support.statusCodes.some((code) => (code & STATUS_OUTBOUND_ACTIVE) !== 0),
    false,
  );
});

test('a delivery that succeeds after Do is not written down, so the next life repeats it with the same Message-ID', async (t) => {
  const disk = new Disk();
  let accept = (): void => {};
  const seen: string[] = [];
  const life = live(disk, ({ messageId }) => {
    seen.push(messageId);
    return new Promise((resolve) => {
      accept = () => resolve(undefined);
    });
  });
  offer(life, makeMessage(openMailbox(), 'one', ['SMTP:b@x.org']));
  await until(() => seen.length === 1);
  life.shutdown.NotifyProcessShutdown();
  life.shutdown.DoFastShutdown();
  accept();
  await pause(10);
  t.deepEqual(disk.log, ['store waiting']);
  const second = live(disk, async ({ messageId }) => {
    seen.push(messageId);
    return undefined;
  });
  await until(() => second.support.notices.length === 1);
  t.is(seen[0], seen[1]);
});

test('DoFastShutdown fails while a sent message cannot be marked, and succeeds when it can', async (t) => {
  const disk = new Disk();
  const life = live(disk, async () => {
    disk.full = true;
    return undefined;
  });
  offer(life, makeMessage(openMailbox(), 'one', ['SMTP:b@x.org']));
  await until(() => life.support.notices.length === 1);
  life.shutdown.NotifyProcessShutdown();
  t.is(life.shutdown.DoFastShutdown(), MAPI_E_NOT_ENOUGH_DISK);
  disk.full = false;
  t.is(life.shutdown.DoFastShutdown(), S_OK);
  t.is(disk.records()[0]?.state, 'delivered');
});

test('the end of the spooler’s session cancels nothing', (t) => {
  const disk = new Disk();
  const life = live(disk, silent);
  const message = makeMessage(openMailbox(), 'one', ['SMTP:b@x.org']);
  offer(life, message);
  life.logon.TransportNotify(NOTIFY_ABORT_DEFERRED, entryIdOf(message));
  life.logon.TransportNotify(NOTIFY_ABORT_DEFERRED, null);
  t.is(disk.files.size, 1);
});

test('the classic logoff leaves the outbox for the next life', async (t) => {
  const disk = new Disk();
  const first = live(disk, silent);
  offer(first, makeMessage(openMailbox(), 'one', ['SMTP:b@x.org']));
  t.is(first.logon.TransportLogoff(0), S_OK);
  const second = live(disk, async () => undefined);
  await until(() => second.support.notices.length === 1);
  t.is(disk.records()[0]?.state, 'delivered');
});

test.serial('a delivery that fails by itself during the shutdown starts no timer', async (t) => {
  let fail: (() => void) | undefined;
  const life = live(
    new Disk(),
    // It has come to its time limit before the shutdown aborts it, and has not said so yet.
    (_message, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          fail = () => reject(signal.reason);
        });
      }),
    { deliveryTimeout: 5, retryInterval: 60_000 },
  );
  offer(life, makeMessage(openMailbox(), 'one', ['SMTP:b@x.org']));
  await until(() => fail !== undefined);
  life.shutdown.NotifyProcessShutdown();
  const timers = sinon.spy(globalThis, 'setTimeout');
  t.teardown(() => timers.restore());
  fail?.();
  await until(() => life.support.statusCodes.some((code) => (code & STATUS_OFFLINE) !== 0));
  t.deepEqual(
    timers.args.filter(([, milliseconds]) => milliseconds === 60_000),
    [],
  );
});

test.serial('messages that were taken over in one millisecond keep their order in the next life', async (t) => {
  const clock = sinon.useFakeTimers({ now: 1_700_000_000_000, toFake: ['Date'] });
  t.teardown(() => clock.restore());
  const disk = new Disk();
  const first = live(disk, silent, {}, LOGON_NO_OUTBOUND);
  const folder = openMailbox();
  for (const subject of ['1', '2', '3']) offer(first, makeMessage(folder, subject, ['SMTP:b@x.org']));
  first.shutdown.NotifyProcessShutdown();
  first.shutdown.DoFastShutdown();
  clock.restore();
  const files = [...disk.files].toReversed();
  disk.files.clear();
  for (const [id, bytes] of files) disk.files.set(id, bytes);
  const sent: string[] = [];
  const second = live(disk, async ({ subject }) => {
    sent.push(subject);
    return undefined;
  });
  await until(() => second.support.notices.length === 3);
  t.deepEqual(sent, ['1', '2', '3']);
});
