import test from 'ava';
import type { Occurrence } from '#harness/host/activity/activity.js';
import { Tally } from '#harness/host/activity/tally.js';

const timer = (what: string, repeats = true): Occurrence => ({ kind: 'timer', what, repeats });

test('activity is counted by what it is, and by slices of time', (t) => {
  const tally = new Tally();
  tally.add(timer('a.js:1'), 0);
  tally.add(timer('a.js:1'), 2);
  tally.add(timer('a.js:1'), 2);
  tally.add({ kind: 'data', what: 'a.js:1', repeats: false }, 1);
  t.deepEqual(tally.entries, [
    { kind: 'timer', what: 'a.js:1', repeats: true, counts: [1, 0, 2] },
    { kind: 'data', what: 'a.js:1', repeats: false, counts: [0, 1] },
  ]);
});

test('of too many different ones the rest is added up, and the account stays small', (t) => {
  const tally = new Tally();
  for (let i = 0; i < 1_000; i += 1) tally.add(timer(`a.js:${i}`), 0);
  t.is(tally.entries.length, 6);
  t.deepEqual(tally.entries.at(-1), { kind: 'timer', what: 'others', repeats: false, counts: [995] });
});
