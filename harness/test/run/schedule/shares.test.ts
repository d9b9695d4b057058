import test from 'ava';
import { identityName } from '#harness/recording/identity.js';
import type { PlannedRun } from '#harness/run/schedule/plan.js';
import { runsForStance, runsOf } from '#harness/run/schedule/plan.js';
import { chainRun } from '#harness/run/schedule/plan-walks.js';
import { shareOf } from '#harness/run/schedule/shares.js';
import { SCENARIOS } from '#harness/scenarios/scenarios.js';

/** All runs of a store that agrees, as a certification without options has them. */
const chains = [0, 1].map((trial) => chainRun(Array(10).fill([{ do: 'logon' }, { do: 'kill' }]), 7 + trial, trial));
const runs: readonly PlannedRun[] = [...runsForStance(SCENARIOS, 'in', ['store'], 7, 30), ...chains];
const own = (index: number, count: number): readonly PlannedRun[] => [...shareOf(runs, { index, count }, 30).own];
const shares = (count: number): readonly (readonly PlannedRun[])[] =>
  Array.from({ length: count }, (_, index) => own(index + 1, count));

test('each run is the part of one shard, however many there are', (t) => {
  for (const count of [1, 2, 3, 4, 7, 100]) {
    const all = shares(count).flatMap((share) => share.map(({ identity }) => identityName(identity)));
    t.deepEqual(all.sort(), runs.map(({ identity }) => identityName(identity)).sort(), String(count));
  }
});

test('trials, null control and the sizes of a series stay together; each chain of walks is by itself', (t) => {
  const placeOf = new Map<string, number>();
  for (const [place, share] of shares(7).entries()) {
    for (const { scenario, identity } of share) {
      const key = scenario.walks === true ? identityName(identity) : (scenario.series ?? scenario.name);
      t.is(placeOf.get(key) ?? place, place, key);
      placeOf.set(key, place);
    }
  }
  t.is(runs.filter(({ scenario }) => scenario.series === 'bulk').length, 3);
  t.not(placeOf.get('random-walks'), placeOf.get('random-walks-trial-2'));
});

test('of four shards none has many more lives than a quarter', (t) => {
  const lives = (some: readonly PlannedRun[]): number => some.reduce((sum, run) => sum + run.lives.length, 0);
  const most = Math.max(...shares(4).map(lives));
  t.true(most <= (1.3 * lives(runs)) / 4, `${most} of ${lives(runs)}`);
});

test('a shard knows the scenarios of which others play a run', (t) => {
  const { own: mine, elsewhere } = shareOf(runs, { index: 1, count: 2 }, 30);
  t.deepEqual(
    [...elsewhere].sort(),
    [...new Set(runs.filter((run) => !mine.has(run)).map(({ identity }) => identity.scenario))].sort(),
  );
  t.is(shareOf(runs, null, 30).elsewhere.size, 0);
});

test('what every shard begins with belongs to the first one', (t) => {
  const begun = SCENARIOS.filter(({ name }) => name === 'object-contract' || name === 'classic-exit');
  const early = begun.flatMap((scenario) => runsOf(scenario, 7));
  t.is(shareOf(early, { index: 1, count: 3 }, 30).own.size, 2);
  t.is(shareOf(early, { index: 2, count: 3 }, 30).own.size, 0);
});
