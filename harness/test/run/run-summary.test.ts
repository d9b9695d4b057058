import test from 'ava';
import { summarise } from '#harness/run/run-summary.js';
import { runsOf } from '#harness/run/schedule/plan.js';
import { scenarioNamed } from '#harness/scenarios/scenarios.js';
import { resultOf } from './fake-results.js';

test('a run says how many of its kills come at a moment that no step names', (t) => {
  const timed = ['killed-in-shutdown', 'killed-at-work', 'killed-in-start-message', 'immediate-exit'].map((name) => {
    const scenario = scenarioNamed(name);
    const [run] = scenario === undefined ? [] : runsOf(scenario, 7);
    return run === undefined ? null : summarise(resultOf(run)).timedKills;
  });
  t.deepEqual(timed, [12, 6, 1, 0]);
});
