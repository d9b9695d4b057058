import test from 'ava';
import { judgeAll } from '#harness/catalogue/judge.js';
import type { Requirement } from '#harness/catalogue/requirement.js';
import type { Difference, Observation } from '#harness/recording/observation.js';
import { Doubts } from '#harness/run/schedule/doubts.js';
import { WHENEVER } from '#harness/run/schedule/places.js';
import { type PlannedRun, runsOf } from '#harness/run/schedule/plan.js';
import { SCENARIOS, scenarioNamed } from '#harness/scenarios/scenarios.js';
import { resultOf } from '../fake-results.js';
import { brokenByDeath } from './broken-by-death.js';

function runOf(name: string): PlannedRun {
  const scenario = scenarioNamed(name);
  const [run] = scenario === undefined ? [] : runsOf(scenario, 7);
  if (run === undefined) throw new Error(`there is no scenario ${name}`);
  return run;
}

const exit = runOf('immediate-exit');
const repeated = runOf('repeated-calls');

function doubtsOf(...requirements: readonly Requirement[]): Doubts {
  const doubts = new Doubts({
    requirements,
    scenarios: SCENARIOS,
    judge: (chosen, observations, { stance, notRun }) => {
      const settings = { stance, kinds: ['store'], budgetMs: 5_000, queryBudgetMs: 250 } as const;
      return judgeAll(chosen, { settings, observations, notRun });
    },
  });
  doubts.planned({ stance: 'in', planned: [exit, repeated], notRun: {}, elsewhere: new Set() });
  return doubts;
}

/** A run is over, alone or as it must be. */
async function end(doubts: Doubts, run: PlannedRun, ending: 'died' | 'killed'): Promise<void> {
  await doubts.around(async () => resultOf(run, { ending }))(run);
}

const diedBesideOthers = resultOf(repeated, { ending: 'died' }).observation;

test('a doubtful run is played again as long as no failure is certain', async (t) => {
  const doubts = doubtsOf(
    brokenByDeath('DUR-1', ['immediate-exit']),
    brokenByDeath('SEQ-7', ['repeated-calls'], { explainedBy: ['DUR-1'] }),
  );
  t.false(doubts.spares(repeated, diedBesideOthers));
  await end(doubts, exit, 'killed');
  t.false(doubts.spares(repeated, diedBesideOthers));
  t.is(doubts.spared.size, 0);
});

test('a doubtful run that shows what a certain failure explains is spared, with the reason', async (t) => {
  const doubts = doubtsOf(
    brokenByDeath('DUR-1', ['immediate-exit']),
    brokenByDeath('SEQ-7', ['repeated-calls'], { explainedBy: ['DUR-1'] }),
  );
  await end(doubts, exit, 'died');
  t.true(doubts.spares(repeated, diedBesideOthers));
  t.deepEqual([...doubts.spared], [[repeated, 'not run alone: a failure explains what it has shown beside others']]);
});

test('a doubtful run in which something was written after Do is played again: it says why something is lost', async (t) => {
  const doubts = doubtsOf(
    brokenByDeath('DUR-1', ['immediate-exit']),
    brokenByDeath('SEQ-7', ['repeated-calls'], { explainedBy: ['DUR-1'] }),
  );
  await end(doubts, exit, 'died');
  const written = [{ file: 'box.log', change: 'grew by 12 bytes', afterNs: 221e6 }];
  const lives = diedBesideOthers.lives.map((life) => ({ ...life, written }));
  t.false(doubts.spares(repeated, { ...diedBesideOthers, lives }));
});

test('a doubtful run by which the failure itself is judged is played again, unless whatever is run does for that', async (t) => {
  for (const [more, isSpared] of [
    [{}, false],
    [{ suffices: ['immediate-exit'] }, true],
  ] as const) {
    const doubts = doubtsOf(brokenByDeath('DUR-1', ['immediate-exit', 'repeated-calls'], more));
    await end(doubts, exit, 'died');
    t.is(doubts.spares(repeated, diedBesideOthers), isSpared);
  }
});

test('a doubtful run that shows another failure is played again', async (t) => {
  const doubts = doubtsOf(brokenByDeath('DUR-1', ['immediate-exit']), brokenByDeath('SEQ-7', ['repeated-calls']));
  await end(doubts, exit, 'died');
  t.false(doubts.spares(repeated, diedBesideOthers));
});

test('a doubtful run that no requirement says anything against is played again, since nothing explains the doubt', async (t) => {
  const doubts = doubtsOf(brokenByDeath('DUR-1', ['immediate-exit']), brokenByDeath('SEQ-7', ['repeated-calls']));
  await end(doubts, exit, 'died');
  t.false(doubts.spares(repeated, resultOf(repeated, { ending: 'killed' }).observation));
});

test('a doubtful run that has lost what a certain failure is about is spared', async (t) => {
  const doubts = doubtsOf(brokenByDeath('DUR-1', ['immediate-exit']), brokenByDeath('SEQ-7', ['repeated-calls']));
  await end(doubts, exit, 'died');
  const { observation } = resultOf(repeated, { ending: 'killed' });
  const losing = (category: Difference['category']): Observation => ({
    ...observation,
    ledger: { ...observation.ledger, counts: [{ kind: 'lost', category, count: 3 }] },
  });
  t.false(doubts.spares(repeated, losing('setting')), 'which is what DUR-3 is about');
  t.true(doubts.spares(repeated, losing('created')));
});

test('a warning spares nothing: the verdict may still be a pass', async (t) => {
  const doubts = doubtsOf(
    brokenByDeath('DUR-1', ['immediate-exit'], { strength: 'SHOULD' }),
    brokenByDeath('SEQ-7', ['repeated-calls'], { explainedBy: ['DUR-1'], strength: 'SHOULD' }),
  );
  await end(doubts, exit, 'died');
  t.false(doubts.spares(repeated, diedBesideOthers));
});

test('a failure by the clock spares nothing: it has to be seen again first', async (t) => {
  const doubts = doubtsOf(
    brokenByDeath('TIME-1', ['immediate-exit'], { timed: true }),
    brokenByDeath('SEQ-7', ['repeated-calls'], { explainedBy: ['TIME-1'] }),
  );
  await end(doubts, exit, 'died');
  t.false(doubts.spares(repeated, diedBesideOthers));
});

test('of doubtful runs those come first by which the requirement is judged that their losses are about', (t) => {
  const doubts = doubtsOf(brokenByDeath('DUR-2', ['repeated-calls']), brokenByDeath('DUR-1', ['immediate-exit']));
  const losing = (run: PlannedRun): number => {
    const { observation } = resultOf(run);
    const counts = [{ kind: 'lost', category: 'changed', count: 3 }] as const;
    return doubts.urgencyOf(run, { ...observation, ledger: { ...observation.ledger, counts } }, 20);
  };
  t.true(losing(repeated) > losing(exit));
  t.true(losing(exit) > doubts.urgencyOf(repeated, resultOf(repeated).observation, 20), 'then the likeliest to fail');
  t.true(losing(repeated) < WHENEVER, 'and all of them when nobody else waits');
});
