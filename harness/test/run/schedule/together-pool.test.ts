import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import type { LifePlan } from '#harness/life/life-plan.js';
import type { LifeFacts } from '#harness/recording/recording.js';
import type { SharedLife } from '#harness/run/process/run-life.js';
import { Places, URGENT } from '#harness/run/schedule/places.js';
import { MOST_TOGETHER, TogetherPool } from '#harness/run/schedule/together-pool.js';

const facts = { exitCode: 0 } as LifeFacts;

function life(number: number): SharedLife {
  return { plan: { life: number } as LifePlan, planFile: `${number}.json`, cwd: '.', items: 1 };
}

function lives(count: number): readonly SharedLife[] {
  return Array.from({ length: count }, (_, number) => life(number));
}

test('lives that come together are lived by few processes, none of which gets too many', async (t) => {
  const groups: number[] = [];
  const pool = new TogetherPool(new Places(1), async (some) => {
    groups.push(some.length);
    return some.map(() => facts);
  });
  const all = await Promise.all(lives(19).map((each) => pool.add(each)));
  t.true(all.every((each) => each === facts));
  t.is(
    groups.reduce((sum, count) => sum + count, 0),
    19,
  );
  t.true(Math.max(...groups) <= MOST_TOGETHER);
  t.true(groups.length <= 4, groups.join());
});

test('lives that come together are shared out among the places that are free, unless few would be left', async (t) => {
  const groups: number[] = [];
  const places = new Places(2);
  const pool = new TogetherPool(places, async (some) => {
    groups.push(some.length);
    await sleep(20);
    return some.map(() => facts);
  });
  await Promise.all(lives(8).map((each) => pool.add(each)));
  t.deepEqual(groups, [4, 4]);
  await Promise.all(lives(7).map((each) => pool.add(each)));
  t.deepEqual(groups, [4, 4, 7], 'three are few');
  let leave = (): void => {};
  const other = places.hold(URGENT, () => new Promise<void>((resolve) => (leave = resolve)));
  await Promise.all(lives(10).map((each) => pool.add(each)));
  t.deepEqual(groups, [4, 4, 7, 10], 'the other place is taken');
  leave();
  await other;
});

test('each life gets the facts of its own', async (t) => {
  const pool = new TogetherPool(new Places(2), async (some) =>
    some.map(({ plan }) => ({ ...facts, dataBytes: plan.life })),
  );
  const all = await Promise.all(lives(6).map((each) => pool.add(each)));
  t.deepEqual(
    all.map((each) => each?.dataBytes),
    [0, 1, 2, 3, 4, 5],
  );
});

test('after a process that did not end as planned no more lives are lived together', async (t) => {
  const pool = new TogetherPool(new Places(1), async (some) => some.map(() => null));
  t.true(pool.isOpen);
  t.is(await pool.add(life(0)), null);
  t.false(pool.isOpen);
});

test('after three lives that went otherwise than expected no more are lived together', (t) => {
  const pool = new TogetherPool(new Places(1), async (some) => some.map(() => facts));
  pool.noteUnexpected();
  pool.noteUnexpected();
  t.true(pool.isOpen);
  pool.noteUnexpected();
  t.false(pool.isOpen);
});

test('an error of the harness reaches everybody who waits', async (t) => {
  const pool = new TogetherPool(new Places(1), async () => {
    throw new Error('no plan can be written');
  });
  const all = await Promise.allSettled(lives(3).map((each) => pool.add(each)));
  t.deepEqual(
    all.map(({ status }) => status),
    ['rejected', 'rejected', 'rejected'],
  );
});

test('told to gather, lives wait until there are enough of them, or no more come', async (t) => {
  const groups: number[] = [];
  const pool = new TogetherPool(new Places(1), async (some) => {
    groups.push(some.length);
    return some.map(() => facts);
  });
  pool.gather(6);
  t.true(pool.gathers);
  await Promise.all(lives(6).map((each) => pool.add(each)));
  t.deepEqual(groups, [6]);
  const few = lives(2).map((each) => pool.add(each));
  await sleep(150);
  t.deepEqual(groups, [6], 'two are too few');
  pool.noMore();
  await Promise.all(few);
  t.deepEqual(groups, [6, 2]);
});

test('as many lives as one process may live go before what is played, and after whom somebody waits for', async (t) => {
  const begun: string[] = [];
  const places = new Places(1);
  let free = (): void => {};
  const isFree = new Promise<void>((resolve) => {
    free = resolve;
  });
  const first = places.hold(URGENT, () => isFree);
  const pool = new TogetherPool(places, async (some) => {
    begun.push('together');
    return some.map(() => facts);
  });
  const many = lives(MOST_TOGETHER).map((each) => pool.add(each));
  await sleep(150);
  const others = [
    places.hold(1e9, async () => begun.push('script')),
    places.hold(URGENT, async () => begun.push('alone')),
  ];
  free();
  await Promise.all([first, ...many, ...others]);
  t.is(begun[0], 'alone');
  t.true(begun.indexOf('together') < begun.indexOf('script'), begun.join());
});

test('of few processes each lives what came meanwhile', async (t) => {
  const groups: number[] = [];
  const live = async (some: readonly SharedLife[]) => {
    groups.push(some.length);
    return some.map(() => facts);
  };
  const pool = new TogetherPool(new Places(Number.POSITIVE_INFINITY), live, { processes: 1 });
  await Promise.all(lives(10).map((each) => pool.add(each)));
  t.deepEqual(groups, [10]);
});
