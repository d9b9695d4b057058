import test from 'ava';
import { identityName } from '#harness/recording/identity.js';
import { announcesKills, runsForStance, runsOf, shutsDown, trialSeed, urgencyOf } from '#harness/run/schedule/plan.js';
import type { Scenario } from '#harness/scenarios/scenario.js';
import { SCENARIOS } from '#harness/scenarios/scenarios.js';
import type { Step } from '#harness/scenarios/step-kinds.js';

const steps: readonly Step[] = [
  { do: 'logon' },
  { do: 'work', workload: 'mixed' },
  { do: 'query' },
  { do: 'notify' },
  { do: 'shutdown' },
  { do: 'linger', ms: 1_000 },
  { do: 'kill' },
];
const scenario: Scenario = { name: 's', title: '', stances: ['in'], lives: [{ steps }], trials: 3, control: true };
const readBack = { steps: [{ do: 'logon' }, { do: 'read-back' }, { do: 'logoff' }, { do: 'exit' }] };

test('each trial is a run with a seed of its own, the first with the seed of the certification', (t) => {
  const runs = runsOf(scenario, 7);
  t.deepEqual(
    runs.map(({ identity }) => [identityName(identity), identity.seed]),
    [
      ['s', 7],
      ['s-trial-2', 8],
      ['s-trial-3', 9],
      ['s-control', 7],
    ],
  );
  t.deepEqual(runs[0]?.lives, [{ steps }, readBack]);
});

test('a control does the same without a word to the provider', (t) => {
  const control = runsOf(scenario, 7).at(-1);
  t.deepEqual(control?.lives, [
    { steps: [{ do: 'logon' }, { do: 'work', workload: 'mixed' }, { do: 'kill' }] },
    readBack,
  ]);
  const leaving: Scenario = { ...scenario, lives: [{ steps: [{ do: 'logon' }, { do: 'leave' }] }] };
  t.deepEqual(runsOf(leaving, 7).at(-1)?.lives[0], { steps: [{ do: 'logon' }, { do: 'kill' }] });
});

test('the largest seed is followed by the smallest', (t) => {
  t.is(trialSeed(2 ** 31, 0), 2 ** 31);
  t.is(trialSeed(2 ** 31, 1), 1);
});

test('only runs that may call Notify or Do count as shutdowns', (t) => {
  const shutting = (name: string): boolean => {
    const found = SCENARIOS.find((each) => each.name === name) as Scenario;
    return shutsDown(runsOf(found, 1)[0] as ReturnType<typeof runsOf>[number]);
  };
  t.true(shutting('immediate-exit'));
  t.true(shutting('outlook-exit'));
  t.false(shutting('classic-exit'));
  t.false(shutting('classic-exit-option-3'));
  t.false(shutting('query-only'));
  t.true(runsOf(scenario, 1).slice(0, 3).every(shutsDown));
  t.false(runsOf(scenario, 1).slice(3).some(shutsDown));
});

test('a kill that comes after Do, or by the client leaving, is announced', (t) => {
  const announced = SCENARIOS.filter(announcesKills).map(({ name }) => name);
  t.true(announced.includes('outlook-exit') && announced.includes('five-generations'));
  t.false(announced.includes('background-work'));
});

test('runs that wait come first, then those that are likely to fail, then the longest', (t) => {
  const runs = runsForStance(SCENARIOS, 'in', ['store'], 7, 30);
  const names = runs.map(({ identity }) => identityName(identity));
  t.deepEqual(names.slice(0, 9), [
    'lingering-exit',
    'background-work',
    'background-work-control',
    'asked-over-time',
    'quiet-after-notify',
    'resumes-after-notify',
    'resumes-after-notify-control',
    'outlook-exit',
    'immediate-exit',
  ]);
  const costly = names.filter((name) => name.startsWith('bulk') || name.startsWith('killed'));
  t.deepEqual(costly.slice(0, 3), ['bulk-10000', 'bulk-changed', 'killed-in-shutdown']);
  t.true(names.indexOf('two-sessions') < names.indexOf('outlook-exit-trial-2'));
  t.true(names.indexOf('immediate-exit-trial-3') < names.indexOf('bulk-10000'));
  t.true(names.indexOf('outlook-exit-control') > names.indexOf('bulk-100'));
  t.false(names.includes('refused-exit'));
  t.is(new Set(names).size, names.length);
  const costs = runs.filter((run) => run.scenario.idle !== true).map((run) => urgencyOf(run, 30));
  t.deepEqual(
    costs,
    [...costs].sort((a, b) => b - a),
  );
});

test('a scenario that says nothing beside a kind of provider is not run where there is one', (t) => {
  const alone: Scenario = { ...scenario, kinds: ['store', 'address-book'], notWith: ['transport'] };
  t.true(runsForStance([alone], 'in', ['store'], 7, 30).length > 0);
  t.true(runsForStance([alone], 'in', ['store', 'address-book'], 7, 30).length > 0);
  t.deepEqual(runsForStance([alone], 'in', ['store', 'transport'], 7, 30), []);
});
