import test from 'ava';
import { identityName } from '#harness/recording/identity.js';
import { Places } from '#harness/run/schedule/places.js';
import { runsForStance } from '#harness/run/schedule/plan.js';
import { ELSEWHERE } from '#harness/run/schedule/shares.js';
import { runStages, type StagesOutcome, type StagesRequest } from '#harness/run/schedule/stages.js';
import type { Scenario } from '#harness/scenarios/scenario.js';
import { SCENARIOS } from '#harness/scenarios/scenarios.js';
import { FakeRunner } from '../fake-results.js';
import { answering, call } from '../observation.js';

function stages(runner: FakeRunner, more: Partial<StagesRequest> = {}): Promise<StagesOutcome> {
  return runStages({
    scenarios: SCENARIOS,
    seed: 7,
    items: 30,
    places: new Places(2),
    option: 1,
    run: runner.run,
    onCanary: () => {},
    abort: () => {},
    onReconnaissance: async () => {},
    onPlanned: () => {},
    ...more,
  });
}

function scenariosNamed(...names: readonly string[]): readonly Scenario[] {
  return SCENARIOS.filter(({ name }) => names.includes(name));
}

function namesOf(outcome: StagesOutcome): readonly string[] {
  return outcome.results.map(({ run }) => identityName(run.identity));
}

test('the reconnaissance comes first, the canary before every other shutdown, and everything is run once', async (t) => {
  const runner = new FakeRunner();
  const planned: unknown[] = [];
  const outcome = await stages(runner, { onPlanned: (plan) => planned.push([plan.planned.length, plan.stance]) });
  t.is(outcome.stance, 'in');
  t.deepEqual(runner.started.slice(0, 2), ['object-contract', 'classic-exit']);
  const all = runsForStance(SCENARIOS, 'in', ['store'], 7, 30).map(({ identity }) => identityName(identity));
  t.deepEqual([...runner.started].sort(), [...all].sort());
  t.deepEqual(planned, [
    [2, null],
    [all.length, 'in'],
  ]);
  const canary = runner.started.indexOf('immediate-exit');
  for (const name of ['bulk-10000', 'lingering-exit', 'outlook-exit', 'immediate-exit-trial-2', 'two-sessions']) {
    t.true(runner.started.indexOf(name) > canary, name);
  }
  t.is(outcome.unfinished.size, 0);
  t.deepEqual(outcome.notRun, {});
});

test('results are in the order of the scenarios, with their trials and the control last', async (t) => {
  const outcome = await stages(new FakeRunner(), {
    scenarios: scenariosNamed('object-contract', 'immediate-exit', 'two-sessions'),
  });
  t.deepEqual(namesOf(outcome), [
    'object-contract',
    'immediate-exit',
    'immediate-exit-trial-2',
    'immediate-exit-trial-3',
    'immediate-exit-control',
    'two-sessions',
  ]);
});

test('not more runs than jobs go on at once; idle ones take no place', async (t) => {
  for (const jobs of [1, 3]) {
    const runner = new FakeRunner();
    await stages(runner, { places: new Places(jobs) });
    t.is(runner.mostAtOnce, jobs);
  }
});

test('after a canary that hung, no other shutdown is run', async (t) => {
  const runner = new FakeRunner({ 'immediate-exit': { ending: 'hung', pendingCall: call('DoFastShutdown', null) } });
  const planned: number[] = [];
  const outcome = await stages(runner, { onPlanned: (plan) => planned.push(plan.planned.length) });
  t.false(runner.started.includes('outlook-exit'));
  t.false(runner.started.includes('immediate-exit-trial-2'));
  t.true(runner.started.includes('outlook-exit-control'));
  t.true(runner.started.includes('query-only'));
  t.is(
    outcome.notRun['outlook-exit'],
    'not run: IMAPIProviderShutdown::DoFastShutdown did not return in immediate-exit',
  );
  t.is(outcome.unfinished.size, 0);
  t.is(planned.at(-1), runner.started.length);
});

test('when the usual canary is not needed, the shortest shutdown takes its part', async (t) => {
  const scenarios = scenariosNamed('object-contract', 'five-generations', 'do-without-notify', 'two-sessions');
  const hung = { ending: 'died', pendingCall: call('NotifyProcessShutdown', null) } as const;
  const runner = new FakeRunner({ 'do-without-notify': hung });
  const outcome = await stages(runner, { scenarios });
  t.deepEqual(runner.started, ['object-contract', 'do-without-notify']);
  t.regex(
    outcome.notRun['two-sessions'] ?? '',
    /^not run: the process ended in .*NotifyProcessShutdown in do-without-notify$/,
  );
});

