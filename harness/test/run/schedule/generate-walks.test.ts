import test from 'ava';
import fc from 'fast-check';
import { chainFromSeed, walks } from '#harness/run/schedule/generate-walks.js';
import { planWalks } from '#harness/run/schedule/plan-walks.js';
import type { Stance } from '#harness/scenarios/scenario.js';
import { OUTSIDE, obeys, stepFrom, type Walk, whyImpossible } from '#harness/scenarios/walk.js';
import { printScript } from '#harness/scenarios/walk-script.js';

const STANCES: readonly Stance[] = ['in', 'out', 'none'];
const SEEDS = Array.from({ length: 200 }, (_, seed) => seed + 1);

function isObedient(walk: Walk, stance: Stance): boolean {
  let place = OUTSIDE;
  return walk.every((step) => {
    const allowed = obeys(place, step, stance);
    const next = stepFrom(place, step);
    if (typeof next !== 'string') place = next;
    return allowed;
  });
}

for (const stance of STANCES) {
  test(`walks of a client whose provider is ${stance} are possible, and it obeys the answer`, (t) => {
    for (const walk of SEEDS.flatMap((seed) => chainFromSeed(stance, seed))) {
      t.is(whyImpossible(walk), null, printScript([walk]));
      t.true(isObedient(walk, stance), printScript([walk]));
    }
  });

  test(`a walk made smaller is possible too when the provider is ${stance}`, (t) => {
    fc.assert(
      fc.property(walks(stance), (walk) => t.true(whyImpossible(walk) === null && isObedient(walk, stance))),
      { seed: 7, numRuns: 500 },
    );
  });
}

test('who is refused is never told DoFastShutdown', (t) => {
  const steps = SEEDS.flatMap((seed) => chainFromSeed('out', seed)).flat();
  t.false(steps.some((step) => step.do === 'shutdown'));
  t.true(steps.some((step) => step.do === 'notify'));
});

test('the walks come from the seed, and many ways to leave are among them', (t) => {
  t.deepEqual(chainFromSeed('in', 7), chainFromSeed('in', 7));
  t.notDeepEqual(chainFromSeed('in', 7), chainFromSeed('in', 8));
  const scripts = SEEDS.flatMap((seed) => chainFromSeed('in', seed)).map((walk) => printScript([walk]));
  for (const part of [/query,query/, /do,do/, /do,.*notify/, /calls-after-do/, /logoff$/, /notify,.*work/]) {
    t.true(
      scripts.some((script) => part.test(script)),
      String(part),
    );
  }
  t.true(
    scripts.some((script) => !script.includes('do') && script.endsWith('kill')),
    'a kill without a word',
  );
  t.true(new Set(scripts).size > scripts.length / 2);
});

test('in each chain there are clients that never ask, some of which leave in order and some of which are killed', (t) => {
  const silent = SEEDS.map((seed) =>
    chainFromSeed('in', seed).filter((walk) => walk.every((step) => !/query|notify|shutdown/.test(step.do))),
  );
  t.true(silent.every(({ length }) => length >= 2));
  const ends = silent.flat().map((walk) => walk.at(-1)?.do);
  for (const end of ['exit', 'kill'] as const) {
    const share = ends.filter((each) => each === end).length / ends.length;
    t.true(share > 0.3, `${end} ${share}`);
  }
});

test('the seed of a chain repeats it as the first one, however many walks there are', async (t) => {
  const request = { seed: 7, quick: false, script: null, option: 1 } as const;
  const [, second, third, ...more] = await planWalks({ ...request, walks: 23 }, 'in');
  const [first] = await planWalks({ ...request, seed: 8, walks: 100 }, 'in');
  t.deepEqual(second?.lives, first?.lives);
  t.is(second?.identity.seed, 8);
  t.is(third?.lives.length, 4, 'three walks, and the life that reads back');
  t.deepEqual(more, []);
});

test('a script takes the place of the walks, and without walks nothing is planned', async (t) => {
  const script = chainFromSeed('in', 1).slice(0, 2);
  const planned = await planWalks({ seed: 7, quick: false, walks: 20, script, option: 1 }, 'in');
  t.is(planned.length, 1);
  t.is(planned[0]?.lives.length, 3);
  t.deepEqual(await planWalks({ seed: 7, quick: false, walks: 0, script: null, option: 1 }, 'in'), []);
});

test('the quick mode plays one script, whatever the seed', async (t) => {
  const planned = await planWalks({ seed: 9, quick: true, walks: 0, script: null, option: 1 }, 'in');
  t.deepEqual(
    planned.map(({ lives }) => lives.map(({ steps }) => steps.map((step) => step.do))),
    [
      [
        ['logon', 'work', 'query', 'query', 'shutdown', 'kill'],
        ['logon', 'read-back', 'logoff', 'exit'],
      ],
    ],
  );
  t.is(planned[0]?.scenario.together, 'kill');
});

test('in the quick mode nobody tells a provider that refuses to shut down', async (t) => {
  const planned = await planWalks({ seed: 9, quick: true, walks: 0, script: null, option: 1 }, 'out');
  t.deepEqual(
    planned[0]?.lives[0]?.steps.map((step) => step.do),
    ['logon', 'work', 'query', 'query', 'logoff', 'exit'],
  );
  t.is(planned[0]?.scenario.together, 'exit');
});

test('under option 2 a provider without the interface is a refusal', async (t) => {
  const planned = await planWalks({ seed: 7, quick: false, walks: 50, script: null, option: 2 }, 'none');
  t.false(planned.flatMap(({ lives }) => lives.flatMap(({ steps }) => steps)).some((step) => step.do === 'shutdown'));
});
