import test from 'ava';
import sinon from 'sinon';
import { BEGIN_DEFERRED } from '#src/contract/flags.js';
import { AbstractQueueingTransport } from '#src/provider/transport/queueing-transport.js';
import type { StoredOutbound } from '#src/provider/transport/stored-outbound.js';
import { Disk, live, offer, silent } from './support/disk-transport.js';
import { logOn, makeMessage, openMailbox, takenAddresses, until } from './support/mail.js';

// The timers are those of the process.
test.serial('the pause after failures doubles up to the longest one', async (t) => {
  const clock = sinon.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'Date'],
  });
  try {
    const times: number[] = [];
    const deliver = async (): Promise<undefined> => {
      times.push(clock.now);
      throw new Error('unreachable');
    };
    offer(
      live(new Disk(), deliver, { retryInterval: 100, longestRetryInterval: 300 }),
      makeMessage(openMailbox(), 'one', ['SMTP:b@x.org']),
    );
    await clock.tickAsync(1000);
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    // The clock takes a millisecond for the turn in which a delivery begins.
    t.deepEqual(pauses.slice(0, 4), [101, 201, 301, 301]);
  } finally {
    clock.restore();
  }
});

test('a delivery that only some recipients got is repeated for the others, also in the next life', async (t) => {
  const disk = new Disk();
  const sentTo: string[][] = [];
  const message = makeMessage(openMailbox(), 'one', ['SMTP:a@x.org', 'SMTP:b@x.org', 'SMTP:c@x.org']);
  const first = live(disk, async ({ recipients }, signal) => {
    sentTo.push(recipients.map(({ address }) => address));
    if (sentTo.length > 1) return silent(undefined as never, signal);
    return { failed: [{ address: 'c@x.org', reason: '550 unknown' }], later: ['b@x.org'] };
  });
  offer(first, message);
  await until(() => sentTo.length === 2);
  t.deepEqual(first.support.notices, [], 'the spooler is not told before all are done with');
  first.shutdown.NotifyProcessShutdown();
  first.shutdown.DoFastShutdown();
  t.deepEqual(disk.records()[0]?.remaining, ['b@x.org']);
  t.deepEqual(disk.records()[0]?.message.recipients.length, 3);

  const second = live(disk, async ({ recipients }) => {
    sentTo.push(recipients.map(({ address }) => address));
    return undefined;
  });
  await until(() => second.support.notices.length === 1);
  t.deepEqual(sentTo, [['a@x.org', 'b@x.org', 'c@x.org'], ['b@x.org'], ['b@x.org']]);
  t.is(offer(second, message, BEGIN_DEFERRED), 0);
  t.deepEqual(takenAddresses(message), ['a@x.org', 'b@x.org', 'c@x.org']);
  t.is(second.support.reports.length, 1, 'who failed in an earlier life is reported');
  t.is(disk.files.size, 0);
});

test('an author can set the pace in open, where the settings of the profile are known', async (t) => {
  let attempts = 0;
  class Paced extends AbstractQueueingTransport {
    protected override open(): void {
      this.pace({ retryInterval: 1 });
    }
    protected addressTypes(): readonly string[] {
      return ['SMTP'];
    }
    protected storeOutbound(_record: StoredOutbound): void {}
    protected removeOutbound(_id: string): void {}
    protected listOutbound(): Iterable<StoredOutbound> {
      return [];
    }
    protected async deliver(): Promise<void> {
      attempts += 1;
      throw new Error('unreachable');
    }
  }
  const life = logOn(Paced);
  t.teardown(() => life.logon.TransportLogoff(0));
  offer(life, makeMessage(openMailbox(), 'one', ['SMTP:b@x.org']));
  await until(() => attempts >= 3);
  t.true(attempts >= 3);
});
