import test from 'ava';
import type { LifePlan } from '#harness/life/life-plan.js';
import type { LifeFacts } from '#harness/recording/recording.js';
import { Halt } from '#harness/run/schedule/halt.js';
import { Places } from '#harness/run/schedule/places.js';
import { type PlannedRun, runsOf } from '#harness/run/schedule/plan.js';
import type { RunManner, Runner } from '#harness/run/schedule/run-result.js';
import { ScriptsLeft } from '#harness/run/schedule/scripts-left.js';
import { TogetherPool } from '#harness/run/schedule/together-pool.js';
import { scenarioNamed } from '#harness/scenarios/scenarios.js';

function runOf(name: string): PlannedRun {
  const scenario = scenarioNamed(name);
  const [run] = scenario === undefined ? [] : runsOf(scenario, 7);
  if (run === undefined) throw new Error(`there is no scenario ${name}`);
  return run;
}

function poolOfReadings(): TogetherPool {
  return new TogetherPool(new Places(1), async (some) => some.map(() => ({ exitCode: 0 }) as LifeFacts));
}

const life = { plan: { life: 1 } as LifePlan, planFile: 'plan.json', cwd: '.', items: 1 };

/** Plays the script of a run, and has it read back. */
function player(readings: TogetherPool): Runner {
  return async (_: PlannedRun, manner?: RunManner) => {
    manner?.onScript?.(null);
    await readings.add(life);
    return null;
  };
}

test('whoever waits to be read back goes on when the last script is over', async (t) => {
  const readings = poolOfReadings();
  const left = new ScriptsLeft(readings, new AbortController().signal);
  const runs = ['two-sessions', 'repeated-calls'].map(runOf);
  const run = left.around(player(readings));
  const first = run(runs[0] as PlannedRun);
  left.planned(runs);
  let isRead = false;
  void first.then(() => {
    isRead = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 150));
  t.false(isRead, 'the other one may come as well');
  await run(runs[1] as PlannedRun);
  await first;
  t.true(isRead);
});

test('nobody waits for others in a certification that was interrupted', async (t) => {
  const readings = poolOfReadings();
  const controller = new AbortController();
  const left = new ScriptsLeft(readings, controller.signal);
  const read = left.around(player(readings))(runOf('two-sessions'));
  controller.abort();
  t.is(await read, null);
});

test('after a shutdown that hung no other one is played; what asks for none is', (t) => {
  const halt = new Halt(true);
  t.false(halt.isFor(runOf('two-sessions')));
  halt.decide(true);
  t.true(halt.isFor(runOf('two-sessions')));
  t.false(halt.isFor(runOf('classic-exit')));
});

test('what goes wrong beside the canary waits for what that shows, and nothing waits where it came first', async (t) => {
  const beside = new Halt(true);
  const asked = beside.isDecidedFor(runOf('two-sessions'));
  beside.decide(true);
  beside.decide(false);
  t.true(await asked);
  t.false(await beside.isDecidedFor(runOf('classic-exit')));
  t.false(await new Halt(false).isDecidedFor(runOf('two-sessions')));
});
