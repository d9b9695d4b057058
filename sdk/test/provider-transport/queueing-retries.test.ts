import test from 'ava';
import sinon from 'sinon';
import { Disk, live, offer } from './support/disk-transport.js';
import { makeMessage, openMailbox } from './support/mail.js';

test('the pause after failures doubles up to the longest one', async (t) => {
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