test('an opted-out provider needs no canary, and gets the scenarios for it', async (t) => {
  const runner = new FakeRunner({ 'object-contract': answering({ kind: 'returned', hr: 0x80040102 | 0 }) });
  const outcome = await stages(runner);
  t.is(outcome.stance, 'out');
  t.true(runner.started.includes('query-refused-then-notify'));
  t.false(runner.started.includes('immediate-exit'));
});

test('a provider without an answer is tried by the classic exit only', async (t) => {
  const runner = new FakeRunner({ 'object-contract': answering({ kind: 'promise' }) });
  const outcome = await stages(runner);
  t.is(outcome.stance, 'unknown');
  t.deepEqual(runner.started, ['object-contract', 'classic-exit']);
  t.is(outcome.notRun['outlook-exit'], 'not run: QueryFastShutdown returned a promise');
  t.is(outcome.notRun['classic-exit'], undefined);
});

test('under option 3 nothing is run that needs an answer', async (t) => {
  const runner = new FakeRunner();
  const outcome = await stages(runner, { option: 3 });
  t.false(runner.started.includes('outlook-exit'));
  t.true(runner.started.includes('classic-exit-option-3'));
  t.is(outcome.notRun['outlook-exit'], 'not run: fast shutdown is disabled by user option 3');
});

test('interrupted runs are missing from the results, and their scenarios are known', async (t) => {
  const outcome = await stages(new FakeRunner({ 'two-sessions': 'interrupted' }));
  t.deepEqual([...outcome.unfinished], ['two-sessions']);
  t.false(namesOf(outcome).includes('two-sessions'));
  const early = await stages(new FakeRunner({ 'object-contract': 'interrupted' }));
  t.is(early.stance, 'unknown');
  t.true(early.unfinished.has('outlook-exit') && early.unfinished.has('object-contract'));
});

test('what the reconnaissance brings up ends everything', async (t) => {
  const runner = new FakeRunner();
  let aborted = 0;
  const failing = stages(runner, {
    abort: () => {
      aborted += 1;
    },
    onReconnaissance: async () => {
      throw new Error('no provider');
    },
  });
  await t.throwsAsync(failing, { message: 'no provider' });
  t.is(aborted, 1);
  t.deepEqual(runner.started, ['object-contract', 'classic-exit']);
});

test('an error of a run ends everything', async (t) => {
  let aborted = 0;
  const abort = (): void => {
    aborted += 1;
  };
  await t.throwsAsync(stages(new FakeRunner({ 'two-sessions': new Error('defect') }), { abort }), {
    message: 'defect',
  });
  t.true(aborted > 0);
});

test('shards play together what one certification plays, and each asks the provider and sends the canary ahead', async (t) => {
  const whole = await stages(new FakeRunner());
  const names: string[] = [];
  for (const index of [1, 2, 3]) {
    const runner = new FakeRunner();
    const outcome = await stages(runner, { shard: { index, count: 3 } });
    t.is(outcome.stance, 'in');
    t.is(runner.started[0], 'object-contract');
    t.true(runner.started.includes('immediate-exit'));
    t.is(runner.started.includes('classic-exit'), index === 1);
    t.is(outcome.unfinished.size, 0);
    // What another shard plays is no result of this one.
    for (const name of namesOf(outcome)) t.is(outcome.notRun[name], undefined);
    names.push(...namesOf(outcome));
  }
  t.deepEqual(names.sort(), [...namesOf(whole)].sort());
});

test('after a canary that hung, no shard runs another shutdown', async (t) => {
  const reasons: Record<string, string> = {};
  const hung = { 'immediate-exit': { ending: 'hung', pendingCall: call('DoFastShutdown', null) } } as const;
  const whole = await stages(new FakeRunner(hung));
  for (const index of [1, 2]) {
    const runner = new FakeRunner(hung);
    const { notRun } = await stages(runner, { shard: { index, count: 2 } });
    t.false(runner.started.includes('outlook-exit'));
    for (const [name, reason] of Object.entries(notRun)) if (reason !== ELSEWHERE) reasons[name] = reason;
  }
  t.deepEqual(reasons, whole.notRun);
});
