import { setImmediate as turn } from 'node:timers/promises';
import test from 'ava';
import { Places } from '#harness/run/schedule/places.js';
import { type PlannedRun, READ_BACK, runsOf } from '#harness/run/schedule/plan.js';
import { beginRun, liveInPlace } from '#harness/run/schedule/run-places.js';
import type { RunManner, RunResult } from '#harness/run/schedule/run-result.js';
import type { Scenario } from '#harness/scenarios/scenario.js';
import { scenarioNamed } from '#harness/scenarios/scenarios.js';
import { resultOf } from '../fake-results.js';

function runOf(more: Partial<Scenario> = {}): PlannedRun {
  const scenario = scenarioNamed('immediate-exit');
  const [run] = scenario === undefined ? [] : runsOf({ ...scenario, ...more }, 7);
  if (run === undefined) throw new Error('there is no such scenario');
  return run;
}

/** The one place there is, which is taken until `free` is called. */
async function takenPlace(): Promise<{ readonly places: Places; readonly free: () => void }> {
  const places = new Places(1);
  let free = (): void => {};
  const until = new Promise<void>((resolve) => {
    free = resolve;
  });
  void places.hold(0, () => until);
  await turn();
  return { places, free };
}

const waits = test.macro(async (t, more: Partial<Scenario>, alone: boolean, doesWait: boolean) => {
  const { places, free } = await takenPlace();
  const run = runOf(more);
  let isBegun = false;
  const begun = beginRun(places, run, { urgency: 1, alone }, async (manner) => {
    isBegun = true;
    t.is(manner.alone, alone);
    return resultOf(run);
  });
  await turn();
  t.is(isBegun, !doesWait);
  free();
  t.is((await begun.result)?.run, run);
  t.is(await begun.script, null, 'a run that says nothing of its script has none');
});

test('a run waits for a place for its script', waits, {}, false, true);
test('an idle run takes no place', waits, { idle: true }, false, false);
test('a run whose lives share processes takes no place for itself', waits, { together: 'kill' }, false, false);
test('so does one that is idle besides', waits, { together: 'exit', idle: true }, false, false);
test('alone, an idle run waits for a place', waits, { idle: true }, true, true);
test('alone, a run that would share processes waits for a place', waits, { together: 'kill' }, true, true);

test('the place is given back when the script is over, before the run is read back', async (t) => {
  const places = new Places(1);
  const run = runOf();
  let readBack = (_: RunResult): void => {};
  const first = beginRun(places, run, { urgency: 1, alone: false }, ({ onScript }: RunManner) => {
    const { loaded, observation } = resultOf(run);
    onScript?.({ run, loaded, observe: () => observation });
    return new Promise((resolve) => {
      readBack = resolve;
    });
  });
  t.is((await first.script)?.run, run);
  const second = beginRun(places, run, { urgency: 1, alone: false }, async () => resultOf(run));
  t.truthy(await second.result);
  readBack(resultOf(run));
  t.truthy(await first.result);
});

const lives = test.macro(async (t, more: Partial<Scenario>, isReadBack: boolean, takesOne: boolean) => {
  const { places, free } = await takenPlace();
  const run = runOf(more);
  let isStarted = false;
  const lived = liveInPlace(places, run, isReadBack ? READ_BACK : run.lives[0], async () => {
    isStarted = true;
    return 7;
  });
  await turn();
  t.is(isStarted, !takesOne);
  free();
  t.is(await lived, 7);
});

test('a life of a script is lived in the place of its run', lives, {}, false, false);
test('a life of an idle run takes no place', lives, { idle: true }, false, false);
test('a life that could not share a process takes a place of its own', lives, { together: 'kill' }, false, true);
test('reading back takes a place of its own', lives, {}, true, true);
test('reading an idle run back does, too', lives, { idle: true }, true, true);
