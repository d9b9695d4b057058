import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import { Places, URGENT, WHENEVER } from '#harness/run/schedule/places.js';

test('no more go on at once than there are places', async (t) => {
  const places = new Places(2);
  let now = 0;
  let most = 0;
  const use = async (): Promise<void> => {
    now += 1;
    most = Math.max(most, now);
    await sleep(1);
    now -= 1;
  };
  await Promise.all(Array.from({ length: 7 }, () => places.hold(1, use)));
  t.is(most, 2);
});

test('of those that wait the most urgent goes first, and among equals whoever came first', async (t) => {
  const places = new Places(1);
  const order: string[] = [];
  const use = (name: string) => async (): Promise<void> => {
    order.push(name);
    await sleep(1);
  };
  const first = places.hold(0, use('first'));
  await Promise.resolve();
  await Promise.all([
    first,
    places.hold(WHENEVER, use('whenever')),
    places.hold(3, use('three')),
    places.hold(5, use('five')),
    places.hold(5, use('five again')),
    places.hold(URGENT, use('urgent')),
  ]);
  t.deepEqual(order, ['first', 'urgent', 'five', 'five again', 'three', 'whenever']);
});

test('what is thrown comes back, and gives the place back', async (t) => {
  const places = new Places(1);
  await t.throwsAsync(
    places.hold(1, async () => {
      throw new Error('broken');
    }),
    { message: 'broken' },
  );
  t.is(await places.hold(1, async () => 7), 7);
});
